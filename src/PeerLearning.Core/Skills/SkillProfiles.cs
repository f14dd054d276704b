using PeerLearning.People;

namespace PeerLearning.Skills;

/// <summary>Who can what, and how surely: a validated set of proficiencies, one per person and skill.</summary>
/// <remarks>
/// <para>Skills and people stand in ordinal order of their ids. Kept as columns: a million levels take some tens of megabytes. This type is immutable.</para>
/// <para>A person without a row in a skill is <em>not assessed</em>, which is never the same as a low level.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Count} levels in {Skills.Count} skills")]
public sealed class SkillProfiles
{
    private readonly string[] _ids;
    private readonly SkillColumn[] _columns;
    private readonly string[] _skills;

    internal SkillProfiles(string[] ids, SkillColumn[] columns, IReadOnlyList<Problem> problems, SkillScale scale)
    {
        _ids = ids;
        _columns = columns;
        _skills = [.. columns.Select(column => column.Skill.Value)];
        Skills = ValueList.Copy(columns.Select(column => column.Skill));
        Models = ValueList.Copy(columns.Where(column => column.Fit is not null).Select(column => column.Fit!.Model));
        Problems = problems;
        Scale = scale;
        foreach (var column in columns) Count += column.People.Length;
    }

    /// <summary>The number of levels.</summary>
    public int Count { get; }

    /// <summary>The scale of the levels.</summary>
    public SkillScale Scale { get; }

    /// <summary>The skills in which anybody has a level, in ordinal order.</summary>
    public IReadOnlyList<SkillId> Skills { get; }

    /// <summary>What was learned about the sources of each skill; empty when the host brought the levels itself.</summary>
    public IReadOnlyList<SkillModel> Models { get; }

    /// <summary>What was wrong or doubtful in the evidence, in the order of the input; empty when the host brought the levels itself.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The raters whose ratings were set aside, because with at least six of them they are more likely than 0.9 to be given at random; in ordinal order of ids. Empty when the host brought the levels itself.</summary>
    public IReadOnlyList<RaterCredibility> CarelessRaters { get; internal init; } = ValueList<RaterCredibility>.Empty;

    /// <summary>Makes profiles of levels that the host brings, which must all be sound.</summary>
    /// <param name="levels">The rows, read once.</param>
    /// <param name="scale">Their scale; null for <see cref="SkillScale.OneToFive"/>.</param>
    /// <returns>The profiles.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="levels"/> is null.</exception>
    /// <exception cref="ProblemsException">A row has a problem; the exception lists all of them.</exception>
    public static SkillProfiles Create(IEnumerable<Proficiency> levels, SkillScale? scale = null) =>
        TryCreate(levels, out var profiles, out var problems, scale) ? profiles : throw new ProblemsException(problems);

    /// <summary>Makes profiles of the levels that are sound, and reports every problem of the others at once.</summary>
    /// <param name="levels">The rows, read once.</param>
    /// <param name="profiles">The profiles of all sound rows; of several rows for one person and skill the first.</param>
    /// <param name="problems">All problems, in the order of the input.</param>
    /// <param name="scale">The scale of the levels; null for <see cref="SkillScale.OneToFive"/>.</param>
    /// <returns>Whether every row was sound.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="levels"/> is null.</exception>
    /// <remarks>O(n log n) in the number of rows.</remarks>
    public static bool TryCreate(IEnumerable<Proficiency> levels, out SkillProfiles profiles, out IReadOnlyList<Problem> problems, SkillScale? scale = null)
    {
        Guard.Against.Null(levels);
        scale ??= SkillScale.OneToFive;
        var list = new ProblemList();
        var sound = new List<Proficiency>();
        var seen = new HashSet<(PersonId, SkillId)>();
        int row = 0;
        foreach (var level in levels)
        {
            string where = $"levels[{row++}]";
            int before = list.Count;
            if (string.IsNullOrWhiteSpace(level.Person.Value)) list.Error("level.person.blank", where + ".Person", "The person's id is blank.", "Give every level a person.");
            if (string.IsNullOrWhiteSpace(level.Skill.Value)) list.Error("level.skill.blank", where + ".Skill", "The skill's id is blank.", "Give every level a skill.");
            if (!double.IsFinite(level.Level)) list.Error("level.notfinite", where + ".Level", "The level is not a finite number.", "Leave the row out when the person was not assessed.");
            else if (level.Level < scale.Lowest - scale.Range || level.Level > scale.Highest + scale.Range) list.Error("level.outofscale", where + ".Level", $"The level lies far outside the scale {scale}.", "State the scale of the levels, or convert them.");
            if (!(level.StandardError >= 0) || !double.IsFinite(level.StandardError)) list.Error("level.error.invalid", where + ".StandardError", "The standard error is negative or not a finite number.", "Give 0 for a level known exactly.");
            if (level.Items < 0) list.Error("level.items.negative", where + ".Items", "The number of pieces of evidence is negative.", "Give 0 when it is not known.");
            if (before == list.Count && !seen.Add((level.Person, level.Skill))) list.Error("level.duplicate", where, $"'{level.Person}' already has a level in '{level.Skill}'.", "Keep one level for each person and skill.");
            if (before == list.Count) sound.Add(level);
        }

        problems = list.ToList();
        profiles = Build(sound, scale);
        return !list.HasErrors;
    }

    /// <summary>One person's level in one skill.</summary>
    /// <param name="person">The person.</param>
    /// <param name="skill">The skill.</param>
    /// <returns>The level, or null when the person was not assessed in the skill.</returns>
    /// <remarks>O(log n).</remarks>
    public Proficiency? Find(PersonId person, SkillId skill)
    {
        if (ColumnOf(skill) is not { } column) return null;
        int id = Array.BinarySearch(_ids, person.Value, StringComparer.Ordinal);
        int at = id < 0 ? -1 : Array.BinarySearch(column.People, id);
        return at < 0 ? null : At(column, at);
    }

    /// <summary>Everybody's level in one skill.</summary>
    /// <param name="skill">The skill.</param>
    /// <returns>The levels in ordinal order of the people; empty when nobody was assessed.</returns>
    public IReadOnlyList<Proficiency> Of(SkillId skill) => ColumnOf(skill) is { } column ? new ColumnView(this, column) : ValueList<Proficiency>.Empty;

    /// <summary>The people most likely to reach a bar: candidates for mentoring.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="bar">The level that a mentor should have.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="minimumItems">How many pieces of evidence each must have.</param>
    /// <returns>By falling probability, equal ones in ordinal order of ids; those who tie with the last wanted one are included.</returns>
    /// <exception cref="ArgumentException"><paramref name="bar"/> is not finite, or a number is negative.</exception>
    /// <remarks>One pass over the skill's column.</remarks>
    public IReadOnlyList<Proficiency> Candidates(SkillId skill, double bar, int count, int minimumItems = 0)
    {
        Guard.Against.NotFinite(bar);
        Guard.Against.Negative(count);
        Guard.Against.Negative(minimumItems);
        if (count == 0 || ColumnOf(skill) is not { } column) return ValueList<Proficiency>.Empty;
        int[] best = column.Best(bar, count, minimumItems);
        return ValueList.Copy(best.Select(at => At(column, at)));
    }

    /// <summary>The probability that at least so many people reach a bar.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="bar">The level.</param>
    /// <param name="count">How many people are needed.</param>
    /// <param name="among">The people who may count; null for everybody.</param>
    /// <returns>The upper tail of the Poisson binomial distribution of the individual probabilities; 0 when nobody was assessed and somebody is needed.</returns>
    /// <exception cref="ArgumentException"><paramref name="bar"/> is not finite, or <paramref name="count"/> is negative.</exception>
    /// <remarks>O(people x count). Errors of different people are taken as independent.</remarks>
    public double ChanceOfEnough(SkillId skill, double bar, int count, Func<PersonId, bool>? among = null)
    {
        Guard.Against.NotFinite(bar);
        Guard.Against.Negative(count);

        // chance[k]: exactly k so far, for k below the number needed.
        double[] chance = new double[count];
        if (count == 0) return 1;
        chance[0] = 1;
        double reached = 0;
        foreach (var level in Of(skill))
        {
            if (among is not null && !among(level.Person)) continue;
            double p = level.ChanceAtLeast(bar);
            reached += chance[count - 1] * p;
            for (int k = count - 1; k > 0; k--) chance[k] = (chance[k] * (1 - p)) + (chance[k - 1] * p);
            chance[0] *= 1 - p;
        }

        return Math.Clamp(reached, 0, 1);
    }

    /// <summary>What one person's level rests on.</summary>
    /// <param name="person">The person.</param>
    /// <param name="skill">The skill.</param>
    /// <returns>The pieces of evidence with their shares; null when the person was not assessed, or the host brought the level itself.</returns>
    public ProficiencyExplanation? Explain(PersonId person, SkillId skill)
    {
        if (ColumnOf(skill) is not { Fit: { } fit } column) return null;
        int id = Array.BinarySearch(_ids, person.Value, StringComparer.Ordinal);
        int at = id < 0 ? -1 : Array.BinarySearch(column.People, id);
        return at < 0 ? null : fit.Explain(At(column, at), at);
    }

    /// <summary>The pieces of evidence that would narrow the picture most.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="kinds">The kinds that can be collected; null for manager, peer and assessment.</param>
    /// <returns>By falling reduction of variance, equal ones by person, kind and rater; empty when the host brought the levels itself. Values are not needed, only who would rate whom.</returns>
    /// <exception cref="ArgumentException"><paramref name="count"/> is negative.</exception>
    /// <remarks>
    /// Each option is judged by itself: a new rating of known error takes a share off the variance of the level (Sherman and Morrison 1950). Known raters of the skill are tried
    /// for the people they have not rated yet, the one with the best known severity first. O(people x kinds).
    /// </remarks>
    public IReadOnlyList<NextEvidence> NextBest(SkillId skill, int count, IReadOnlyList<EvidenceKind>? kinds = null)
    {
        Guard.Against.Negative(count);
        if (ColumnOf(skill) is not { Fit: { } fit } column) return ValueList<NextEvidence>.Empty;
        kinds ??= [EvidenceKind.Peer, EvidenceKind.Manager, EvidenceKind.Assessment];
        var options = new List<NextEvidence>();
        foreach (var kind in kinds.Distinct())
        {
            double fresh = fit.Model.ErrorOf(kind).Variance, known = fit.Model.ErrorOf(kind, raterKnown: true).Variance;
            var raters = fit.Model.Raters.Where(rater => rater.Kind == kind).OrderBy(rater => rater.StandardError).ThenBy(rater => rater.Rater).Take(5).ToList();
            for (int i = 0; i < column.People.Length; i++)
            {
                double now = column.Errors[i] * column.Errors[i];
                var person = new PersonId(_ids[column.People[i]]);
                options.Add(Option(person, kind, null, now, fresh));
                if (raters.Count == 0) continue;
                var ratedBy = fit.RatersOf(i);
                var best = raters.Find(rater => rater.Rater != person && !ratedBy.Contains(rater.Rater));
                if (best.Rater != default) options.Add(Option(person, kind, best.Rater, now, known + (best.StandardError * best.StandardError)));
            }
        }

        return ValueList.Copy(options.OrderByDescending(option => (option.StandardErrorNow * option.StandardErrorNow) - (option.StandardErrorAfter * option.StandardErrorAfter))
            .ThenBy(option => option.Person).ThenBy(option => option.Kind).ThenBy(option => option.By?.Value ?? "", StringComparer.Ordinal).Take(count));

        static NextEvidence Option(PersonId person, EvidenceKind kind, PersonId? by, double now, double error) => new()
        {
            Person = person,
            Kind = kind,
            By = by,
            StandardErrorNow = Math.Sqrt(now),
            StandardErrorAfter = Math.Sqrt(now * error / (now + error)),
        };
    }

    /// <summary>The ids that the people of a column point to, in ordinal order.</summary>
    internal ReadOnlySpan<string> Ids => _ids;

    internal SkillColumn? ColumnOf(SkillId skill)
    {
        int at = Array.BinarySearch(_skills, skill.Value, StringComparer.Ordinal);
        return at < 0 ? null : _columns[at];
    }

    private static SkillProfiles Build(List<Proficiency> levels, SkillScale scale)
    {
        string[] ids = [.. levels.Select(level => level.Person.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var columns = levels.GroupBy(level => level.Skill).OrderBy(group => group.Key).Select(group =>
        {
            var rows = group.Select(level => (Id: Array.BinarySearch(ids, level.Person.Value, StringComparer.Ordinal), Level: level)).OrderBy(row => row.Id).ToArray();
            return new SkillColumn(
                group.Key, [.. rows.Select(row => row.Id)], [.. rows.Select(row => row.Level.Level)], [.. rows.Select(row => row.Level.StandardError)], [.. rows.Select(row => row.Level.Items)], null);
        });
        return new SkillProfiles(ids, [.. columns], ValueList<Problem>.Empty, scale);
    }

    private Proficiency At(SkillColumn column, int at) => new()
    {
        Person = new PersonId(_ids[column.People[at]]),
        Skill = column.Skill,
        Level = column.Levels[at],
        StandardError = column.Errors[at],
        Items = column.Items[at],
    };

    /// <summary>A column shown as rows, made one by one.</summary>
    private sealed class ColumnView(SkillProfiles profiles, SkillColumn column) : IReadOnlyList<Proficiency>
    {
        public int Count => column.People.Length;

        public Proficiency this[int index] => profiles.At(column, index);

        public IEnumerator<Proficiency> GetEnumerator()
        {
            for (int i = 0; i < Count; i++) yield return profiles.At(column, i);
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
