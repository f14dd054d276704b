namespace PeerLearning.Statistics;

/// <summary>Return on investment after Phillips: the benefit counts only as far as it is attributed to the programme and believed.</summary>
internal static class ReturnOnInvestment
{
    /// <summary>Adjusts a yearly benefit and compares it with the cost.</summary>
    public static Measured<ReturnResult> Of(double annualBenefit, double attribution, double confidence, double cost)
    {
        if (!Inputs.IsUsable(annualBenefit)) return Undefined.OutOfRange("The benefit is not a finite number.");
        if (!(attribution >= 0 && attribution <= 1) || !(confidence >= 0 && confidence <= 1)) return Undefined.OutOfRange("Attribution and confidence lie between 0 and 1.");
        if (!(cost >= 0) || !Inputs.IsUsable(cost)) return Undefined.OutOfRange("The cost is not a number of at least 0.");
        double benefit = annualBenefit * attribution * confidence;
        var free = Undefined.NoVariation("There is no cost to divide by.");
        return new ReturnResult(
            benefit,
            cost > 0 ? Inputs.Finite(benefit / cost) : free,
            cost > 0 ? Inputs.Finite(100 * (benefit - cost) / cost) : free,
            cost == 0 ? 0 : benefit > 0 ? Inputs.Finite(12 * cost / benefit) : Undefined.NotReached("Without benefit the cost is never paid back."));
    }
}

/// <summary>The adjusted yearly benefit, the benefit-cost ratio, the return in percent and the months until the cost is paid back.</summary>
internal sealed record ReturnResult(double AdjustedBenefit, Measured<double> BenefitCostRatio, Measured<double> Percent, Measured<double> PaybackMonths);
