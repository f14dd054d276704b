using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>What makes one match better than another.</summary>
/// <remarks>
/// <para>A learner's choices are the candidates in the order of the learner's <see cref="Learner.Preferences"/>, then those not listed by their fit; a mentor's likewise. The choice number of a candidate is one more than
/// the number of candidates strictly preferred to them, so ties share a number.</para>
/// <para>In the methods that are not about stability, minimum places of mentors and learners named by an <see cref="IncludeRule"/> come before anything else.
/// A stable match cannot promise them; it reports when they are missed.</para>
/// <para>Whether it can be gamed: <see cref="Stable"/> is strategy-proof for learners (nobody gains by stating other wishes than their own; Dubins and Freedman, 1981) when ties are broken
/// without looking at the wishes, as they are here; <see cref="StableForMentors"/> is not, for learners. All other methods can be gamed by stating other wishes; none rewards a short list or little
/// working time as such, but those who put people first serve somebody with few candidates first.</para>
/// </remarks>
public enum MatchMethod
{
    /// <summary>The most people matched, and among such matches the highest total fit: the default, since people who apply expect a mentor.</summary>
    MostPeople,

    /// <summary>The highest total fit, whoever stays unmatched.</summary>
    HighestTotal,

    /// <summary>The most learners with their first choice, then the most with their second, and so on; then the highest total fit.</summary>
    RankMaximal,

    /// <summary>The most people matched, then the fewest with the worst choice, then the fewest with the second worst, and so on; then the highest total fit.</summary>
    Generous,

    /// <summary>The most people matched, then the best worst choice, then the highest total fit.</summary>
    MinimumRegret,

    /// <summary>Stable, and best for every learner at once: no learner and mentor would both rather have each other.</summary>
    Stable,

    /// <summary>Stable, and best for every mentor at once.</summary>
    StableForMentors,

    /// <summary>Stable where ties are broken in favour of matching more people: at least two thirds of the most that can be; proven when it is the most.</summary>
    StableMostPeople,

    /// <summary>Super-stable: no learner and mentor could have each other without either losing by it, so that the match is stable however ties are broken. Impossible when there is no such match.</summary>
    SuperStable,

    /// <summary>The most people matched, and among such matches few blocking pairs, listed: stable if everybody can be, else as near as found; proven on small requests.</summary>
    FewestBlockingPairs,

    /// <summary>Strongly stable: no learner and mentor of whom one would gain by having the other, who would not lose. Impossible when there is no such match.</summary>
    /// <remarks>Between <see cref="Stable"/> and <see cref="SuperStable"/>: nobody can talk somebody indifferent into a change.</remarks>
    StronglyStable,
}
