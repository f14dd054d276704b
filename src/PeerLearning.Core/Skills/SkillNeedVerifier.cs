namespace PeerLearning.Skills;

/// <summary>Re-checks a ranking from its rows by plain arithmetic.</summary>
internal static class SkillNeedVerifier
{
    private const double Tolerance = 1e-9;

    // Scores this close may count as tied or not.
    private const double TieTolerance = 1e-11;

    public static IReadOnlyList<Problem> Check(SkillNeedRanking ranking, IEnumerable<SkillGap> gaps, IEnumerable<SkillSurvey> survey, IEnumerable<SkillAgenda> agenda)
    {
        var problems = new ProblemList();
        var options = ranking.Options;
        var scores = new Dictionary<(SkillId, NeedSource), double>();
        foreach (var row in gaps) scores.TryAdd((row.Skill, NeedSource.Gap), Math.Min(1, row.Shortfall / options.FullShortfall));
        foreach (var row in survey)
        {
            double share = row.Strata.Count == 0 ? row.Named / (double)row.Answers : row.Strata.Sum(stratum => stratum.Share * stratum.Named / stratum.Answers) / row.Strata.Sum(stratum => stratum.Share);
            scores.TryAdd((row.Skill, NeedSource.Survey), Math.Min(1, share / options.FullShare));
        }

        foreach (var row in agenda)
        {
            double plan = options.PerformancePlanShare;
            double? value = row.PerformancePlan is { } a && row.CeoAgenda is { } b ? (plan * a) + ((1 - plan) * b) : row.PerformancePlan ?? row.CeoAgenda;
            if (value is { } known) scores.TryAdd((row.Skill, NeedSource.Agenda), known);
        }

        double weights = ranking.Weights.Sum(weight => weight.Weight);
        if (ranking.Weights.Count > 0 && Math.Abs(weights - 1) > Tolerance) Fail("weights", "The weights do not sum to 1.");
        foreach (var need in ranking.Skills.Concat(ranking.Vetoed))
        {
            string where = $"skill[{need.Skill}]";
            double sum = 0, variance = 0, shares = 0;
            foreach (var source in need.Sources)
            {
                if (!scores.TryGetValue((need.Skill, source.Source), out double score)) Fail(where, $"The rows hold no {source.Source} for the skill.");
                else if (Math.Abs(score - source.Score) > Tolerance) Fail(where, $"The {source.Source} score is not that of the rows.");
                sum += source.Weight * source.Score;
                variance += source.Weight * source.Weight * source.StandardError * source.StandardError;
                shares += source.Share;
            }

            if (Math.Abs(sum - need.Score) > Tolerance) Fail(where, "The score is not the weighted sum of its sources.");
            if (Math.Abs(Math.Sqrt(variance) - need.StandardError) > Tolerance) Fail(where, "The standard error is not that of its sources.");
            if (need.Score > Tolerance && Math.Abs(shares - 1) > Tolerance) Fail(where, "The shares do not sum to 1.");
        }

        CheckOrder();
        return problems.ToList();

        void CheckOrder()
        {
            var skills = ranking.Skills;
            for (int i = 0; i < skills.Count; i++)
            {
                string where = $"skill[{skills[i].Skill}]";
                int better = skills.Count(other => other.Score > skills[i].Score + TieTolerance), tied = skills.Count(other => Math.Abs(other.Score - skills[i].Score) <= TieTolerance);
                if (skills[i].Rank <= better || skills[i].Rank > better + tied) Fail(where, "The rank does not follow from the scores.");
                if (i > 0 && skills[i].Score > skills[i - 1].Score + Tolerance) Fail(where, "The skill stands behind one with a lower score.");
                if (skills[i].RankShares.Count > 0 && Math.Abs(skills[i].RankShares.Sum() - 1) > Tolerance) Fail(where, "The rank shares do not sum to 1.");
                if (skills[i].TippingPoint is { WeightToMove: { } move } point) CheckTipping(skills[0], skills[i], point, move, where);
            }

            for (int r = 0; skills.Count > 0 && r < skills[0].RankShares.Count; r++)
            {
                if (Math.Abs(skills.Sum(skill => skill.RankShares[r]) - 1) > Tolerance) Fail($"rank[{r + 1}]", "The shares of the rank do not sum to 1.");
            }

            if (skills.Count > 0 && Math.Abs(skills.Sum(skill => skill.ChanceFirst) - 1) > 1e-6) Fail("skills", "The probabilities to be first do not sum to 1.");
        }

        void CheckTipping(SkillNeed first, SkillNeed other, TippingPoint point, double move, string where)
        {
            double gap = 0, moved = 0;
            var leads = new List<(double Lead, double Weight)>();
            foreach (var weight in point.WeightsThere)
            {
                var mine = first.Sources.Single(source => source.Source == weight.Source);
                var theirs = other.Sources.Single(source => source.Source == weight.Source);
                leads.Add((mine.Score - theirs.Score, mine.Weight));
                gap += weight.Weight * (mine.Score - theirs.Score);
                moved += Math.Max(0, weight.Weight - mine.Weight);
            }

            if (Math.Abs(point.ScoreGap - (first.Score - other.Score)) > Tolerance) Fail(where, "The gap is not that of the scores.");
            if (gap > 1e-8) Fail(where, "At its tipping point the skill does not reach the first one.");
            if (Math.Abs(moved - move) > 1e-8) Fail(where, "The tipping point moves another weight than it says.");

            // The most that a little less weight could close: from where the first skill leads most to where it leads least.
            double closed = 0, left = move - 1e-6, least = leads.Min(one => one.Lead);
            foreach (var (lead, weight) in leads.OrderByDescending(one => one.Lead))
            {
                double taken = Math.Clamp(left, 0, weight);
                closed += taken * (lead - least);
                left -= taken;
            }

            if (left <= 0 && closed > point.ScoreGap + 1e-8) Fail(where, "Less weight would do.");
        }

        void Fail(string where, string what) => problems.Error("need.verify", where, what, "Rank again from the same rows.");
    }
}
