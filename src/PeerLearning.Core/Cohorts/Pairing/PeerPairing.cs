using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Who learns with whom, why, and the proof that it cannot be better.</summary>
/// <remarks>
/// The objective of the certificate is the points of all pairs plus <see cref="PointsPerPair"/> for each; with a trio the points alone; of a stable pairing the number of people paired. Its prices are dual values of people and, in <see cref="OddSets"/>, of odd
/// sets of people: with them <see cref="Verify"/> recomputes the bound (Edmonds, Journal of Research of the National Bureau of Standards 69B, 1965).
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Groups.Count} groups, {Alone.Count} alone")]
public sealed class PeerPairing
{
    private readonly PairModel _model;
    private readonly int[]? _successor;

    internal PeerPairing(PairModel model, List<int[]> groups, Certificate certificate, IReadOnlyList<OddSet> oddSets, int[]? successor)
    {
        _model = model;
        _successor = successor;
        Certificate = certificate;
        OddSets = ValueList.Copy(oddSets);
        Groups = ValueList.Copy(groups.OrderBy(group => group[0]).Select(Group));
        var placed = groups.SelectMany(group => group).ToHashSet();
        Alone = ValueList.Copy(Enumerable.Range(0, model.Count).Where(i => !placed.Contains(i)).Select(model.IdOf));
        long most = Math.Max(1, model.Points.Length == 0 ? 0 : model.Points.Max());
        PointsPerPair = model.Options.Method == PairMethod.MostPeople ? (most * Math.Max(1, model.Count)) + 1 : 0;
        Reasons = ValueList.Copy(Summarise());
    }

    /// <summary>The pairs, and the trio if there is one, in the order of their first people.</summary>
    public IReadOnlyList<PeerGroup> Groups { get; }

    /// <summary>Whoever has no peer, in ordinal order.</summary>
    public IReadOnlyList<PersonId> Alone { get; }

    /// <summary>What one more pair counts in the objective: more than all points together, or 0 where people do not come first.</summary>
    public long PointsPerPair { get; }

    /// <summary>What the answer is worth. <see cref="Proof.Impossible"/> when no stable pairing exists: the pairs are then those outside the circles of <see cref="OddSets"/>.</summary>
    public Certificate Certificate { get; }

    /// <summary>The odd sets of people that the proof rests on; empty where it needs none.</summary>
    public IReadOnlyList<OddSet> OddSets { get; }

    /// <summary>The answer in words.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>What was wrong with the request; the rows concerned were left out.</summary>
    public IReadOnlyList<Problem> Problems => _model.Problems;

    /// <summary>The peers of a person.</summary>
    /// <param name="person">The person.</param>
    /// <returns>The others of the person's group; empty when alone or not in the request.</returns>
    public IReadOnlyList<PersonId> PeersOf(PersonId person) =>
        ValueList.Copy(Groups.FirstOrDefault(group => group.People.Contains(person))?.People.Where(other => other != person) ?? []);

    /// <summary>Checks the answer against the request, with code that shares nothing with the solver.</summary>
    /// <param name="workforce">The people.</param>
    /// <param name="request">The request.</param>
    /// <returns>What does not hold; empty when every pair keeps every rule, nobody is in two groups, the points are right, and the claim of the method is proven.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>Walks every rule for every two people: O(people^2 x rules).</remarks>
    public IReadOnlyList<Problem> Verify(Workforce workforce, PairRequest request) =>
        PairVerifier.Check(Guard.Against.Null(workforce), Guard.Against.Null(request), _model.Options, this);

    /// <summary>The successor of a person in the stable partition; the person when alone.</summary>
    internal PersonId SuccessorOf(PersonId person) => _model.IdOf(_successor![_model.Input.LearnerAt(person)]);

    internal bool HasPartition => _successor is not null;

    private PeerGroup Group(int[] group)
    {
        long twice = 0;
        for (int i = 0; i < group.Length; i++)
        {
            for (int j = i + 1; j < group.Length; j++) twice += (group.Length == 2 ? 2 : 1) * (long)_model.PointsOf(group[i], group[j]);
        }

        int points = (int)(twice / 2);
        var reasons = new List<Reason> { Reason.Of("pair.fit", "They fit with {points|point|points}.", Figure.Of("points", points)) };
        foreach (int person in group)
        {
            int better = 0, candidates = 0, least = group.Where(other => other != person).Min(other => _model.PointsOf(person, other));
            for (int j = 0; j < _model.Count; j++)
            {
                if (_model.PointsOf(person, j) < 0) continue;
                candidates++;
                if (_model.PointsOf(person, j) > least) better++;
            }

            reasons.Add(Reason.Of(
                "pair.better", "For {person}, {better} of {candidates|peer|peers} in question would fit better.", Figure.Of("person", _model.IdOf(person)), Figure.Of("better", better), Figure.Of("candidates", candidates)));
        }

        return new PeerGroup { People = ValueList.Copy(group.Order().Select(_model.IdOf)), Points = points, Reasons = ValueList.Copy(reasons) };
    }

    private List<Reason> Summarise()
    {
        var reasons = new List<Reason>
        {
            Reason.Of(
                "pair.summary", "{paired} of {people|person has|people have} a peer, with {points|point|points} together.",
                Figure.Of("paired", Groups.Sum(group => group.People.Count)), Figure.Of("people", _model.Count), Figure.Of("points", Groups.Sum(group => (long)group.Points))),
        };
        if (Certificate.Proof == Proof.Impossible)
        {
            foreach (var circle in OddSets)
            {
                reasons.Add(Reason.Of("pair.stable.none", "No pairing is stable: in the circle {people} everybody prefers the next to the one before.", Figure.Of("people", string.Join(", ", circle.People))));
            }
        }

        foreach (var person in Alone)
        {
            int i = _model.Input.LearnerAt(person), candidates = 0;
            for (int j = 0; j < _model.Count; j++) candidates += _model.PointsOf(i, j) >= 0 ? 1 : 0;
            if (OddSets.Any(circle => Certificate.Proof == Proof.Impossible && circle.People.Contains(person))) continue;
            reasons.Add(candidates == 0
                ? Reason.Of("pair.alone.nobody", "{person} has no peer in question.", Figure.Of("person", person))
                : Reason.Of("pair.alone", "{person} stays alone: {candidates|peer is|peers are} in question, all with others.", Figure.Of("person", person), Figure.Of("candidates", candidates)));
        }

        return reasons;
    }
}
