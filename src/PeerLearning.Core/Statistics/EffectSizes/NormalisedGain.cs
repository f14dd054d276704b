namespace PeerLearning.Statistics;

/// <summary>How much of the room above the first measurement was gained.</summary>
/// <remarks>Hake, American Journal of Physics 66 (1998); normalised change of Marx and Cummings, American Journal of Physics 75 (2007).</remarks>
internal static class NormalisedGain
{
    /// <summary>Hake's gain of one learner: undefined at the top of the scale.</summary>
    public static Measured<double> Individual(double before, double after, double top)
    {
        if (!Inputs.IsUsable(before) || !Inputs.IsUsable(after) || !Inputs.IsUsable(top)) return Undefined.OutOfRange("A measurement is not a finite number.");
        return before >= top ? Undefined.NoVariation("There was no room above the first measurement.") : Inputs.Finite((after - before) / (top - before));
    }

    /// <summary>Marx and Cummings' change of one learner: a loss is measured against what could be lost; at either end without change it is undefined.</summary>
    public static Measured<double> Change(double before, double after, double bottom, double top)
    {
        if (!Inputs.IsUsable(before) || !Inputs.IsUsable(after) || !Inputs.IsUsable(bottom) || !Inputs.IsUsable(top)) return Undefined.OutOfRange("A measurement is not a finite number.");
        if (after > before) return Individual(before, after, top);
        if (after < before) return before > bottom ? Inputs.Finite((after - before) / (before - bottom)) : Undefined.OutOfRange("The measurements lie below the scale.");
        return before >= top || before <= bottom ? Undefined.NoVariation("The learner stayed at the end of the scale.") : 0;
    }

    /// <summary>The gain of the averages.</summary>
    public static Measured<double> OfAverages(ReadOnlySpan<double> before, ReadOnlySpan<double> after, double top)
    {
        Inputs.CheckSameLength(before.Length, after.Length);
        if (before.IsEmpty) return Undefined.TooFew(1, 0, "learners");
        if ((Inputs.NotFinite(before) ?? Inputs.NotFinite(after)) is { } wrong) return wrong;
        return Individual(Moments.Mean(before), Moments.Mean(after), top);
    }

    /// <summary>The average of the gains that are defined.</summary>
    public static Measured<double> AverageOfIndividuals(ReadOnlySpan<double> before, ReadOnlySpan<double> after, double top)
    {
        Inputs.CheckSameLength(before.Length, after.Length);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < before.Length; i++)
        {
            if (!Individual(before[i], after[i], top).TryGet(out double gain)) continue;
            sum += gain;
            count++;
        }

        return count > 0 ? sum / count : Undefined.TooFew(1, 0, "learners with room above the first measurement");
    }
}
