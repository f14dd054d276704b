using PeerLearning.People;
using PeerLearning.Statistics;

namespace PeerLearning.Skills;

/// <summary>Compares levels with what roles require.</summary>
public static class SkillGapAnalysis
{
    /// <summary>The gaps of every person, group and skill.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="requirements">What roles require; read once.</param>
    /// <param name="smallestGroup">Groups with fewer assessed people are withheld; 5 unless said otherwise.</param>
    /// <returns>The gaps, with the problems of the rows. Requirements of people who were not assessed count as unknown, never as met or as a full gap.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="smallestGroup"/> is below 1.</exception>
    /// <remarks>
    /// <para>The shortfall of a person is the expected value of max(0, required - level) under the level's error; of a skill, the mean over the assessed people, weighted by
    /// importance. Its standard error joins the errors of the levels with what was not assessed, taken as a simple random sample (Cochran 1977, finite population correction).</para>
    /// <para>A group with few assessed people is withheld, and with it the next smallest of the same skill where its value would follow from the skill's total.</para>
    /// <para>O(n log n) in the number of requirements.</para>
    /// </remarks>
    public static SkillGapReport Measure(SkillProfiles levels, IEnumerable<SkillRequirement> requirements, int smallestGroup = 5)
    {
        Guard.Against.Null(levels);
        Guard.Against.Null(requirements);
        Guard.Against.NegativeOrZero(smallestGroup);
        var problems = new ProblemList();
        var sound = new List<SkillRequirement>();
        var seen = new HashSet<(PersonId, SkillId)>();
        int index = 0;
        foreach (var row in requirements)
        {
            string where = $"requirements[{index++}]";
            int before = problems.Count;
            if (string.IsNullOrWhiteSpace(row.Person.Value)) problems.Error("requirement.person.blank", where + ".Person", "The person's id is blank.", "Say whose role it is.");
            if (string.IsNullOrWhiteSpace(row.Skill.Value)) problems.Error("requirement.skill.blank", where + ".Skill", "The skill's id is blank.", "Say which skill is required.");
            if (!double.IsFinite(row.Level) || !levels.Scale.Contains(row.Level)) problems.Error("requirement.level.outofscale", where + ".Level", $"The level does not lie on the scale {levels.Scale}.", "Give the level on the scale of the profiles.");
            if (!(row.StandardError >= 0) || !double.IsFinite(row.StandardError)) problems.Error("requirement.error.invalid", where + ".StandardError", "The standard error is negative or not a finite number.", "Give 0 for a level set by decree.");
            if (row.Importance is { } importance && (!(importance > 0) || !double.IsFinite(importance))) problems.Error("requirement.importance.invalid", where + ".Importance", "The importance is not positive.", "Give a positive number, or leave it out.");
            if (before == problems.Count && !seen.Add((row.Person, row.Skill))) problems.Error("requirement.duplicate", where, $"'{row.Person}' already has a requirement in '{row.Skill}'.", "Bring one requirement for each person and skill.");
            if (before == problems.Count) sound.Add(row);
        }

        sound.Sort(static (a, b) => a.Person.CompareTo(b.Person) is var byPerson && byPerson != 0 ? byPerson : a.Skill.CompareTo(b.Skill));
        var people = sound.Select(row => Gap(levels, row)).ToList();
        var skills = new List<SkillGap>();
        var groups = new List<GroupGap>();
        foreach (var skill in sound.GroupBy(row => row.Skill).OrderBy(group => group.Key))
        {
            if (Mean(levels, skill.Key, [.. skill]) is { } mean) skills.Add(mean.Gap);
            groups.AddRange(Groups(levels, skill.Key, [.. skill], smallestGroup));
        }

        return new SkillGapReport
        {
            Skills = ValueList.Copy(skills),
            People = ValueList.Copy(people),
            Groups = ValueList.Copy(groups.OrderBy(group => group.Group, StringComparer.Ordinal)),
            Problems = problems.ToList(),
        };
    }

    private static PersonGap Gap(SkillProfiles levels, SkillRequirement row)
    {
        if (levels.Find(row.Person, row.Skill) is not { } level)
        {
            var unknown = Undefined.NotInTheData("The person was not assessed in the skill.");
            return new PersonGap { Person = row.Person, Skill = row.Skill, Gap = unknown, StandardError = unknown, Chance = unknown, WeightedGap = unknown };
        }

        var shortfall = Shortfall.Of(level.Level, level.StandardError, row.Level, row.StandardError);
        return new PersonGap
        {
            Person = row.Person,
            Skill = row.Skill,
            Gap = shortfall.Gap,
            StandardError = shortfall.StandardError,
            Chance = shortfall.Probability,
            WeightedGap = Math.Max(0, shortfall.Gap) * (row.Importance ?? 1),
        };
    }

    private static (SkillGap Gap, Measured<double> Chance)? Mean(SkillProfiles levels, SkillId skill, List<SkillRequirement> rows)
    {
        double weights = 0, sum = 0, signed = 0, variance = 0;
        var values = new List<double>();
        foreach (var row in rows)
        {
            if (levels.Find(row.Person, skill) is not { } level) continue;
            var shortfall = Shortfall.Of(level.Level, level.StandardError, row.Level, row.StandardError);
            double weight = row.Importance ?? 1;
            weights += weight;
            sum += weight * shortfall.Expected;
            signed += weight * shortfall.Gap;
            variance += weight * weight * shortfall.StandardError * shortfall.StandardError;
            values.Add(shortfall.Expected);
        }

        if (values.Count == 0) return null;
        double mean = sum / weights, sampling = 0;
        if (values.Count > 1 && values.Count < rows.Count)
        {
            double centre = values.Average(), spread = values.Sum(value => (value - centre) * (value - centre)) / (values.Count - 1);
            sampling = spread / values.Count * (1 - (values.Count / (double)rows.Count));
        }

        double error = Math.Sqrt((variance / (weights * weights)) + sampling);
        Measured<double> chance = error > 0 ? NormalDistribution.Lower(signed / weights / error) : Undefined.NoVariation("No level states an error.");
        return (new SkillGap { Skill = skill, Shortfall = mean, StandardError = error, Assessed = values.Count, Required = rows.Count }, chance);
    }

    private static List<GroupGap> Groups(SkillProfiles levels, SkillId skill, List<SkillRequirement> rows, int smallest)
    {
        var gaps = rows.Where(row => row.Group is not null).GroupBy(row => row.Group!, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Gap: Mean(levels, skill, [.. group]))).OrderBy(pair => pair.Gap?.Gap.Assessed ?? 0).ThenBy(pair => pair.Name, StringComparer.Ordinal).ToList();
        int small = 0, hidden = 0;
        var result = new List<GroupGap>();
        foreach (var (name, gap) in gaps)
        {
            int assessed = gap?.Gap.Assessed ?? 0;
            if (gap is null)
            {
                var nobody = Undefined.NotInTheData("Nobody of the group was assessed.");
                result.Add(new GroupGap { Group = name, Skill = skill, Gap = nobody, Chance = nobody });
            }
            else if (assessed < smallest || (small == 1 && hidden < smallest))
            {
                // A single small group would follow from the total: the next one is withheld with it.
                small++;
                hidden += assessed;
                var withheld = Undefined.Withheld("So few people were assessed that single ones would be seen.");
                result.Add(new GroupGap { Group = name, Skill = skill, Gap = withheld, Chance = withheld });
            }
            else
            {
                result.Add(new GroupGap { Group = name, Skill = skill, Gap = gap.Value.Gap, Chance = gap.Value.Chance });
            }
        }

        return result;
    }
}
