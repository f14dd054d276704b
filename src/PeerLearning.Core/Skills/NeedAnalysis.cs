using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>One run of the scorer: from judged scores to the ranking with everything that is said about it.</summary>
internal sealed class NeedAnalysis(SkillNeedScorerOptions options, NeedDoor door, List<NeedSource> sources, List<Reason> reasons)
{
    public SkillNeedRanking Run(CancellationToken cancellationToken)
    {
        var all = sources.SelectMany(source => door.Of(source).Keys).Distinct().Order().ToList();
        var complete = all.Where(skill => sources.TrueForAll(source => door.Of(source).ContainsKey(skill))).ToList();
        double[][] scores = [.. complete.Select(skill => sources.Select(source => door.Of(source)[skill].Score).ToArray())];
        double[] weights = Weigh(scores, out var ratio, out var index);
        var needs = complete.Select((skill, i) => Need(skill, weights)).ToList();
        var vetoed = needs.Where(need => need.Vetoes.Count > 0).OrderByDescending(need => need.Score).ThenBy(need => need.Skill).ToList();
        var ranked = Ranked([.. needs.Where(need => need.Vetoes.Count == 0)], weights, out var stability);
        cancellationToken.ThrowIfCancellationRequested();
        var agreement = NeedAgreement.Of(ranked, sources, options.Seed);
        cancellationToken.ThrowIfCancellationRequested();
        var opinions = NeedOpinions.Of(ranked, weights);
        Explain(ranked, vetoed);
        double objective = ranked.Count > 0 ? ranked[0].Score : 0;
        return new SkillNeedRanking
        {
            Skills = ValueList.Copy(ranked),
            Vetoed = ValueList.Copy(vetoed),
            Incomplete = ValueList.Copy(all.Except(complete).Select(skill => Incomplete(skill, weights))),
            Weights = Weights(weights),
            ConsistencyRatio = ratio,
            GeometricConsistencyIndex = index,
            Agreement = agreement,
            SecondOpinions = opinions,
            Stability = ValueList.Copy(stability),
            Reasons = ValueList.Copy(reasons),
            Problems = door.Problems.ToList(),
            Options = options,
            Certificate = new Certificate { Proof = ranked.Count > 0 ? Proof.Optimal : Proof.None, Method = "weighted sum on declared scales", Objective = objective, Bound = objective },
        };
    }

    private double[] Weigh(double[][] scores, out Measured<double> ratio, out Measured<double> index)
    {
        Measured<double[]> weights;
        ratio = index = Undefined.NotInTheData("The weights do not come from pairwise comparisons.");
        switch (options.Weighting)
        {
            case SourceWeighting.Given:
                weights = DecisionTable.NormaliseWeights([.. sources.Select(source => options.Weights.FirstOrDefault(weight => weight.Source == source).Weight)]);
                break;
            case SourceWeighting.Eigenvector or SourceWeighting.GeometricMean:
                weights = Compare(out ratio, out index);
                break;
            case SourceWeighting.Entropy or SourceWeighting.Critic:
                var table = DecisionTable.Create(scores);
                weights = table.TryGet(out var known) ? options.Weighting == SourceWeighting.Entropy ? CriterionWeights.Entropy(known) : CriterionWeights.Critic(known) : table.Undefined!;
                break;
            default:
                weights = Equal();
                break;
        }

        if (weights.TryGet(out double[]? result)) return result;
        if (sources.Count > 0) reasons.Add(Reason.Of("need.weights.equal", "The sources count the same, because the weights asked for are undefined: {because}", Figure.Of("because", weights.Undefined!.Clause)));
        return Equal();
    }

    private double[] Equal() => [.. sources.Select(_ => 1.0 / sources.Count)];

    private Measured<double[]> Compare(out Measured<double> ratio, out Measured<double> index)
    {
        ratio = index = Undefined.NotInTheData("There are no pairwise comparisons.");
        var members = new List<double[][]>();
        foreach (var group in options.Comparisons.GroupBy(comparison => comparison.By, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            double[][] matrix = [.. sources.Select((_, i) => sources.Select((_, j) => i == j ? 1.0 : double.NaN).ToArray())];
            foreach (var comparison in group)
            {
                int a = sources.IndexOf(comparison.Source), b = sources.IndexOf(comparison.With);
                if (a < 0 || b < 0 || a == b) continue;
                matrix[a][b] = comparison.Ratio;
                matrix[b][a] = 1 / comparison.Ratio;
            }

            if (!matrix.All(row => DecisionTable.AllFinite(row))) return Undefined.NotInTheData($"The judgements of '{group.Key}' do not compare every pair of sources.");
            members.Add(matrix);
        }

        if (members.Count == 0) return Undefined.NotInTheData("There are no pairwise comparisons.");
        var joint = AnalyticHierarchy.Group(members, []);
        if (!joint.TryGet(out double[][]? comparisons)) return joint.Undefined!;
        var result = AnalyticHierarchy.Of(comparisons);
        if (!result.TryGet(out var hierarchy)) return result.Undefined!;
        ratio = hierarchy.ConsistencyRatio;
        index = hierarchy.GeometricConsistencyIndex;
        if (ratio.TryGet(out double value) && value > 0.1)
        {
            reasons.Add(Reason.Of("need.weights.inconsistent", "The pairwise comparisons contradict each other: their consistency ratio is {ratio:0.00}, above 0.10.", Figure.Of("ratio", value)));
        }

        return options.Weighting == SourceWeighting.Eigenvector ? hierarchy.Eigenvector : hierarchy.GeometricMean;
    }

    private SkillNeed Need(SkillId skill, double[] weights)
    {
        double score = 0, variance = 0;
        for (int k = 0; k < weights.Length; k++)
        {
            var one = door.Of(sources[k])[skill];
            score += weights[k] * one.Score;
            variance += weights[k] * weights[k] * one.Error * one.Error;
        }

        door.Practical.TryGetValue(skill, out var practicality);
        return new SkillNeed
        {
            Skill = skill,
            Rank = 0,
            Score = score,
            StandardError = Math.Sqrt(variance),
            Sources = ValueList.Copy(sources.Select((source, k) =>
            {
                var one = door.Of(source)[skill];
                return new NeedContribution
                {
                    Source = source,
                    Score = one.Score,
                    StandardError = one.Error,
                    Lower = one.Lower,
                    Upper = one.Upper,
                    Weight = weights[k],
                    Share = score > 0 ? weights[k] * one.Score / score : 0,
                };
            })),
            Vetoes = practicality is null ? ValueList<Reason>.Empty : Vetoes(practicality),
            Practicality = practicality,
        };
    }

    private ValueList<Reason> Vetoes(SkillPracticality practicality)
    {
        var vetoes = new List<Reason>();
        if (practicality.MentorChance is { } chance && chance < options.MinimumMentorChance)
        {
            vetoes.Add(Reason.Of(
                "need.veto.mentors", "{skill} has enough eligible mentors with probability {chance:0.00} only, below {minimum:0.00}.",
                Figure.Of("skill", practicality.Skill), Figure.Of("chance", chance), Figure.Of("minimum", options.MinimumMentorChance)));
        }

        if (practicality.Actionability is { } mark && mark < options.MinimumActionability)
        {
            vetoes.Add(Reason.Of(
                "need.veto.actionability", "{skill} is marked {mark:0.00} for how directly it can be put to work, below {minimum:0.00}.",
                Figure.Of("skill", practicality.Skill), Figure.Of("mark", mark), Figure.Of("minimum", options.MinimumActionability)));
        }

        if (practicality.NeededBy is { } needed && options.ReadyBy is { } ready && needed < ready)
        {
            vetoes.Add(Reason.Of(
                "need.veto.late", "{skill} is needed by {needed}, before a programme could be done on {ready}.",
                Figure.Of("skill", practicality.Skill), Figure.Of("needed", needed), Figure.Of("ready", ready)));
        }

        return ValueList.Copy(vetoes);
    }

    private List<SkillNeed> Ranked(List<SkillNeed> candidates, double[] weights, out List<SourceStability> stability)
    {
        stability = [];
        if (candidates.Count == 0) return [];
        double[][] scores = [.. candidates.Select(need => need.Sources.Select(source => source.Score).ToArray())];
        var table = DecisionTable.Create(scores, weights).Value;
        double[] sums = [.. candidates.Select(need => need.Score)];
        int[] ranks = Ranking.Competition(sums);
        double[]? chances = ProbabilityFirst.Of(sums, [.. candidates.Select(need => need.StandardError)]).TryGet(out double[]? known) ? known : null;
        var constraints = Constraints();
        var acceptability = RankAcceptability.Of(scores, constraints);
        if (!acceptability.IsDefined) reasons.Add(Reason.Of("need.robustness.undefined", "How robust the ranking is over the weights is undefined: {because}", Figure.Of("because", acceptability.Undefined!.Clause)));
        var sensitivity = WeightSensitivity.Of(table).Value;
        foreach (var interval in sensitivity.Intervals)
        {
            stability.Add(new SourceStability
            {
                Source = sources[interval.Criterion],
                Weight = weights[interval.Criterion],
                Lowest = interval.Low,
                TakenOverBelowBy = interval.LowTakenOverBy is { } low ? candidates[low].Skill : null,
                Highest = interval.High,
                TakenOverAboveBy = interval.HighTakenOverBy is { } high ? candidates[high].Skill : null,
            });
        }

        var result = new List<SkillNeed>();
        for (int i = 0; i < candidates.Count; i++)
        {
            result.Add(candidates[i] with
            {
                Rank = ranks[i],
                ChanceFirst = chances?[i] ?? 0,
                RankShares = acceptability.TryGet(out var exact) ? ValueList.Copy(exact.Acceptability[i]) : ValueList<double>.Empty,
                CentralWeights = exact?.CentralWeights[i] is { } central ? Weights(central) : ValueList<SourceWeight>.Empty,
                TippingPoint = sensitivity.Challengers[i] is { } challenger ? Tipping(challenger, scores[i]) : null,
            });
        }

        // The winner of the sensitivity analysis is the first of those that tie, and comes first here too.
        int winner = sensitivity.Winner;
        return [.. result.Select((need, i) => (need, i)).OrderBy(pair => pair.i == winner ? 0 : 1).ThenBy(pair => pair.need.Rank).ThenBy(pair => pair.need.Skill).Select(pair => pair.need)];
    }

    private TippingPoint Tipping(Challenger challenger, double[] scores)
    {
        double? gain = null;
        NeedSource? source = null;
        for (int k = 0; k < scores.Length; k++)
        {
            if (challenger.ScoreIncrease[k] is not { } increase || scores[k] + increase > 1 + Ranking.TieTolerance) continue;
            if (gain is null || increase < gain) (gain, source) = (increase, sources[k]);
        }

        return new TippingPoint
        {
            ScoreGap = challenger.ScoreGap,
            WeightToMove = challenger.WeightToMove,
            WeightsThere = challenger.NewWeights is { } there ? Weights(there) : ValueList<SourceWeight>.Empty,
            ScoreToGain = gain,
            SourceToGain = source,
        };
    }

    private List<WeightConstraint> Constraints()
    {
        var constraints = new List<WeightConstraint>();
        foreach (var bound in options.Bounds)
        {
            int k = sources.IndexOf(bound.Source);
            if (k < 0) continue;
            if (bound.Least > 0) constraints.Add(Combination((k, 1), -bound.Least));
            if (bound.Most < 1) constraints.Add(Combination((k, -1), bound.Most));
        }

        var order = options.Order.Where(sources.Contains).ToList();
        for (int a = 0; a + 1 < order.Count; a++) constraints.Add(Combination((sources.IndexOf(order[a]), 1), 0, (sources.IndexOf(order[a + 1]), -1)));
        return constraints;

        // A constant adds the same to every coefficient, because the weights sum to 1.
        static WeightConstraint Combination((int At, double Value) first, double constant, (int At, double Value)? second = null)
        {
            double[] c = [constant, constant, constant];
            c[first.At] += first.Value;
            if (second is { } other) c[other.At] += other.Value;
            return new(c[0], c[1], c[2]);
        }
    }

    private IncompleteNeed Incomplete(SkillId skill, double[] weights)
    {
        double low = 0, open = 0;
        var missing = new List<NeedSource>();
        for (int k = 0; k < weights.Length; k++)
        {
            if (door.Of(sources[k]).TryGetValue(skill, out var score))
            {
                low += weights[k] * score.Score;
            }
            else
            {
                open += weights[k];
                missing.Add(sources[k]);
            }
        }

        return new IncompleteNeed { Skill = skill, Missing = ValueList.Copy(missing), LowestScore = low, HighestScore = low + open };
    }

    private void Explain(List<SkillNeed> ranked, List<SkillNeed> vetoed)
    {
        foreach (var need in vetoed)
        {
            if (ranked.Count == 0 || need.Score > ranked[0].Score) reasons.AddRange(need.Vetoes);
        }

        if (ranked.Count == 0)
        {
            reasons.Insert(0, Reason.Of("need.none", "No skill can be ranked: {count:0} are vetoed, the others lack a source.", Figure.Of("count", vetoed.Count)));
            return;
        }

        var first = ranked[0];
        if (ranked.Count == 1)
        {
            reasons.Insert(0, Reason.Of("need.first.only", "{skill} is the only skill that can be ranked, with {score:0.000}.", Figure.Of("skill", first.Skill), Figure.Of("score", first.Score)));
            return;
        }

        var second = ranked[1];
        int decided = 0;
        double[] leads = [.. first.Sources.Select((source, k) => source.Contribution - second.Sources[k].Contribution)];
        for (int k = 1; k < leads.Length; k++)
        {
            if (leads[k] > leads[decided]) decided = k;
        }

        double gap = first.Score - second.Score;
        reasons.Insert(0, Ranking.Tied(first.Score, second.Score)
            ? Reason.Of(
                "need.first.tied", "{skill} and {runnerUp} are needed equally, with {score:0.000}; {skill} stands first by its id only.",
                Figure.Of("skill", first.Skill), Figure.Of("runnerUp", second.Skill), Figure.Of("score", first.Score))
            : Reason.Of(
                "need.first", "{skill} is needed most, with {score:0.000} against {second:0.000} of {runnerUp}; {source} decided, giving it {lead:0.000} where all sources together give {gap:0.000}.",
                Figure.Of("skill", first.Skill), Figure.Of("score", first.Score), Figure.Of("second", second.Score), Figure.Of("runnerUp", second.Skill),
                Figure.Of("source", first.Sources[decided].Source), Figure.Of("lead", leads[decided]), Figure.Of("gap", gap)));

        var closest = ranked.Skip(1).Where(need => need.TippingPoint?.WeightToMove is not null).OrderBy(need => need.TippingPoint!.WeightToMove).ThenBy(need => need.Skill).FirstOrDefault();
        reasons.Insert(1, closest is null
            ? Reason.Of("need.tipping.never", "No weighting of the sources puts another skill first.")
            : Reason.Of(
                "need.tipping", "{challenger} would draw level if {move:0.000} of the weight moved between the sources.",
                Figure.Of("challenger", closest.Skill), Figure.Of("move", closest.TippingPoint!.WeightToMove!.Value)));
        if (first.RankShares.Count > 0)
        {
            reasons.Insert(2, Reason.Of(
                "need.robust", "{skill} is first under {share:0.000} of all admissible weightings, and truly first with probability {chance:0.000} given the errors of the scores.",
                Figure.Of("skill", first.Skill), Figure.Of("share", first.RankShares[0]), Figure.Of("chance", first.ChanceFirst)));
        }
    }

    private ValueList<SourceWeight> Weights(double[] weights) =>
        ValueList.Copy(weights.Select((weight, k) => new SourceWeight { Source = sources[k], Weight = weight }));
}
