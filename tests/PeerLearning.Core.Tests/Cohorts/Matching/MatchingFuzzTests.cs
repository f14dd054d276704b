namespace PeerLearning.Tests.Cohorts;

public class MatchingFuzzTests
{
    [Fact]
    public void Whatever_the_rows_are_there_is_an_answer_that_verifies_and_no_exception()
    {
        for (int seed = 0; seed < 4000; seed++) Assert.Null(MatchingFuzz.Try(seed));
    }
}
