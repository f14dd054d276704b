using PeerLearning.People;

namespace PeerLearning.Samples.PilotProgram.Input;

/// <summary>
/// Tidewater Instruments, a fictional maker of marine instruments: 2,000 employees in eight units and nine countries. Everything is drawn from one
/// seed, so every run sees the same company.
/// </summary>
/// <remarks>
/// <para>The world behind it: each person has a true level in each skill, normal around a mean of the skill and the unit. Raters see it with a
/// personal leniency and an error: people rate themselves a third of a point too high, managers and peers differ in severity, assessments are the most exact.
/// Ratings are given in half points from 1 to 5. Wishes follow the distance to what the role needs, and fashion. Whoever leads ten or more people has a grade of 4.</para>
/// </remarks>
internal sealed class Tidewater
{
    public const string Name = "Tidewater Instruments";
    public static readonly LocalDate Today = new(2026, 9, 1);
    public static readonly Dimension Grade = new("Grade", DimensionClass.Organisational);

    private const int Employees = 2_000;
    private static readonly string[] Units = ["Buoys", "Field Support", "Finance", "Harbour Services", "Navigation", "People", "Software", "Sonar"];
    private static readonly (string Country, string Zone, string Language, int Weight)[] Sites =
    [
        ("Australia", "Australia/Sydney", "English", 2), ("Brazil", "America/Sao_Paulo", "Portuguese", 2), ("Canada", "America/Toronto", "French", 2),
        ("France", "Europe/Paris", "French", 3), ("Germany", "Europe/Berlin", "German", 4), ("India", "Asia/Kolkata", "Hindi", 4), ("Japan", "Asia/Tokyo", "Japanese", 2),
        ("South Africa", "Africa/Johannesburg", "Zulu", 2), ("United Kingdom", "Europe/London", "English", 4),
    ];

    /// <summary>A skill: its mean level, how far the levels of units lie apart, what a role of grade 1 to 4 needs, and its fashion.</summary>
    private static readonly (string Name, double Mean, double UnitSpread, double Need, double Fashion)[] SkillWorld =
    [
        ("Coaching", 2.7, 0.2, 2.6, 0.3), ("Customer interviews", 2.5, 0.4, 2.7, 0.2), ("Data storytelling", 2.2, 0.3, 3.2, 0.9),
        ("Negotiation", 2.9, 0.3, 2.8, 0.4), ("Process automation", 2.1, 0.5, 2.9, 1.0), ("Technical writing", 2.8, 0.4, 2.5, -0.6),
    ];

    private readonly List<RatingRow> _ratings = [];
    private readonly List<RequirementRow> _requirements = [];
    private readonly List<WishRow> _wishes = [];
    private readonly Dictionary<(PersonId Person, string Skill), double> _levels = [];

    private Tidewater()
    {
    }

    public IReadOnlyList<Person> People { get; private set; } = [];

    public IReadOnlyList<RatingRow> Ratings => _ratings;

    public IReadOnlyList<RequirementRow> Requirements => _requirements;

    public IReadOnlyList<WishRow> Wishes => _wishes;

    public static IReadOnlyList<string> Skills => [.. SkillWorld.Select(skill => skill.Name)];

    public static Tidewater Generate(ulong seed = 2026)
    {
        var company = new Tidewater();
        var random = new Draw(seed);
        var people = new Person[Employees];
        int[] unitOf = new int[Employees];
        int[] gradeOf = new int[Employees];
        double[,] unitShift = new double[Units.Length, SkillWorld.Length];
        for (int unit = 0; unit < Units.Length; unit++)
        {
            for (int skill = 0; skill < SkillWorld.Length; skill++) unitShift[unit, skill] = SkillWorld[skill].UnitSpread * random.Normal();
        }

        // The first of each unit leads it; everybody else reports to somebody earlier in the same unit, so that spans stay below a dozen.
        var leaders = new List<int>[Units.Length];
        for (int i = 0; i < Employees; i++)
        {
            int unit = i < Units.Length ? i : random.Below(Units.Length);
            int depth = i < Units.Length ? 4 : 0;
            int manager = -1;
            if (i < Units.Length)
            {
                leaders[unit] = [i];
            }
            else
            {
                manager = leaders[unit][random.Below(Math.Min(leaders[unit].Count, 1 + (i / (Units.Length * 9))))];
                if (random.Below(9) == 0) leaders[unit].Add(i);
            }

            unitOf[i] = unit;
            gradeOf[i] = depth > 0 ? depth : 1 + Math.Min(2, random.Below(4));
            var site = Sites[random.Weighted([.. Sites.Select(site => site.Weight)])];
            people[i] = new Person
            {
                Id = new($"E{i:0000}"),
                BusinessUnit = Units[unit],
                Geography = site.Country,
                TimeZone = site.Zone,
                Manager = manager < 0 ? null : people[manager].Id,
                Languages = site.Language == "English" ? ["English"] : ["English", site.Language],
                Values = [new DimensionValue(Grade, $"Grade {gradeOf[i]}")],
            };
        }

        company.People = people;
        company.Rate(people, unitOf, gradeOf, unitShift, random);
        return company;
    }

    /// <summary>Ratings after a programme: whoever did all of it gained most of a level; who took no part has the share 0.</summary>
    public IEnumerable<RatingRow> RateAfter(string skill, IReadOnlyDictionary<PersonId, double> done, LocalDate on)
    {
        foreach (var (person, share) in done.OrderBy(one => one.Key))
        {
            var random = new Draw((ulong)person.Value.Aggregate(5L, (hash, c) => unchecked((hash * 31) + c)));
            double level = _levels[(person, skill)] + (0.9 * share) + (0.15 * random.Normal());
            double Seen(double error) => Math.Clamp(Math.Round((level + (error * random.Normal())) * 2) / 2, 1, 5);
            yield return new(person, skill, "Assessment", null, Seen(0.4), on);
            yield return new(person, skill, "Assessment", null, Seen(0.4), on.PlusDays(1));
            yield return new(person, skill, "ProjectHistory", null, Seen(0.7), on);
        }
    }

    private void Rate(Person[] people, int[] unitOf, int[] gradeOf, double[,] unitShift, Draw random)
    {
        double[] leniency = [.. people.Select(_ => 0.35 * random.Normal())];
        double[] selfBias = [.. people.Select(_ => 0.35 + 0.55 * random.Normal())];
        int[][] colleagues = [.. Enumerable.Range(0, Units.Length).Select(unit => Enumerable.Range(0, people.Length).Where(i => unitOf[i] == unit).ToArray())];
        for (int i = 0; i < people.Length; i++)
        {
            bool answers = random.Uniform() < 0.62;
            var wished = new List<(double Wish, string Skill)>();
            for (int skill = 0; skill < SkillWorld.Length; skill++)
            {
                var world = SkillWorld[skill];
                double need = Math.Min(5, world.Need + 0.3 * (gradeOf[i] - 1));
                double level = world.Mean + unitShift[unitOf[i], skill] + 0.25 * (gradeOf[i] - 1) + 0.8 * random.Normal();
                _levels.Add((people[i].Id, world.Name), level);
                _requirements.Add(new(people[i].Id, world.Name, need));
                wished.Add(((need - level) + world.Fashion + 0.7 * random.Normal(), world.Name));

                Add("Self", i, selfBias[i], 0.45);
                if (people[i].Manager is { } manager) Add("Manager", int.Parse(manager.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture), null, 0.55);
                int peers = random.Below(4);
                for (int p = 0; p < peers; p++)
                {
                    int peer = colleagues[unitOf[i]][random.Below(colleagues[unitOf[i]].Length)];
                    if (peer != i) Add("Peer", peer, null, 0.6);
                }

                if (random.Uniform() < 0.25) Add("Assessment", -1, 0, 0.4);
                if (random.Uniform() < 0.2) Add("ProjectHistory", -1, 0, 0.7);

                void Add(string kind, int rater, double? bias, double error)
                {
                    double seen = level + (bias ?? leniency[rater]) + error * random.Normal();
                    double rating = Math.Clamp(Math.Round(seen * 2) / 2, 1, 5);
                    _ratings.Add(new(people[i].Id, world.Name, kind, rater < 0 ? null : people[rater].Id, rating, Today.PlusDays(-random.Below(540))));
                }
            }

            if (answers)
            {
                foreach (var (_, name) in wished.OrderByDescending(wish => wish.Wish).Where(wish => wish.Wish > 1.9).Take(2)) _wishes.Add(new(people[i].Id, name));
                if (wished.All(wish => wish.Wish <= 1.9)) _wishes.Add(new(people[i].Id, null));
            }
        }
    }

    /// <summary>A rating as the company's systems hold it.</summary>
    internal readonly record struct RatingRow(PersonId Person, string Skill, string Kind, PersonId? Rater, double Rating, LocalDate On);

    /// <summary>The level that a person's role needs.</summary>
    internal readonly record struct RequirementRow(PersonId Person, string Skill, double Level);

    /// <summary>A wish from the survey; a null skill is an answer without a wish.</summary>
    internal readonly record struct WishRow(PersonId Person, string? Skill);
}
