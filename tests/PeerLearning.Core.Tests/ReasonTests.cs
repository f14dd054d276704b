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
}
