using System.Globalization;

namespace PeerLearning.Tests;

public class ReasonTests
{
    [Fact]
    public void The_sentence_is_made_of_its_figures()
    {
        var reason = Reason.Of("need.first", "{skill} leads by {margin:0.00} {{sic}}", Figure.Of("skill", "Rust"), Figure.Of("margin", 0.125));
        Assert.Equal("Rust leads by 0,13 {sic}", reason.Render(CultureInfo.GetCultureInfo("de-DE")));
    }

    [Fact]
    public void Whole_numbers_are_numbers()
    {
        Assert.Equal(3, Figure.Of("count", 3).Number);
        Assert.Equal(3, Figure.Of("count", 3L).Number);
    }

    [Theory]
    [InlineData(0, "0 places are free")]
    [InlineData(1, "1 place is free")]
    [InlineData(2, "2 places are free")]
    [InlineData(1.04, "1 place is free")]
    public void A_number_brings_the_noun_that_fits_what_is_shown(double places, string expected)
    {
        Assert.Equal(expected, Reason.Of("code", "{places:0|place is|places are} free", Figure.Of("places", places)).ToString());
    }

    [Fact]
    public void A_translation_brings_its_own_nouns_and_numbers()
    {
        var reason = Reason.Of("code", "{hours:0.0|hour|hours}", Figure.Of("hours", 1));
        Assert.Equal("1.0 hours", reason.ToString());
        Assert.Equal("1,0 Stunden", reason.Render(CultureInfo.GetCultureInfo("de-DE"), "{hours:0.0|Stunde|Stunden}"));
    }

    [Theory]
    [InlineData("{places|place}")]
    [InlineData("{nobody}")]
    [InlineData("{places")]
    public void A_template_that_cannot_be_rendered_says_so(string template)
    {
        var reason = Reason.Of("code", "{places}", Figure.Of("places", 1));
        Assert.Throws<FormatException>(() => reason.Render(CultureInfo.InvariantCulture, template));
    }
}
