using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Statistics;

namespace PeerLearning.Tests.Statistics;

public class TimeOrderTests
{
    [Property(MaxTest = 30)]
    public void Times_come_in_order_and_equal_ones_as_they_came(ushort seed, bool many, bool whole)
    {
        var random = new SeededRandom(seed);
        double[] times = [.. Enumerable.Range(0, (many ? 2_000 : 1) + random.Next(500)).Select(_ => whole ? random.Next(40) : random.Next(5) == 0 ? 0 : random.NextDouble() * Math.Pow(10, random.Next(12) - 6))];
        times[random.Next(times.Length)] = -0.0;
        Assert.Equal(Enumerable.Range(0, times.Length).OrderBy(i => times[i]), TimeOrder.Of(times));
    }

    [Fact]
    public void Nothing_is_in_order() => Assert.Empty(TimeOrder.Of([]));
}
