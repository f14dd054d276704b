using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Counts what people contributed, from the events alone.</summary>
internal sealed class ContributionCount
{
    private readonly LearningProgram _program;
    private readonly Dictionary<PersonId, PersonContribution> _counts = [];
    private readonly Dictionary<PersonId, List<long>> _evidence = [];
    private readonly Dictionary<PersonId, Instant> _heard = [];
    private readonly Dictionary<EntryId, (PersonId By, long Number)> _proposals = [];
    private readonly HashSet<long> _recognisedEvidence;

    private ContributionCount(LearningProgram program)
    {
        _program = program;
        _recognisedEvidence = [.. program.Recognitions.SelectMany(one => one.Evidence)];
    }

    public static ValueList<PersonContribution> Of(LearningProgram program, Instant asOf)
    {
        var count = new ContributionCount(program);
        var since = new Dictionary<PersonId, Instant>();
        foreach (var seat in program.Mentors) since[seat.Mentor] = program.StartedAt is { } start && start > seat.Since ? start : seat.Since;
        foreach (var place in program.Learners)
        {
            if (place.Mentor is not null) since.TryAdd(place.Learner, program.StartedAt ?? place.Since);
        }

        foreach (var person in since.Keys) count._counts.Add(person, new PersonContribution { Person = person, Role = program.State.PastRoleOf(person) });
        foreach (var happening in program.Events) count.Read(happening);
        var recognised = new Dictionary<PersonId, Instant>();
        foreach (var one in program.Recognitions)
        {
            recognised[one.Recognised] = one.GivenAt;
            count.Add(one.Recognised, 0, row => row with { Recognitions = row.Recognitions + 1 });
            count.Add(one.GivenBy, 0, row => row with { RecognitionsGiven = row.RecognitionsGiven + 1 });
        }

        return ValueList.Copy(count._counts.Values.OrderBy(row => row.Person).Select(row => row with
        {
            WeeksSinceRecognised = Weeks(asOf, recognised.TryGetValue(row.Person, out var last) ? last : since[row.Person]),
            WeeksSinceHeard = Weeks(asOf, count._heard.TryGetValue(row.Person, out var heard) ? heard : since[row.Person]),
            UnrecognisedEvidence = count._evidence.TryGetValue(row.Person, out var numbers) ? ValueList.Copy(numbers.Order()) : [],
        }));
    }

    private void Read(ProgramEvent happening)
    {
        _heard[happening.By] = happening.At;
        long number = happening.Number;
        switch (happening)
        {
            case SessionHeld held:
                Add(held.Mentor, number, row => row with { Sessions = row.Sessions + 1 });
                foreach (var learner in held.Learners.Distinct()) Add(learner, 0, row => row with { Sessions = row.Sessions + 1 });
                break;
            case MilestoneReached reached:
                Add(reached.Learner, number, row => row with { Milestones = row.Milestones + 1 });
                break;
            case ObstacleRemoved removed:
                Add(removed.By, number, row => row with { ObstaclesRemoved = row.ObstaclesRemoved + 1 });
                break;
            case HelpAnswered answered:
                Add(answered.By, number, row => row with { HelpGiven = row.HelpGiven + 1 });
                break;
            case DecisionProposed proposed:
                _proposals[proposed.Decision] = (proposed.By, number);
                break;
            case DecisionTaken { IsAccepted: true } taken:
                Add(_proposals[taken.Decision].By, _proposals[taken.Decision].Number, row => row with { ProposalsAccepted = row.ProposalsAccepted + 1 });
                break;
            case PromiseClosed { Outcome: PromiseOutcome.Kept } kept:
                Add(_program.State.Promises.Find(kept.Promise)!.Owner, number, row => row with { PromisesKept = row.PromisesKept + 1 });
                break;
        }
    }

    private void Add(PersonId person, long evidence, Func<PersonContribution, PersonContribution> change)
    {
        if (!_counts.TryGetValue(person, out var row)) return;
        _counts[person] = change(row);
        if (evidence == 0 || _recognisedEvidence.Contains(evidence)) return;
        if (!_evidence.TryGetValue(person, out var numbers)) _evidence.Add(person, numbers = []);
        numbers.Add(evidence);
    }

    private static int Weeks(Instant asOf, Instant since) => Math.Max(0, (int)((asOf - since).TotalDays / 7));
}
