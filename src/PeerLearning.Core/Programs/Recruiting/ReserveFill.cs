using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Who of the reserve takes the places that are free, with whom, and who has to change the mentor for it.</summary>
/// <remarks>
/// <para>The line is kept: the reserve is asked in its order, and everybody for whom there is a place, together with those before, gets one. Among all ways to
/// seat them, <see cref="CohortMatcher"/> rematching takes the one that fits best. Where nobody changes the mentor, this also seats as many as can be seated at
/// all: such sets form a matroid (Edmonds and Fulkerson, 1965).</para>
/// <para>Learners keep their mentors unless <c>maximumMoves</c> allows changes; one change can open a place to somebody who fits no mentor with room. What stands
/// against a rule already is left alone.</para>
/// <para>Cost: one rematching for each person in the reserve who is asked.</para>
/// </remarks>
public sealed class ReserveFill
{
    private ReserveFill(int free, List<ReserveMove> moves, IReadOnlyList<MatchMove> changes, List<UnmatchedLearner> passedOver, CohortMatch? match, MatchRequest? request)
    {
        Free = free;
        Moves = ValueList.Copy(moves);
        Changes = ValueList.Copy(changes);
        PassedOver = ValueList.Copy(passedOver);
        Match = match;
        Request = request;
        Reasons = Explain();
    }

    /// <summary>The number of places that were free.</summary>
    public int Free { get; }

    /// <summary>Who moves up, first in line first.</summary>
    public IReadOnlyList<ReserveMove> Moves { get; }

    /// <summary>The learners who change the mentor so that the others can come in.</summary>
    public IReadOnlyList<MatchMove> Changes { get; }

    /// <summary>Those who were asked and fit no place, first in line first, each with the reasons.</summary>
    public IReadOnlyList<UnmatchedLearner> PassedOver { get; }

    /// <summary>The match with those who move up in it, to be asked why; null when nobody moves up.</summary>
    public CohortMatch? Match { get; }

    /// <summary>What <see cref="Match"/> answers, and with which it is verified; null when nobody moves up.</summary>
    public MatchRequest? Request { get; }

    /// <summary>The same in sentences.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>Finds out who moves up.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The rules and levels, and the rows of learners and mentors with wishes; whoever has no row gets a plain one. Who is matched with how many places is what the programme says.</param>
    /// <param name="maximumMoves">How many learners may change their mentor for it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Who moves up; nobody when no place is free or nobody waits.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="maximumMoves"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ReserveFill Of(LearningProgram program, Workforce workforce, MatchRequest request, int maximumMoves = 0, CancellationToken cancellationToken = default)
    {
        var state = Guard.Against.Null(program).State;
        Guard.Against.Null(workforce);
        Guard.Against.Null(request);
        var options = new RematchOptions { MaximumMoves = Guard.Against.Negative(maximumMoves) };
        int free = Math.Max(0, state.Charter!.Places - state.PlacesInUse());

        var stays = state.Learners.Where(place => ProgramState.IsSeated(place.Status) && CanMove(place, state, workforce, request)).ToList();
        CohortMember[] current = [.. stays.Select(place => new CohortMember { Learner = place.Learner, Mentor = place.Mentor })];
        var rows = request.Learners.Where(row => row is not null).DistinctBy(row => row.Person).ToDictionary(row => row.Person);
        Learner Row(PersonId person) => rows.GetValueOrDefault(person) ?? new Learner { Person = person };
        var places = Places(state, stays, request);

        var seated = new List<PersonId>();
        var passedOver = new List<UnmatchedLearner>();
        var before = new List<int>();
        var matcher = new CohortMatcher();
        RematchResult? best = null;
        MatchRequest? answered = null;
        int room = places.Sum(place => place.Places) - stays.Count;
        foreach (var place in state.Learners.Where(place => place.Status == LearnerStatus.Reserve).OrderBy(place => place.ReserveRank))
        {
            if (seated.Count == Math.Min(free, room)) break;
            cancellationToken.ThrowIfCancellationRequested();
            Learner[] people = [.. current.Select(member => Row(member.Learner)), .. seated.Select(Row), Row(place.Learner)];
            var asked = request with { Learners = people, MentorPlaces = places };
            var tried = matcher.RematchFrom(current, workforce, asked, options, cancellationToken);
            if (tried.Match.Pairs.Count == people.Length && tried.Moves.Count <= maximumMoves)
            {
                (best, answered) = (tried, asked);
                seated.Add(place.Learner);
                before.Add(passedOver.Count);
            }
            else
            {
                passedOver.Add(new UnmatchedLearner(place.Learner, () => Why(place.Learner, tried, people.Length, maximumMoves)));
            }
        }

        var moves = seated.Select((person, i) => new ReserveMove
        {
            Learner = person,
            Mentor = best!.Match.MentorOf(person)!.Value,
            PassesOver = ValueList.Copy(passedOver.Take(before[i]).Select(one => one.Learner)),
        });
        return new ReserveFill(free, [.. moves], best?.Moves ?? [], passedOver, best?.Match, answered);
    }

    /// <summary>The events that record it: first the changes of mentors, then who moves up.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">Who decides it.</param>
    /// <returns>The events, for <see cref="LearningProgram.TryApplyAll"/>; none when nobody moves up.</returns>
    public IReadOnlyList<ProgramEvent> ToEvents(Instant at, PersonId by)
    {
        var events = new List<ProgramEvent>();
        if (Changes.Count > 0) events.Add(CohortRematched.Of(at, by, Changes, $"A place for {string.Join(", ", Moves.Select(move => move.Learner))}."));
        events.AddRange(Moves.Select(move => new ReserveMovedUp
        {
            At = at,
            By = by,
            Learner = move.Learner,
            Mentor = move.Mentor,
            Because = move.PassesOver.Count == 0 ? "" : $"No free place fits {string.Join(", ", move.PassesOver)}.",
        }));
        return ValueList.Copy(events);
    }

    /// <summary>Whether a learner takes part in the rematching: known, with a mentor who is there, and in a pair that keeps the rules.</summary>
    private static bool CanMove(LearnerPlace place, ProgramState state, Workforce workforce, MatchRequest request) =>
        place.Mentor is { } mentor && state.Mentors.Find(mentor) is { IsPaused: false, HandedOverAt: null }
        && workforce.IndexOf(place.Learner) >= 0 && workforce.IndexOf(mentor) >= 0
        && request.Rules.All(rule => rule is null || rule.Check(workforce, [place.Learner, mentor]).Count == 0);

    private static List<MentorPlace> Places(ProgramState state, List<LearnerPlace> stays, MatchRequest request)
    {
        var rows = request.MentorPlaces.Where(row => row is not null).DistinctBy(row => row.Person).ToDictionary(row => row.Person);
        var loads = stays.GroupBy(place => place.Mentor!.Value).ToDictionary(group => group.Key, group => group.Count());
        var places = new List<MentorPlace>();
        foreach (var seat in state.Mentors)
        {
            if (seat.IsPaused || seat.HandedOverAt is not null) continue;
            int apart = seat.Learners - loads.GetValueOrDefault(seat.Mentor);
            var row = rows.GetValueOrDefault(seat.Mentor) ?? new MentorPlace { Person = seat.Mentor };
            places.Add(row with { Places = Math.Max(0, seat.Places - apart), MinimumPlaces = 0 });
        }

        return places;
    }

    private static IReadOnlyList<Reason> Why(PersonId person, RematchResult tried, int people, int maximumMoves)
    {
        if (tried.Match.Pairs.Count == people)
        {
            return ValueList.Of(Reason.Of(
                "reserve.moves",
                "There would be a place if {needed:0|learner|learners} changed their mentor; {allowed:0} may.",
                Figure.Of("needed", (double)tried.Moves.Count),
                Figure.Of("allowed", (double)maximumMoves)));
        }

        return tried.Match.Unmatched.FirstOrDefault(one => one.Learner == person)?.Reasons
            ?? ValueList.Of(Reason.Of("reserve.no-place", "The mentors who may take {person} have no place left.", Figure.Of("person", person)));
    }

    private ValueList<Reason> Explain()
    {
        var reasons = new List<Reason>
        {
            Reason.Of("reserve.free", "{free:0|place is|places are} free; {moves:0|person|people} from the reserve can move up.", Figure.Of("free", (double)Free), Figure.Of("moves", (double)Moves.Count)),
        };
        foreach (var move in Moves)
        {
            reasons.Add(Reason.Of("reserve.move", "{learner} moves up, to {mentor}.", Figure.Of("learner", move.Learner), Figure.Of("mentor", move.Mentor)));
        }

        foreach (var change in Changes)
        {
            reasons.Add(Reason.Of(
                "reserve.change",
                "{learner} goes on with {to} instead of {from}.",
                Figure.Of("learner", change.Learner),
                Figure.Of("to", change.To!.Value),
                Figure.Of("from", change.From!.Value)));
        }

        if (PassedOver.Count > 0) reasons.Add(Reason.Of("reserve.passed-over", "{people:0|person was|people were} asked and fit no free place.", Figure.Of("people", (double)PassedOver.Count)));
        return ValueList.Copy(reasons);
    }
}
