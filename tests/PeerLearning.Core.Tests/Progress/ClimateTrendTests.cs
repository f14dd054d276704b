using System.Globalization;
using FsCheck.Xunit;
using PeerLearning.Internal;
using PeerLearning.Progress;

namespace PeerLearning.Tests.Progress;

public class ClimateTrendTests
{
    private static readonly ClimateScale Scale = new() { Name = "own", Items = 2, Lowest = 1, Highest = 7 };
    private static readonly ClimateReader Reader = new();

    [Fact]
    public void A_line_through_the_waves_has_the_slope_that_the_waves_have()
    {
        var trend = Reader.Trend(Scale, [.. Enumerable.Range(0, 5).Select(wave => Wave(30 * wave, 6, i => 1 + wave + (i % 2)))]);
        Assert.Equal(1, trend.ChangePer30Days.Value, 1e-9);
        Assert.True(trend.Lower.Value <= 1 && trend.Upper.Value >= 1);
        Assert.Equal([1.5, 2.5, 3.5, 4.5, 5.5], trend.Waves.Select(wave => wave.Mean.Value));
        Assert.Equal("own: +1.00 in 30 days over 5 waves.", Assert.Single(trend.Reasons).Render(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Three_waves_are_too_few_for_a_line()
    {
        var trend = Reader.Trend(Scale, [.. Enumerable.Range(0, 3).Select(wave => Wave(30 * wave, 6, i => 1 + wave + (i % 2)))]);
        Assert.Equal(UndefinedCause.TooFew, trend.ChangePer30Days.Undefined!.Cause);
        Assert.All(trend.Waves, wave => Assert.True(wave.Mean.IsDefined));
        Assert.Equal("progress.climate.trend.unknown", Assert.Single(trend.Reasons).Code);
        Assert.Equal("own: no trend can be told yet, because at least 4 waves that can be shown are needed, there are 3.", trend.Reasons[0].Render(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_wave_that_differs_by_a_few_people_is_withheld()
    {
        // The second wave has the first one's answers and one person more: its mean would tell that person's answer.
        var trend = Reader.Trend(Scale, [Wave(0, 6, i => 1 + (i % 2)), Wave(30, 7, i => 1 + (i % 2)), Wave(60, 7, i => 3 + (i % 2)), Wave(90, 4, _ => 5)]);
        Assert.Equal([true, false, true, false], trend.Waves.Select(wave => wave.Mean.IsDefined));
        Assert.Equal([true, true, true, false], trend.Waves.Select(wave => wave.Respondents.IsDefined));
    }

    [Fact]
    public void Two_waves_of_one_day_are_a_problem()
    {
        var trend = Reader.Trend(Scale, [Wave(0, 6, _ => 3), Wave(0, 6, _ => 4)]);
        Assert.Equal("progress.climate.wave.duplicate", Assert.Single(trend.Problems).Code);
        Assert.Single(trend.Waves);
    }

    [Fact]
    public void Impossible_scales_are_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => Reader.Trend(Scale with { Highest = 1 }, []));
        Assert.Throws<ArgumentException>(() => Reader.Trend(Scale with { Subscales = [new Subscale { Name = "beyond", Items = [2] }] }, []));
        Assert.Throws<ArgumentException>(() => new Subscale { Name = "none", Items = [] });
        Assert.Throws<ArgumentNullException>(() => Reader.Trend(Scale, null!));
    }

    [Property(MaxTest = 30)]
    public void The_order_of_waves_and_answers_changes_nothing(ushort seed)
    {
        var random = new SeededRandom(seed);
        var waves = Enumerable.Range(0, 6).Select(wave => Wave((20 * wave) + random.Next(10), 4 + random.Next(8), _ => 1 + random.Next(7))).ToList();
        var mixed = waves.AsEnumerable().Reverse().Select(wave => wave with { Answers = [.. wave.Answers.Reverse()] }).ToList();
        Assert.Equal(Reader.Trend(Scale, waves).Waves, Reader.Trend(Scale, mixed).Waves);
        Assert.Equal(Reader.Trend(Scale, waves).ChangePer30Days, Reader.Trend(Scale, mixed).ChangePer30Days);
    }

    [Property(MaxTest = 30)]
    public void No_shown_waves_differ_by_fewer_people_than_the_smallest_group(ushort seed)
    {
        var random = new SeededRandom(seed);
        var answers = new int[12];
        var waves = new List<ClimateWave>();
        for (int wave = 0; wave < 8; wave++)
        {
            for (int i = 0; i < answers.Length; i++)
            {
                if (random.Next(3) == 0) answers[i] = random.Next(8);
            }

            var frozen = answers.ToArray();
            waves.Add(new ClimateWave { On = Programmes.Start.PlusDays(20 * wave), Answers = [.. Enumerable.Range(0, 12).Where(i => frozen[i] > 0).Select(i => Answer(i, frozen[i]))] });
        }

        var trend = Reader.Trend(Scale, waves);
        var shown = waves.Where((_, i) => trend.Waves[i].Mean.IsDefined).Select(wave => wave.Answers.ToDictionary(row => row.By, row => row.Items[0])).ToList();
        foreach (var (before, after) in shown.Zip(shown.Skip(1)))
        {
            int different = before.Keys.Union(after.Keys).Count(by => before.GetValueOrDefault(by) != after.GetValueOrDefault(by));
            Assert.True(different is 0 or >= 5, $"{different}");
        }
    }

    [Fact]
    public void Empowerment_is_read_in_its_four_dimensions()
    {
        var answers = Enumerable.Range(0, 8).Select(i => new ClimateAnswer
        {
            By = Programmes.Learner(i),
            Items = [.. Enumerable.Range(0, 12).Select(item => (int?)(1 + (item / 3) + ((i + (item % 3 == 2 ? i / 4 : 0)) % 3)))],
        }).ToList();
        var report = Reader.Read(ClimateScale.Empowerment, answers);
        Assert.Equal(["meaning", "competence", "self-determination", "impact"], report.Subscales.Select(side => side.Subscale.Name));
        for (int side = 0; side < 4; side++)
        {
            double mean = answers.Average(answer => answer.Items.Skip(3 * side).Take(3).Average(item => item!.Value));
            Assert.Equal(mean, report.Subscales[side].Mean.Value, 1e-12);
            Assert.InRange(report.Subscales[side].Alpha.Value, report.Subscales[side].AlphaLower.Value, report.Subscales[side].AlphaUpper.Value);
        }

        var few = Reader.Read(ClimateScale.Empowerment, [.. answers.Take(4)]);
        Assert.All(few.Subscales, side => Assert.Equal(UndefinedCause.Withheld, side.Mean.Undefined!.Cause));
        Assert.All(few.Subscales, side => Assert.Equal(UndefinedCause.Withheld, side.Alpha.Undefined!.Cause));
        var ofTeam = Reader.Read(ClimateScale.PsychologicalSafety with { Subscales = [new Subscale { Name = "voice", Items = [0, 1] }] }, [.. answers.Select(answer => answer with { Items = [.. answer.Items.Take(7)] })]);
        Assert.Equal(UndefinedCause.NotIdentifiable, Assert.Single(ofTeam.Subscales).Mean.Undefined!.Cause);
    }

    [Fact]
    public void The_change_of_a_few_is_not_counted_out()
    {
        // Nine improve, two get worse: two is a small count, and eleven less nine would tell it.
        var before = Enumerable.Range(0, 11).Select(i => Answer2(i, 3 + (i % 3), 3 + ((i / 2) % 3))).ToList();
        var after = Enumerable.Range(0, 11).Select(i => i < 9 ? Answer2(i, 7, 6 + (i % 2)) : Answer2(i, 1, 1)).ToList();
        var report = Reader.Read(Scale, after, before);
        Assert.Equal(UndefinedCause.Withheld, report.ReliablyWorse.Undefined!.Cause);
        Assert.Equal(UndefinedCause.Withheld, report.ReliablyBetter.Undefined!.Cause);
        Assert.True(report.MeanChange.IsDefined);
    }

    private static ClimateAnswer Answer(int i, int answer) => Answer2(i, answer, answer);

    private static ClimateAnswer Answer2(int i, int first, int second) => new() { By = Programmes.Learner(i), Items = [first, second] };

    private static ClimateWave Wave(int day, int people, Func<int, int> answer) =>
        new() { On = Programmes.Start.PlusDays(day), Answers = [.. Enumerable.Range(0, people).Select(i => Answer(i, answer(i)))] };
}
