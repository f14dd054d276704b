namespace PeerLearning.Tests;

public class UndefinedTests
{
    [Theory]
    [InlineData("There are no marks.", "there are no marks.")]
    [InlineData("A rank is missing.", "a rank is missing.")]
    [InlineData("AUC needs both.", "AUC needs both.")]
    [InlineData("3 of 4 agree.", "3 of 4 agree.")]
    [InlineData("x", "x")]
    public void As_the_second_half_of_a_sentence_a_reason_has_no_capital(string because, string clause) =>
        Assert.Equal(clause, Undefined.NotInTheData(because).Clause);

    [Theory]
    [InlineData(1, 0, "There are no marks.")]
    [InlineData(4, 0, "At least 4 marks are needed, there are 0.")]
    [InlineData(4, 1, "At least 4 marks are needed, there is 1.")]
    [InlineData(4, 3, "At least 4 marks are needed, there are 3.")]
    public void Too_few_says_how_many_are_needed_and_how_many_there_are(int needed, int given, string sentence)
    {
        var undefined = Undefined.TooFew(needed, given, "marks");
        Assert.Equal(sentence, undefined.Because);
        Assert.Equal("undefined (TooFew): " + sentence, undefined.ToString());
    }
}
