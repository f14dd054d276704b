using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>
/// Finds raters who answer at random: over all their ratings in all skills, the likelihood of a uniform answer against that of the model, given everybody else.
/// </summary>
/// <remarks>A two-component mixture at the level of raters, solved by hard assignments; the ratings of those found are set aside and the model is fitted again.</remarks>
internal sealed class CarelessScreen(ProficiencyEstimatorOptions options, string[] ids)
{
    private const int LeastRatings = 6;
    private const int Rounds = 3;

    // However clean or bad the ratings look, nobody is beyond doubt, and not everybody is careless.
    private const double LeastShare = 0.001;
    private const double MostShare = 0.3;

    // Nine to one, and a gain in log-likelihood that chance does not give: a severe manager is no random one.
    private const double SureLogOdds = 2.2;
    private const double LeastGain = 10;

    // One strange rating says no more than this: otherwise heavy tails would look careless.
    private const double MostPerRating = 3;

    // A variance beside which the rating has no weight.
    private const float SetAside = 1e8f;

    public IReadOnlyList<RaterCredibility> Run(SkillWork[] works, ParallelOptions parallel)
    {
        if (!options.ScreenCarelessRaters || options.ExpectedCarelessShare is 0 or 1) return ValueList<RaterCredibility>.Empty;
        double prior = 0;
        bool[] flagged = new bool[ids.Length];
        double[] evidence = new double[ids.Length];
        int[] ratings = new int[ids.Length];
        for (int round = 0; round < Rounds; round++)
        {
            Array.Clear(evidence);
            Array.Clear(ratings);
            foreach (var work in works) Weigh(work, evidence, ratings, flagged);
            (prior, double gain) = Prior(evidence, ratings);
            if (round == 0 && gain < LeastGain) break;
            bool changed = false;
            for (int r = 0; r < ids.Length; r++)
            {
                bool now = ratings[r] >= LeastRatings && prior + evidence[r] > SureLogOdds;
                changed |= now != flagged[r];
                flagged[r] = now;
            }

            if (!changed) break;
            Parallel.ForEach(works, parallel, work => Refit(work, flagged, parallel.CancellationToken));
        }

        var result = new List<RaterCredibility>();
        for (int r = 0; r < ids.Length; r++)
        {
            if (flagged[r]) result.Add(new RaterCredibility { Rater = new PersonId(ids[r]), Ratings = ratings[r], ChanceCareless = 1 / (1 + Math.Exp(-(prior + evidence[r]))) });
        }

        return ValueList.Copy(result);
    }

    /// <summary>The log odds of a careless rater, from the share that the evidence itself shows (empirical Bayes): where nobody is careless, nobody is accused.</summary>
    private (double LogOdds, double Gain) Prior(double[] evidence, int[] ratings)
    {
        double share = options.ExpectedCarelessShare;
        for (int step = 0; step < 50; step++)
        {
            double odds = Math.Log(share / (1 - share)), sum = 0;
            int count = 0;
            for (int r = 0; r < evidence.Length; r++)
            {
                if (ratings[r] < LeastRatings) continue;
                sum += 1 / (1 + Math.Exp(-(odds + evidence[r])));
                count++;
            }

            if (count == 0) break;
            share = Math.Clamp(sum / count, LeastShare, MostShare);
        }

        // How much better the mixture explains the ratings than honest raters alone.
        double gain = 0;
        for (int r = 0; r < evidence.Length; r++)
        {
            if (ratings[r] >= LeastRatings) gain += Math.Log(1 - share + (share * Math.Exp(Math.Min(300, evidence[r]))));
        }

        return (Math.Log(share / (1 - share)), gain);
    }

    /// <summary>Whose rating a row with a rater is; a self-rating is the person's own.</summary>
    private static int RaterOf(SkillWork work, int row) => work.Columns.Rater.Span[row] is >= 0 and var rater ? work.Raters[rater] : work.People[work.Columns.Person.Span[row]];

    private static bool HasRater(SkillWork work, int row) => work.Columns.Kind.Span[row] == (byte)EvidenceKind.Self || work.Columns.Rater.Span[row] >= 0;

    private void Weigh(SkillWork work, double[] evidence, int[] ratings, bool[] flagged)
    {
        var data = work.Fitted.Data;
        var posterior = work.Fitted.Posterior;
        if (posterior.FitVariance.Length == 0) return;
        double uniform = -Math.Log(Spread(work.Columns.Level));
        for (int k = 0; k < data.Rows; k++)
        {
            int row = data.RowOf(k);
            if (!HasRater(work, row)) continue;
            int rater = RaterOf(work, row);
            double variance, residual, fit = posterior.FitVariance[k];
            if (flagged[rater])
            {
                // The rating has no weight in the fit: the prediction is the fitted value itself.
                variance = fit + work.Fitted.Variances.Residual[data.Kinds[data.Kind[k]].ResidualClass];
                residual = posterior.Residuals[k];
            }
            else
            {
                double w = posterior.System.Precision[k], left = Math.Max(1e-6, 1 - (fit * w));
                variance = 1 / (w * left);
                residual = posterior.Residuals[k] / left;
            }

            double model = -0.5 * (Math.Log(2 * Math.PI * variance) + (residual * residual / variance));
            evidence[rater] += Math.Min(MostPerRating, uniform - model);
            ratings[rater]++;
        }
    }

    /// <summary>The width over which answers spread: the declared scale, or what is in use of it.</summary>
    private double Spread(double[] levels)
    {
        double[] sorted = [.. levels];
        Array.Sort(sorted);
        int cut = sorted.Length / 40;
        return Math.Max(options.Scale.Range / 20, Math.Min(options.Scale.Range, sorted[^(1 + cut)] - sorted[cut]));
    }

    private static void Refit(SkillWork work, bool[] flagged, CancellationToken cancellationToken)
    {
        var data = work.Fitted.Data;
        float[] extra = new float[data.Rows];
        for (int k = 0; k < extra.Length; k++)
        {
            int row = data.RowOf(k);
            bool aside = HasRater(work, row) && flagged[RaterOf(work, row)];
            extra[k] = aside ? SetAside : work.Columns.ExtraVariance[row];
        }

        work.Fitted = SkillFitter.Refit(work.Fitted, data.WithExtra(extra), cancellationToken);
    }
}
