using PeerLearning.Cohorts;
using PeerLearning.People;

namespace PeerLearning.Programs;

/// <summary>Who wants a place, who has one, who waits, and which places are free: what <c>Cohorts</c> needs to decide.</summary>
public sealed class RecruitingReport
{
    private RecruitingReport(ProgramState state)
    {
        Places = state.Charter!.Places;
        Taken = state.PlacesInUse();
        Invited = state.Learners.Count(place => place.InvitedBy is not null);
        Declined = state.Learners.Count(place => place is { InvitedBy: not null, Status: LearnerStatus.Withdrawn });
        Applicants = ValueList.Copy(state.Learners.Where(place => place.Status == LearnerStatus.Applied).Select(place => place.Learner));
        Admitted = ValueList.Copy(state.Learners.Where(place => place.Status == LearnerStatus.Admitted).Select(place => place.Learner));
        Reserve = ValueList.Copy(state.Learners.Where(place => place.Status == LearnerStatus.Reserve).OrderBy(place => place.ReserveRank).Select(place => place.Learner));
        var seats = state.Mentors.Where(seat => seat is { HandedOverAt: null, IsPaused: false }).ToList();
        FreePlaces = ValueList.Copy(seats.Where(seat => seat.Places > seat.Learners).Select(seat => new MentorPlace { Person = seat.Mentor, Places = seat.Places - seat.Learners }));
        Reasons = ValueList.Of(
            Reason.Of(
                "recruiting.places",
                "{taken:0} of {places:0|place is|places are} taken; {applicants:0|person has|people have} applied and {reserve:0|is|are} in the reserve.",
                Figure.Of("taken", (double)Taken),
                Figure.Of("places", (double)Places),
                Figure.Of("applicants", (double)Applicants.Count),
                Figure.Of("reserve", (double)Reserve.Count)));
    }

    /// <summary>The number of places.</summary>
    public int Places { get; }

    /// <summary>The number of places that are given.</summary>
    public int Taken { get; }

    /// <summary>The number of people whom mentors invited.</summary>
    public int Invited { get; }

    /// <summary>The number of invited people who said no or withdrew.</summary>
    public int Declined { get; }

    /// <summary>Those who have applied and wait for the admission, in the order of their applications.</summary>
    public IReadOnlyList<PersonId> Applicants { get; }

    /// <summary>Those who have a place and wait for a mentor.</summary>
    public IReadOnlyList<PersonId> Admitted { get; }

    /// <summary>The reserve, first in line first.</summary>
    public IReadOnlyList<PersonId> Reserve { get; }

    /// <summary>The mentors with free places, as <c>Cohorts</c> matching takes them; those who are paused are left out.</summary>
    public IReadOnlyList<MentorPlace> FreePlaces { get; }

    /// <summary>The same in sentences.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>Reports on a programme as it is now.</summary>
    /// <param name="program">The programme.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="program"/> is null.</exception>
    public static RecruitingReport Of(LearningProgram program) => new(Guard.Against.Null(program).State);

    /// <summary>What <c>Cohorts</c> matching is to answer: those who wait for a mentor, and the free places.</summary>
    /// <param name="rules">The rules that pairs have to keep.</param>
    /// <returns>The request; without learners when nobody waits for a mentor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <remarks>Who of the reserve takes a place that becomes free later says <see cref="ReserveFill"/>, from the same request.</remarks>
    public MatchRequest ToMatchRequest(params IReadOnlyList<Rule> rules) =>
        new() { Learners = ValueList.Copy(Admitted.Select(person => new Learner { Person = person })), MentorPlaces = FreePlaces, Rules = Guard.Against.Null(rules) };
}
