using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>Asks the other methods of the literature.</summary>
internal static class NeedOpinions
{
    // On scores from 0 to 1: differences below 0.05 are none, above 0.2 they are full, and half of that is the spread of the Gaussian.
    private const double Indifference = 0.05;
    private const double Full = 0.2;
    private const double Spread = 0.1;

    public static IReadOnlyList<SecondOpinion> Of(IReadOnlyList<SkillNeed> ranked, double[] weights)
    {
        if (ranked.Count == 0) return ValueList<SecondOpinion>.Empty;
        double[][] scores = [.. ranked.Select(need => need.Sources.Select(source => source.Score).ToArray())];
        var table = DecisionTable.Create(scores, weights).Value;
        var opinions = new List<SecondOpinion>();
        foreach (var normalisation in new[] { Normalisation.Vector, Normalisation.MinMax, Normalisation.Sum })
        {
            var topsis = Topsis.Of(table, normalisation);
            Measured<double[]> closeness = topsis.TryGet(out var value) ? value.Closeness : topsis.Undefined!;
            Add($"TOPSIS ({normalisation} norm)", closeness);
        }

        foreach (var shape in Enum.GetValues<PreferenceShape>())
        {
            var preferences = Enumerable.Repeat(new Preference(shape, Indifference, Full, Spread), weights.Length).ToArray();
            var promethee = Promethee.Of(table, preferences);
            Add($"PROMETHEE II ({shape})", promethee.TryGet(out var flows) ? flows.Net : promethee.Undefined!);
        }

        double[][] ranks = [.. weights.Select((_, k) => Ranking.Mid([.. scores.Select(row => row[k])]))];
        if (!RankAggregation.Of(ranks).TryGet(out var aggregation)) return ValueList.Copy(opinions);
        Add("Borda", aggregation.Borda);
        Add("Copeland", aggregation.Copeland);
        var kemeny = Kemeny.Of(aggregation.Preferred);
        double[] leads = new double[ranked.Count];
        foreach (int[] order in kemeny.Orders) leads[order[0]] = 1;
        Add("Kemeny", leads, kemeny.IsProven ? Proof.Optimal : Proof.Bounded);
        return ValueList.Copy(opinions);

        void Add(string method, Measured<double[]> values, Proof proof = Proof.Optimal)
        {
            if (!values.TryGet(out double[]? known))
            {
                opinions.Add(new SecondOpinion { Method = method, First = values.Undefined!, Agrees = false, Proof = Proof.None });
                return;
            }

            double best = known.Max();
            IReadOnlyList<SkillId> first = ValueList.Copy(ranked.Where((_, i) => Ranking.Tied(known[i], best)).Select(need => need.Skill).Order());
            opinions.Add(new SecondOpinion { Method = method, First = new Measured<IReadOnlyList<SkillId>>(first), Agrees = first.Contains(ranked[0].Skill), Proof = proof });
        }
    }
}
