namespace PeerLearning.Cohorts;

/// <summary>How chances spread over applicants.</summary>
internal static class ChanceSpread
{
    /// <summary>Half the mean absolute difference over the mean.</summary>
    public static Measured<double> Gini(IReadOnlyList<ApplicantProfile> profiles)
    {
        double people = 0, sum = 0, weighted = 0;
        foreach (var profile in profiles.OrderBy(profile => profile.Chance))
        {
            // Members of a profile hold the ranks people + 1 .. people + n.
            double count = profile.Applicants;
            weighted += profile.Chance * count * ((2 * people) + count);
            sum += profile.Chance * count;
            people += count;
        }

        if (people == 0 || sum <= 0) return Undefined.TooFew(1, 0, "applicants with a chance");
        return Math.Max(0, (weighted / (people * sum)) - 1);
    }

    public static Measured<double> GeometricMean(IReadOnlyList<ApplicantProfile> profiles)
    {
        double people = 0, logs = 0;
        foreach (var profile in profiles)
        {
            if (profile.Chance <= 0) return 0.0;
            logs += profile.Applicants * Math.Log(profile.Chance);
            people += profile.Applicants;
        }

        if (people == 0) return Undefined.TooFew(1, 0, "applicants with a chance");
        return Math.Exp(logs / people);
    }
}
