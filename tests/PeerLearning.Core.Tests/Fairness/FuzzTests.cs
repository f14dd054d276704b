using PeerLearning.Golden;
using PeerLearning.Internal;

namespace PeerLearning.Tests.Fairness;

public class FuzzTests
{
    [Fact]
    public void Random_input_of_every_kind_throws_nothing_and_gives_numbers_or_reasons()
    {
        var random = new SeededRandom(4711);
        for (int i = 0; i < 3_000; i++) FairnessFuzz.Run(ref random);
    }
}
