using PeerLearning.Evaluation.Generators;

namespace PeerLearning.Tests.Skills;

public class SkillsFuzzTests
{
    [Fact]
    public void Strange_numbers_never_come_out_of_the_statistics() => Check(SkillsFuzz.Statistics(8000, 101));

    [Fact]
    public void Strange_rows_never_break_the_ranking_of_needs() => Check(SkillsFuzz.Needs(500, 102));

    [Fact]
    public void Strange_evidence_never_breaks_the_levels() => Check(SkillsFuzz.Levels(300, 103));

    private static void Check(SkillsFuzz fuzz)
    {
        Assert.Equal(0, fuzz.NotFinite);
        Assert.True(fuzz.Undocumented == 0, fuzz.FirstFault);
    }
}
