using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Who is to be paired, under which rules.</summary>
public sealed record PairRequest
{
    /// <summary>The people, each once.</summary>
    public required IReadOnlyList<Peer> Peers { get; init => field = ValueList.Copy(value); }

    /// <summary>The rules, each read of every two people who are put together.</summary>
    /// <value>Empty unless said otherwise.</value>
    public IReadOnlyList<Rule> Rules { get; init => field = ValueList.Copy(value); } = ValueList<Rule>.Empty;

    /// <summary>The pairs that come into question, with the fit that the host gives them, either person first; null when all pairs do, with the fit of <see cref="PairOptions.Weights"/>.</summary>
    /// <value>Null unless said otherwise.</value>
    public IReadOnlyList<PairFit>? Fits { get; init => field = value is null ? null : ValueList.Copy(value); }
}
