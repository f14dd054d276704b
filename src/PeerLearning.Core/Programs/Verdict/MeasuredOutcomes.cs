using PeerLearning.People;
using PeerLearning.Progress;
using PeerLearning.Skills;

namespace PeerLearning.Programs;

/// <summary>Outcomes for the verdict, counted from the events and from proficiency before and after.</summary>
/// <remarks>Everybody who was matched counts, those who left included; those who went on in another cohort do not, since their outcome belongs to it.</remarks>
public static class MeasuredOutcomes
{
    /// <summary>How many of those who were matched completed.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="criterion">The id of the criterion.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static RateOutcome Completion(LearningProgram program, string criterion)
    {
        var counted = Counted(program);
        return new RateOutcome { Criterion = Guard.Against.Null(criterion), Successes = counted.Count(place => place.Status == LearnerStatus.Completed), Of = counted.Count };
    }

    /// <summary>How many of those who were matched stayed.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="criterion">The id of the criterion.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static RateOutcome Retention(LearningProgram program, string criterion)
    {
        var counted = Counted(program);
        return new RateOutcome { Criterion = Guard.Against.Null(criterion), Successes = counted.Count(place => place.Status != LearnerStatus.Left), Of = counted.Count };
    }

    /// <summary>The mean rating that each person gave the programme in their feedback, from 1 to 5, in the order in which they first gave one.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="criterion">The id of the criterion.</param>
    /// <returns>The outcome; feedback about a person and feedback without a rating does not count.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static MeanOutcome Ratings(LearningProgram program, string criterion)
    {
        Guard.Against.Null(program);
        var means = program.Events.OfType<FeedbackGiven>().Where(given => given is { Rating: not null, About: null }).GroupBy(given => given.By)
            .Select(group => group.Average(given => given.Rating!.Value));
        return new MeanOutcome { Criterion = Guard.Against.Null(criterion), Values = ValueList.Copy(means) };
    }

    /// <summary>How each person finds the climate, the agency, the belonging or the engagement: the mean of their answers on a scale.</summary>
    /// <param name="criterion">The id of the criterion.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="answers">The answers of the programme's people; rows that <see cref="ClimateReader"/> would leave out are left out.</param>
    /// <returns>The outcome, high is good, in the order of the ids.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static MeanOutcome Climate(string criterion, ClimateScale scale, IReadOnlyList<ClimateAnswer> answers) => new()
    {
        Criterion = Guard.Against.Null(criterion),
        Values = ValueList.Copy(ClimateReader.Means(Guard.Against.Null(scale), Guard.Against.Null(answers)).OrderBy(one => one.Key).Select(one => one.Value)),
    };

    /// <summary>How each person's answers on a scale changed: for an <see cref="EquivalenceCriterion"/>, that the climate did not suffer, or a <see cref="MeanCriterion"/>, that it grew.</summary>
    /// <param name="criterion">The id of the criterion.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="before">The answers before the start.</param>
    /// <param name="after">The answers after the end.</param>
    /// <returns>The outcome of those who answered both times, in the order of their ids.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static MeanOutcome ClimateChange(string criterion, ClimateScale scale, IReadOnlyList<ClimateAnswer> before, IReadOnlyList<ClimateAnswer> after)
    {
        var first = ClimateReader.Means(Guard.Against.Null(scale), Guard.Against.Null(before));
        var then = ClimateReader.Means(scale, Guard.Against.Null(after));
        return new MeanOutcome
        {
            Criterion = Guard.Against.Null(criterion),
            Values = ValueList.Copy(then.Where(one => first.ContainsKey(one.Key)).OrderBy(one => one.Key).Select(one => one.Value - first[one.Key])),
        };
    }

    /// <summary>The gain of each learner in a skill: the level after minus the level before.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="criterion">The id of the criterion.</param>
    /// <param name="before">The proficiency before the start.</param>
    /// <param name="after">The proficiency after the end.</param>
    /// <param name="skill">The skill.</param>
    /// <returns>The outcome of the learners who have both levels, in the order in which they came.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static MeanOutcome Gain(LearningProgram program, string criterion, SkillProfiles before, SkillProfiles after, SkillId skill) => new()
    {
        Criterion = Guard.Against.Null(criterion),
        Values = Gains(Counted(program).Select(place => place.Learner), before, after, skill),
    };

    /// <summary>The gains of the learners and of a comparison group that did not take part, over the same time.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="criterion">The id of the criterion.</param>
    /// <param name="before">The proficiency before the start.</param>
    /// <param name="after">The proficiency after the end.</param>
    /// <param name="skill">The skill.</param>
    /// <param name="comparison">The people of the comparison group; the programme's own learners among them are left out.</param>
    /// <returns>The outcome of those who have both levels.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static DifferenceOutcome GainOver(
        LearningProgram program, string criterion, SkillProfiles before, SkillProfiles after, SkillId skill, IReadOnlyList<PersonId> comparison)
    {
        Guard.Against.Null(comparison);
        var counted = Counted(program).Select(place => place.Learner).ToHashSet();
        return new DifferenceOutcome
        {
            Criterion = Guard.Against.Null(criterion),
            PilotGains = Gains(Counted(program).Select(place => place.Learner), before, after, skill),
            ComparisonGains = Gains(comparison.Distinct().Where(person => !counted.Contains(person)), before, after, skill),
        };
    }

    private static List<LearnerPlace> Counted(LearningProgram program) =>
        [.. Guard.Against.Null(program).Learners.Where(place => place.Mentor is not null && place.Status is not (LearnerStatus.Transferred or LearnerStatus.Withdrawn))];

    private static ValueList<double> Gains(IEnumerable<PersonId> people, SkillProfiles before, SkillProfiles after, SkillId skill)
    {
        Guard.Against.Null(before);
        Guard.Against.Null(after);
        var gains = new List<double>();
        foreach (var person in people)
        {
            if (before.Find(person, skill) is { } first && after.Find(person, skill) is { } then) gains.Add(then.Level - first.Level);
        }

        return ValueList.Copy(gains);
    }
}
