using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Who contributed what, who was recognised, who was overlooked, and what there is to celebrate.</summary>
/// <remarks>
/// <para>The Gini coefficient (Gini, 1912) of recognitions per person is 0 when everybody got as many, and near 1 when one person got all.</para>
/// <para>Everything is counted from the events; nobody is ranked. Cost grows with the number of events.</para>
/// </remarks>
public sealed class RecognitionReport
{
    private RecognitionReport(LearningProgram program, Instant asOf, RecognitionOptions options, Workforce? workforce)
    {
        AsOf = asOf;
        Contributions = ContributionCount.Of(program, asOf);
        var watched = Contributions.Where(one => IsThere(program, one.Person)).ToList();
        Overlooked = program.Stage is ProgramStage.Running or ProgramStage.Celebrating
            ? ValueList.Copy(watched.Where(one => one.WeeksSinceRecognised > options.SilentWeeks).Select(one => one.Person))
            : [];
        MentorsCovered = Covered(watched, ProgramRole.Mentor);
        LearnersCovered = Covered(watched, ProgramRole.Learner);
        Gini = Inequality([.. watched.Select(one => one.Recognitions)]);
        Celebration = ValueList.Copy(program.Recognitions.Select(one => Entry(program, one, workforce)));
        ManagersToInvite = ValueList.Copy(Celebration.Where(entry => entry.IsInvitationDue).Select(entry => entry.Manager!.Value).Distinct().Order());
        Takeaways = program.Takeaways;
        Reasons = Explain(watched, options);
    }

    /// <summary>The instant up to which events count.</summary>
    public Instant AsOf { get; }

    /// <summary>What every mentor and learner contributed, in the order of their ids.</summary>
    public IReadOnlyList<PersonContribution> Contributions { get; }

    /// <summary>The mentors and learners who are there and were not recognised for too many weeks, in the order of their ids.</summary>
    public IReadOnlyList<PersonId> Overlooked { get; }

    /// <summary>The share of mentors, from 0 to 1, who were recognised at least once.</summary>
    public Measured<double> MentorsCovered { get; }

    /// <summary>The share of learners, from 0 to 1, who were recognised at least once.</summary>
    public Measured<double> LearnersCovered { get; }

    /// <summary>The Gini coefficient of recognitions per person.</summary>
    public Measured<double> Gini { get; }

    /// <summary>What there is to celebrate, in the order in which it was recognised.</summary>
    public IReadOnlyList<CelebrationEntry> Celebration { get; }

    /// <summary>The direct managers of recognised people who are not invited yet, as far as the workforce names them.</summary>
    public IReadOnlyList<PersonId> ManagersToInvite { get; }

    /// <summary>What mentors and learners take along, and what challenged them.</summary>
    public IReadOnlyList<Takeaway> Takeaways { get; }

    /// <summary>The same in sentences.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>Reports on a programme.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="asOf">The instant up to which events count, not before the programme was drafted.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="workforce">The workforce that knows the direct managers; null when it is not at hand.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="program"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="asOf"/> lies before the first event.</exception>
    public static RecognitionReport Of(LearningProgram program, Instant asOf, RecognitionOptions? options = null, Workforce? workforce = null)
    {
        var then = Guard.Against.Null(program).AsOf(asOf) ?? throw new ArgumentOutOfRangeException(nameof(asOf), asOf, "The programme was not drafted by then.");
        return new RecognitionReport(then, asOf, options ?? new RecognitionOptions(), workforce);
    }

    internal static Measured<double> Inequality(int[] counts)
    {
        long total = counts.Sum(count => (long)count);
        if (counts.Length < 2) return Undefined.TooFew(2, counts.Length, "people");
        if (total == 0) return Undefined.NoVariation("Nobody was recognised.");
        Array.Sort(counts);
        long weighted = 0;
        for (int i = 0; i < counts.Length; i++) weighted += (2L * (i + 1) - counts.Length - 1) * counts[i];
        return (double)weighted / (counts.Length * total);
    }

    private static bool IsThere(LearningProgram program, PersonId person) => program.RoleOf(person) is ProgramRole.Mentor or ProgramRole.Learner;

    private static Measured<double> Covered(List<PersonContribution> people, ProgramRole role)
    {
        int all = people.Count(one => one.Role == role);
        return all > 0 ? (double)people.Count(one => one.Role == role && one.Recognitions > 0) / all : Undefined.TooFew(1, 0, "people in the role");
    }

    private static CelebrationEntry Entry(LearningProgram program, Recognition recognition, Workforce? workforce)
    {
        var manager = recognition.Manager
            ?? (workforce is not null && workforce.IndexOf(recognition.Recognised) >= 0 ? workforce.ManagerOf(recognition.Recognised) : null);
        return new CelebrationEntry
        {
            Recognition = recognition,
            Evidence = ValueList.Copy(program.Events.Where(one => recognition.Evidence.Contains(one.Number))),
            Manager = manager,
            IsInvitationDue = recognition.Manager is null && manager is not null,
        };
    }

    private ValueList<Reason> Explain(List<PersonContribution> watched, RecognitionOptions options)
    {
        var reasons = new List<Reason>
        {
            Reason.Of(
                "recognition.coverage",
                "Of {people:0} mentors and learners {recognised:0|was|were} recognised at least once.",
                Figure.Of("recognised", (double)watched.Count(one => one.Recognitions > 0)),
                Figure.Of("people", (double)watched.Count)),
        };
        if (Gini.TryGet(out double gini)) reasons.Add(Reason.Of("recognition.gini", "The Gini coefficient of recognitions is {gini:0.00}.", Figure.Of("gini", gini)));
        if (Overlooked.Count > 0)
        {
            reasons.Add(Reason.Of(
                "recognition.overlooked",
                "{people:0|of them was|of them were} not recognised for more than {weeks:0|week|weeks}.",
                Figure.Of("people", (double)Overlooked.Count),
                Figure.Of("weeks", (double)options.SilentWeeks)));
        }

        if (ManagersToInvite.Count > 0)
        {
            reasons.Add(Reason.Of("recognition.managers", "{managers:0|direct manager is|direct managers are} still to be invited.", Figure.Of("managers", (double)ManagersToInvite.Count)));
        }

        return ValueList.Copy(reasons);
    }
}
