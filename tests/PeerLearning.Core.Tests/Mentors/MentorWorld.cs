using PeerLearning.Internal;
using PeerLearning.Mentors;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Tests.Mentors;

/// <summary>Small generated organisations and requests, and the best teams by plain enumeration.</summary>
internal sealed class MentorWorld
{
    public static readonly SkillId Rust = new("rust");
    public static readonly SkillId Sql = new("sql");
    public static readonly Dimension Function = new("Function", DimensionClass.Organisational);
    public static readonly Dimension Grade = new("Grade", DimensionClass.Organisational);
    private static readonly string[] Zones = ["Europe/Paris", "America/New_York", "Asia/Kolkata"];
    private static readonly string[] Tongues = ["de", "en", "es", "fr", "hi"];

    /// <summary>Kilometres between four places on earth; people without a place are no candidates.</summary>
    public static readonly DistanceDifference Places = DistanceDifference.Geographic(
        Dimension.Geography, new GeographicPlace("Land 0", 48.9, 2.4), new GeographicPlace("Land 1", 40.7, -74), new GeographicPlace("Land 2", 28.6, 77.2), new GeographicPlace("Land 3", -33.9, 151.2));

    /// <summary>A distance of the host's own, which keeps no triangle inequality.</summary>
    public static readonly DistanceDifference Farness = new(
        Dimension.BusinessUnit, ["Unit A", "Unit B", "Unit C", "Unit D", "Unit E"], (a, b) => (a[^1] * 7 + (b[^1] * 7) + (a[^1] * b[^1])) % 11);

    public required Workforce Workforce { get; init; }

    public required SkillProfiles Levels { get; init; }

    public required List<Person> People { get; init; }

    /// <summary>Many people of similar level; with few digits, many of exactly the same.</summary>
    public static (Workforce Workforce, SkillProfiles Levels) Crowd(int people, ulong seed, double spread = 0.8, int units = 8, int lands = 12, int digits = 15)
    {
        var random = new SeededRandom(seed);
        var rows = new List<Person>();
        var levels = new List<Proficiency>();
        for (int i = 0; i < people; i++)
        {
            var id = new PersonId($"p{i:00000}");
            rows.Add(new Person
            {
                Id = id,
                BusinessUnit = $"U{random.Next(units)}",
                Geography = $"G{random.Next(lands)}",
                Manager = i == 0 ? null : new PersonId($"p{(i - 1) / 8:00000}"),
                Values = [new DimensionValue(Function, $"F{random.Next(5)}"), new DimensionValue(Grade, $"G{random.Next(4)}")],
            });
            levels.Add(new Proficiency { Person = id, Skill = Rust, Level = Math.Clamp(Math.Round(3 + (spread * random.NextNormal()), digits), 1, 5), StandardError = 0.3 });
        }

        return (Workforce.Create(rows), SkillProfiles.Create(levels));
    }

    public static MentorWorld Generate(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        var people = new List<Person>();
        var rows = new List<Proficiency>();
        for (int i = 0; i < count; i++)
        {
            var id = new PersonId($"p{i:00}");
            var languages = new List<string>();
            foreach (string tongue in Tongues)
            {
                if (random.Next(3) == 0) languages.Add(tongue);
            }

            people.Add(new Person
            {
                Id = id,
                BusinessUnit = $"Unit {(char)('A' + random.Next(5))}",
                Geography = random.Next(10) == 0 ? null : $"Land {random.Next(4)}",
                TimeZone = Zones[random.Next(3)],
                Languages = languages,
                Manager = i == 0 || random.Next(4) == 0 ? null : new PersonId($"p{random.Next(i):00}"),
                Values = [new DimensionValue(Function, $"F{random.Next(3)}"), new DimensionValue(Grade, $"G{random.Next(4)}")],
            });
            if (random.Next(3) == 0) rows.Add(new Proficiency { Person = id, Skill = Sql, Level = 1 + (4 * random.NextDouble()), StandardError = 0.3 });
            if (random.Next(12) != 0)
            {
                rows.Add(new Proficiency { Person = id, Skill = Rust, Level = Math.Round(1 + (4 * random.NextDouble()), 2), StandardError = Math.Round(0.1 + (0.5 * random.NextDouble()), 2) });
            }
        }

        return new MentorWorld { Workforce = Workforce.Create(people), Levels = SkillProfiles.Create(rows), People = people };
    }

    public MentorTeamRequest AnyRequest(ref SeededRandom random)
    {
        int size = 1 + random.Next(5);
        var differences = new List<TeamDifference>();
        if (random.Next(4) != 0) differences.Add(new CategoryDifference(Dimension.BusinessUnit) { Weight = 1 + random.Next(3) });
        if (random.Next(3) != 0) differences.Add(new CategoryDifference(Dimension.Geography) { Weight = 1 + random.Next(3) });
        if (random.Next(3) == 0) differences.Add(new BandDifference(Grade, "G0", "G1", "G2", "G3"));
        if (random.Next(3) == 0) differences.Add(new SetDifference(Dimension.Language) { Weight = 2 });
        if (random.Next(4) == 0) differences.Add(new CoverageDifference(random.Next(2) == 0 ? Dimension.Language : Function) { Weight = 1 + random.Next(2) });
        if (random.Next(4) == 0) differences.Add(random.Next(2) == 0 ? Places : Farness);
        var rules = new List<Rule>();
        int count = random.Next(4);
        for (int i = 0; i < count; i++) rules.Add(AnyRule(ref random, size));
        var loads = new List<MentorLoad>();
        for (int i = 0; i < 3; i++) loads.Add(new MentorLoad(new PersonId($"p{(4 * i) + random.Next(4):00}"), random.Next(4), new LocalDate(2026, 1 + random.Next(12), 1)));
        var costs = People.Select(person => new MentorCost(person.Id, 0)).ToList();
        for (int i = 0; i < costs.Count; i++) costs[i] = new MentorCost(costs[i].Person, 10 + random.Next(90));
        return new MentorTeamRequest
        {
            Skill = Rust,
            Size = size,
            ExpertiseShare = random.Next(11) / 10.0,
            Differences = differences,
            Rules = rules,
            MinimumLevel = random.Next(3) == 0 ? 2 : null,
            MinimumChance = 0.7,
            Loads = loads,
            MaximumLoad = random.Next(3) == 0 ? 1 : null,
            RestedSince = random.Next(4) == 0 ? new LocalDate(2026, 6, 15) : null,
            Expertise = (MentorExpertise)random.Next(3),
            ExpertiseMeasure = random.Next(3) == 0 ? TeamMeasure.Least : TeamMeasure.Mean,
            DifferenceMeasure = random.Next(3) == 0 ? TeamMeasure.Least : TeamMeasure.Mean,
            MinimumMemberExpertise = random.Next(6) == 0 ? random.Next(400) / 1000.0 : null,
            MinimumMeanExpertise = random.Next(5) == 0 ? 0.4 : null,
            Costs = costs,
            Budget = random.Next(4) == 0 ? size * (30 + random.Next(30)) : null,
            Coverage = random.Next(4) == 0 ? [new SkillCoverage { Skill = Sql, MinimumLevel = 2.5, MinimumChance = 0.6, Members = 1 + random.Next(Math.Min(2, size)) }] : [],
            RunnersUp = random.Next(3) == 0 ? 5 : 0,
        };
    }

    private Rule AnyRule(ref SeededRandom random, int size)
    {
        PersonId Someone(ref SeededRandom source) => People[source.Next(People.Count)].Id;
        PersonId[] Some(ref SeededRandom source, int number)
        {
            var set = new SortedSet<PersonId>();
            while (set.Count < Math.Min(number, People.Count)) set.Add(Someone(ref source));
            return [.. set];
        }

        return random.Next(12) switch
        {
            0 => new PerValueRule(Dimension.BusinessUnit) { Maximum = 1 },
            1 => new PerValueRule(Dimension.Geography) { Maximum = 1 + random.Next(2) },
            2 => new PerValueRule(Dimension.BusinessUnit, Function) { Maximum = 1 },
            3 => new PerValueRule(Function) { Minimum = 2 },
            4 => new DistinctRule { Dimension = random.Next(2) == 0 ? Dimension.Geography : Dimension.Language, Minimum = 1 + random.Next(3) },
            5 => new CountRule { Values = [new DimensionValue(Function, "F1")], Minimum = random.Next(2), Maximum = 1 + random.Next(2) },
            6 => new CountRule { Values = [new DimensionValue(Function, "F0"), new DimensionValue(Grade, "G1")], Minimum = 1 },
            7 => new TogetherRule(Some(ref random, 2)),
            8 => new ApartRule(Some(ref random, 4)),
            9 => new ReportingLineRule { Depth = random.Next(2) == 0 ? null : 1, SeparatesTeams = random.Next(2) == 0 },
            10 => new OverlapRule { MinimumPerWeek = Duration.FromHours(5 + (5 * random.Next(3))), Dates = new DateInterval(new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 20)) },
            _ => random.Next(2) == 0 ? new IncludeRule(Some(ref random, 1)) : new ExcludeRule(Some(ref random, 1 + random.Next(size))),
        };
    }

    /// <summary>The best scores of teams that keep every demand: every team is looked at, and its rules are read once its score is among the best so far.</summary>
    public List<double> BestScores(MentorTeamRequest request, int keep)
    {
        var candidates = CandidatesOf(request);
        int n = candidates.Count;
        double weights = request.Differences.Sum(difference => difference.Weight);
        int pairs = request.Size * (request.Size - 1) / 2;
        double share = pairs == 0 || request.Differences.Count == 0 ? 1 : request.ExpertiseShare;
        bool isWeakest = request.ExpertiseMeasure == TeamMeasure.Least, isClosest = request.DifferenceMeasure == TeamMeasure.Least;
        double[] own = [.. candidates.Select(row => ExpertiseOf(request, row))];
        var pair = new double[n, n];
        for (int i = 0; i < n && pairs > 0 && weights > 0; i++)
        {
            for (int j = 0; j < i; j++)
            {
                pair[i, j] = pair[j, i] = request.Differences.Sum(one => one.Weight * DifferenceOf(one, candidates[i].Person, candidates[j].Person)) / weights;
            }
        }

        var coverages = request.Differences.OfType<CoverageDifference>().ToList();
        var best = new List<double>();
        int[] team = new int[request.Size];
        void Extend(int depth, int from, double sum, double weakest, double apart, double closest)
        {
            if (depth == request.Size)
            {
                var rows = team.Select(i => candidates[i]).ToList();
                double score = share * (isWeakest ? weakest : sum / request.Size);
                if (pairs > 0) score += (1 - share) * (isClosest ? closest : apart / pairs);
                if (pairs > 0) score += (1 - share) * coverages.Sum(one => one.Weight * CoveredBy(request, one, rows.Select(row => row.Person))) / Math.Max(1, weights);
                if (best.Count == keep && score <= best[^1]) return;
                if (!Keeps(request, rows)) return;
                int at = best.FindIndex(other => other < score);
                best.Insert(at < 0 ? best.Count : at, score);
                if (best.Count > keep) best.RemoveAt(keep);
                return;
            }

            for (int i = from; i <= n - request.Size + depth; i++)
            {
                double more = apart, least = closest;
                for (int d = 0; d < depth; d++)
                {
                    more += pair[i, team[d]];
                    least = Math.Min(least, pair[i, team[d]]);
                }

                team[depth] = i;
                Extend(depth + 1, i + 1, sum + own[i], Math.Min(weakest, own[i]), more, least);
            }
        }

        Extend(0, 0, 0, 1, 0, double.PositiveInfinity);
        return best;
    }

    /// <summary>Whether a team keeps every demand on the team as a whole.</summary>
    private bool Keeps(MentorTeamRequest request, List<Proficiency> rows)
    {
        var ids = rows.Select(row => row.Person).ToArray();
        return IsAffordable(request, ids) && IsCovered(request, ids) && IsExpert(request, rows) && request.Rules.All(rule => rule.Check(Workforce, ids).Count == 0);
    }

    private List<Proficiency> CandidatesOf(MentorTeamRequest request)
    {
        var candidates = new List<Proficiency>();
        foreach (var row in Levels.Of(request.Skill))
        {
            if (request.MinimumLevel is { } level && row.ChanceAtLeast(level) < request.MinimumChance) continue;
            if (request.MaximumLoad is { } load && request.Loads.Any(busy => busy.Person == row.Person && busy.Current > load)) continue;
            if (request.RestedSince is { } day && request.Loads.Any(busy => busy.Person == row.Person && busy.LastEnded > day)) continue;
            if (ExpertiseOf(request, row) < request.MinimumMemberExpertise - 1e-9) continue;
            if (request.Differences.OfType<DistanceDifference>().Any(one => Workforce.ValuesOf(row.Person, one.Dimension).Count == 0)) continue;
            candidates.Add(row);
        }

        return candidates;
    }

    /// <summary>The share of values that a team covers of the most that a team of its size could.</summary>
    private double CoveredBy(MentorTeamRequest request, CoverageDifference coverage, IEnumerable<PersonId> team)
    {
        int largest = Math.Max(1, People.Max(person => Workforce.ValuesOf(person.Id, coverage.Dimension).Count));
        int most = Math.Min(request.Size * largest, Workforce.ValuesIn(coverage.Dimension).Count);
        return team.SelectMany(person => Workforce.ValuesOf(person, coverage.Dimension)).Distinct().Count() / (double)most;
    }

    /// <summary>All teams that keep every demand with their scores, best first, straight from the definitions.</summary>
    public List<(double Score, PersonId[] Team)> Enumerate(MentorTeamRequest request)
    {
        var candidates = CandidatesOf(request);
        var found = new List<(double Score, PersonId[] Team)>();
        var team = new List<Proficiency>();
        void Extend(int from)
        {
            if (team.Count == request.Size)
            {
                var ids = team.Select(row => row.Person).ToArray();
                if (Keeps(request, team)) found.Add((ScoreOf(request, team), ids));
                return;
            }

            for (int i = from; i < candidates.Count; i++)
            {
                team.Add(candidates[i]);
                Extend(i + 1);
                team.RemoveAt(team.Count - 1);
            }
        }

        Extend(0);
        return [.. found.OrderByDescending(pair => pair.Score)];
    }

    private static bool IsAffordable(MentorTeamRequest request, PersonId[] team) =>
        request.Budget is not { } budget || request.Costs.Where(cost => team.Contains(cost.Person)).Sum(cost => cost.Units) <= budget;

    private static bool IsExpert(MentorTeamRequest request, List<Proficiency> team) =>
        request.MinimumMeanExpertise is not { } mean || team.Average(row => ExpertiseOf(request, row)) >= mean - 1e-9;

    private bool IsCovered(MentorTeamRequest request, PersonId[] team) => request.Coverage.All(one =>
        team.Count(person => Levels.Find(person, one.Skill) is { } row && row.ChanceAtLeast(one.MinimumLevel) >= one.MinimumChance) >= one.Members);

    /// <summary>The expertise in thousandths, as the request counts it.</summary>
    public static double ExpertiseOf(MentorTeamRequest request, Proficiency row)
    {
        double part = request.Expertise switch
        {
            MentorExpertise.LowerEnd => (row.Lower - 1) / 4,
            MentorExpertise.ChanceOfMinimum => row.ChanceAtLeast(request.MinimumLevel ?? 5),
            _ => (row.Level - 1) / 4,
        };
        return Math.Round(1000 * Math.Clamp(part, 0, 1), MidpointRounding.AwayFromZero) / 1000;
    }

    /// <summary>The difference of a team, mean or least, from the definitions.</summary>
    public double DifferenceOf(MentorTeamRequest request, IReadOnlyList<PersonId> team)
    {
        double weights = request.Differences.Sum(difference => difference.Weight), total = 0, least = double.PositiveInfinity;
        if (team.Count < 2 || weights == 0) return 0;
        for (int i = 0; i < team.Count; i++)
        {
            for (int j = i + 1; j < team.Count; j++)
            {
                double pair = request.Differences.Sum(one => one.Weight * DifferenceOf(one, team[i], team[j]) / weights);
                total += pair;
                least = Math.Min(least, pair);
            }
        }

        return (request.DifferenceMeasure == TeamMeasure.Least ? least : total / (team.Count * (team.Count - 1) / 2)) + request.Differences.OfType<CoverageDifference>().Sum(one => one.Weight * CoveredBy(request, one, team) / weights);
    }

    private double ScoreOf(MentorTeamRequest request, List<Proficiency> team)
    {
        double expertise = request.ExpertiseMeasure == TeamMeasure.Least ? team.Min(row => ExpertiseOf(request, row)) : team.Average(row => ExpertiseOf(request, row));
        if (team.Count < 2 || request.Differences.Count == 0) return expertise;
        return (request.ExpertiseShare * expertise) + ((1 - request.ExpertiseShare) * DifferenceOf(request, [.. team.Select(row => row.Person)]));
    }

    private double DifferenceOf(TeamDifference difference, PersonId first, PersonId second)
    {
        var a = Workforce.ValuesOf(first, difference.Dimension);
        var b = Workforce.ValuesOf(second, difference.Dimension);
        return difference switch
        {
            CoverageDifference => 0,
            DistanceDifference distance => a[0] == b[0] ? 0 : ThousandthsBetween(distance, a[0], b[0]) / 1000.0,
            BandDifference => Math.Abs(a[0][1] - b[0][1]) / 3.0,
            SetDifference => (a.Except(b).Count() + b.Except(a).Count())
                / (double)Math.Min(2 * People.Max(person => person.Languages.Count), Workforce.ValuesIn(Dimension.Language).Count),
            _ => a.SequenceEqual(b) ? 0 : 1,
        };
    }

    private static double ThousandthsBetween(DistanceDifference distance, string a, string b)
    {
        if (distance == Farness)
        {
            double Raw(string x, string y) => string.CompareOrdinal(x, y) < 0 ? ((x[^1] * 7) + (y[^1] * 7) + (x[^1] * y[^1])) % 11 : Raw(y, x);
            string[] units = ["Unit A", "Unit B", "Unit C", "Unit D", "Unit E"];
            double most = units.SelectMany(x => units.Where(y => y != x).Select(y => Raw(x, y))).Max();
            return Math.Round(1000 * (Raw(a, b) / most), MidpointRounding.AwayFromZero);
        }

        (double North, double East)[] places = [(48.9, 2.4), (40.7, -74), (28.6, 77.2), (-33.9, 151.2)];

        // The angle between the directions from the centre of the earth.
        double Angle(int x, int y)
        {
            double North(int i) => places[i].North * Math.PI / 180;
            double between = (Math.Sin(North(x)) * Math.Sin(North(y))) + (Math.Cos(North(x)) * Math.Cos(North(y)) * Math.Cos((places[x].East - places[y].East) * Math.PI / 180));
            return Math.Acos(between);
        }

        double farthest = Enumerable.Range(0, 4).SelectMany(x => Enumerable.Range(0, 4).Where(y => y != x).Select(y => Angle(x, y))).Max();
        return Math.Round(1000 * Angle(a[^1] - '0', b[^1] - '0') / farthest, MidpointRounding.AwayFromZero);
    }
}
