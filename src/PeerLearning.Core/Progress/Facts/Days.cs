namespace PeerLearning.Progress;

/// <summary>Dates as whole numbers, so that columns of them stay small and compare fast.</summary>
internal static class Days
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    public static int Of(LocalDate date) => Period.DaysBetween(Epoch, date);

    public static LocalDate ToDate(int day) => Epoch.PlusDays(day);
}
