using PeerLearning.Internal;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Evaluation.Generators;

/// <summary>How ratings are written down.</summary>
internal enum RatingForm
{
    Continuous,
    HalfPoints,
    Integers,
}

/// <summary>What is wrong with a world that the model does not know of.</summary>
internal enum Misfit
{
    None,

    /// <summary>Residuals from Student's t with 4 degrees of freedom, at the same variance.</summary>
    HeavyTails,

    /// <summary>A tenth of the raters answer uniformly at random from 1 to 5.</summary>
    Careless,

    /// <summary>Levels drift as a random walk with standard deviation 0.2 a year; ratings are up to three years old.</summary>
    Drift,
}

/// <summary>The settings of a simulated organisation.</summary>
internal sealed record WorldSettings
{
    public int People { get; init; } = 500;

    public int Skills { get; init; } = 1;

    public RatingForm Form { get; init; }

    /// <summary>The mean number of peers who rate a person.</summary>
    public double Peers { get; init; } = 2;

    public Misfit Misfit { get; init; }
}

/// <summary>
/// An organisation with known true levels: N(3, 0.8); self-ratings 0.35 too high with personal bias sd 0.55; managers of 10 with severity sd 0.35; on average 2 peers
/// with leniency sd 0.3; 30% have an assessment; residual sd .45 (self), .55 (manager), .60 (peer), .40 (assessment).
/// </summary>
internal sealed class SimulatedOrganisation
{
    public const double LevelSd = 0.8;
    public const double SelfBias = 0.35;
    public const double SelfSd = 0.55;
    public const double ManagerSd = 0.35;
    public const double PeerSd = 0.3;
    public static readonly double[] ResidualSd = [0.45, 0.60, 0.55, 0.40];
    public static readonly Instant AsOf = Instant.FromUtc(2026, 1, 1, 0, 0);

    private SimulatedOrganisation(WorldSettings settings)
    {
        Settings = settings;
        Truth = new double[settings.Skills][];
    }

    public WorldSettings Settings { get; }

    public List<Evidence> Evidence { get; } = [];

    /// <summary>True level by skill and person.</summary>
    public double[][] Truth { get; }

    /// <summary>The people who answer at random.</summary>
    public HashSet<PersonId> Careless { get; } = [];

    /// <summary>The true severities by skill.</summary>
    public Dictionary<(SkillId Skill, PersonId Rater, EvidenceKind Kind), double> Severity { get; } = [];

    public static PersonId Id(int person) => new(FormattableString.Invariant($"p{person:000000}"));

    public static SkillId Skill(int skill) => new(FormattableString.Invariant($"s{skill:00}"));

    public static PersonId ManagerOf(int person) => new(FormattableString.Invariant($"m{person / 10:00000}"));

    public static SimulatedOrganisation Create(WorldSettings settings, ulong seed)
    {
        var world = new SimulatedOrganisation(settings);
        var random = new SeededRandom(seed).Fork(1);
        int n = settings.People;
        if (settings.Misfit == Misfit.Careless)
        {
            for (int i = 0; i < n; i++)
            {
                if (random.NextDouble() < 0.1) world.Careless.Add(Id(i));
                if (i % 10 == 0 && random.NextDouble() < 0.1) world.Careless.Add(ManagerOf(i));
            }
        }

        // The same peers rate a person in every skill, as in a 360-degree review.
        int[][] peers = new int[n][];
        for (int i = 0; i < n; i++)
        {
            int count = Poisson(settings.Peers, ref random);
            var chosen = new SortedSet<int>();
            while (chosen.Count < count && chosen.Count < n - 1)
            {
                int peer = random.Next(n);
                if (peer != i) chosen.Add(peer);
            }

            peers[i] = [.. chosen];
        }

        for (int s = 0; s < settings.Skills; s++) world.AddSkill(s, peers, ref random);
        return world;
    }

    private void AddSkill(int s, int[][] peers, ref SeededRandom random)
    {
        int n = Settings.People;
        var skill = Skill(s);
        double[] truth = Truth[s] = new double[n];
        for (int i = 0; i < n; i++) truth[i] = 3 + (LevelSd * random.NextNormal());
        for (int i = 0; i < n; i++)
        {
            if (i % 10 == 0) Severity[(skill, ManagerOf(i), EvidenceKind.Manager)] = ManagerSd * random.NextNormal();
            Severity[(skill, Id(i), EvidenceKind.Peer)] = PeerSd * random.NextNormal();
        }

        for (int i = 0; i < n; i++)
        {
            Add(i, EvidenceKind.Self, Id(i), SelfBias + (SelfSd * random.NextNormal()), 0, ref random);
            Add(i, EvidenceKind.Manager, ManagerOf(i), Severity[(skill, ManagerOf(i), EvidenceKind.Manager)], 2, ref random);
            foreach (int peer in peers[i]) Add(i, EvidenceKind.Peer, Id(peer), Severity[(skill, Id(peer), EvidenceKind.Peer)], 1, ref random);
            if (random.NextDouble() < 0.3) Add(i, EvidenceKind.Assessment, null, 0, 3, ref random);
        }

        void Add(int person, EvidenceKind kind, PersonId? by, double bias, int residual, ref SeededRandom draw)
        {
            double noise = Settings.Misfit == Misfit.HeavyTails ? StudentFour(ref draw) : draw.NextNormal();
            double value = truth[person] + bias + (ResidualSd[residual] * noise);
            Instant? at = null;
            if (Settings.Misfit == Misfit.Drift)
            {
                double years = 3 * draw.NextDouble();
                value += 0.2 * Math.Sqrt(years) * draw.NextNormal();
                at = AsOf - Duration.FromDays(365.25 * years);
            }

            if (by is { } rater && Careless.Contains(rater)) value = 1 + (4 * draw.NextDouble());
            double level = Settings.Form switch
            {
                RatingForm.HalfPoints => Math.Clamp(Math.Round(value * 2, MidpointRounding.AwayFromZero) / 2, 1, 5),
                RatingForm.Integers => Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), 1, 5),
                _ => value,
            };
            Evidence.Add(new Evidence { Person = Id(person), Skill = skill, Kind = kind, By = by, Level = level, At = at, Scale = Settings.Form == RatingForm.Continuous ? Wide : null });
        }
    }

    /// <summary>Continuous ratings may lie beyond 1 and 5.</summary>
    public static SkillScale Wide { get; } = new() { Name = "continuous", Lowest = -5, Highest = 11 };

    private static int Poisson(double mean, ref SeededRandom random)
    {
        double limit = Math.Exp(-mean), product = random.NextDouble();
        int count = 0;
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }

    private static double StudentFour(ref SeededRandom random)
    {
        double squares = 0, normal = random.NextNormal();
        for (int i = 0; i < 4; i++)
        {
            double z = random.NextNormal();
            squares += z * z;
        }

        // Variance 2 at four degrees of freedom, brought to 1.
        return normal / Math.Sqrt(squares / 4) / Math.Sqrt(2);
    }
}
