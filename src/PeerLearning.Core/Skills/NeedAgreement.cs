using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>Computes how far the sources agree.</summary>
internal static class NeedAgreement
{
    public static SourceAgreement Of(IReadOnlyList<SkillNeed> ranked, IReadOnlyList<NeedSource> sources, ulong seed)
    {
        double[][] columns = [.. sources.Select((_, k) => ranked.Select(need => need.Sources[k].Score).ToArray())];
        double[][] ranks = [.. columns.Select(column => Ranking.Mid(column))];
        Measured<double> concordance, p;
        double error = 0;
        if (ranks.Length < 2)
        {
            concordance = p = Undefined.TooFew(2, ranks.Length, "sources");
        }
        else if (ranked.Count < 2)
        {
            concordance = p = Undefined.TooFew(2, ranked.Count, "skills");
        }
        else
        {
            var kendall = KendallConcordance.Of(ranks);
            if (kendall.TryGet(out var value))
            {
                concordance = Math.Clamp(value.W, 0, 1);
                (double chance, error, _) = KendallConcordance.PermutationP(ranks, seed: seed);
                p = chance;
            }
            else
            {
                concordance = p = kendall.Undefined!;
            }
        }

        var pairs = new List<PairAgreement>();
        for (int a = 0; a < columns.Length; a++)
        {
            for (int b = a + 1; b < columns.Length; b++)
            {
                pairs.Add(new PairAgreement
                {
                    First = sources[a],
                    Second = sources[b],
                    Spearman = RankCorrelation.Spearman(columns[a], columns[b]),
                    TauB = RankCorrelation.TauB(columns[a], columns[b]),
                });
            }
        }

        var without = new List<LeaveOneOut>();
        for (int out1 = 0; out1 < columns.Length && columns.Length > 1 && ranked.Count > 0; out1++)
        {
            double[] sums = [.. ranked.Select(need => need.Sources.Where((_, k) => k != out1).Sum(source => source.Contribution))];
            double rest = ranked[0].Sources.Where((_, k) => k != out1).Sum(source => source.Weight);

            // What is left weighs nothing: then the other sources count the same.
            if (rest <= 0) sums = [.. ranked.Select(need => need.Sources.Where((_, k) => k != out1).Sum(source => source.Score))];
            double best = sums.Max();
            without.Add(new LeaveOneOut { Without = sources[out1], First = ValueList.Copy(ranked.Where((_, i) => Ranking.Tied(sums[i], best)).Select(need => need.Skill).Order()) });
        }

        return new SourceAgreement { Concordance = concordance, PermutationP = p, PermutationError = error, Pairs = ValueList.Copy(pairs), WithoutOne = ValueList.Copy(without) };
    }
}
