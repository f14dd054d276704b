using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>What makes one match better than another.</summary>
/// <remarks>Minimum places of mentors and learners named by an <see cref="IncludeRule"/> come before anything here.</remarks>
public enum MatchMethod
{
    /// <summary>The most people matched, and among such matches the highest total fit: the default, since people who apply expect a mentor.</summary>
    MostPeople,

    /// <summary>The highest total fit, whoever stays unmatched.</summary>
    HighestTotal,
}
