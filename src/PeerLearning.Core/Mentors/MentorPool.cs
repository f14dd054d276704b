using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>The people who meet every demand on a single person, with their expertise in thousandths.</summary>
internal sealed class MentorPool
{
    public const int FullExpertise = 1000;

    private MentorPool(int[] people, int[] points, double[] levels)
    {
        People = people;
        Points = points;
        Levels = levels;
    }

    /// <summary>The positions of the candidates in the workforce, ascending.</summary>
    public int[] People { get; }

    /// <summary>The expertise of every candidate, 0 to 1000.</summary>
    public int[] Points { get; }

    /// <summary>The level of every candidate.</summary>
    public double[] Levels { get; }

    public int Count => People.Length;

    /// <summary>The candidates with at least so much expertise.</summary>
    public MentorPool AtLeast(int points)
    {
        int count = 0;
        foreach (int own in Points) count += own >= points ? 1 : 0;
        if (count == Count) return this;
        int[] people = new int[count], kept = new int[count];
        double[] levels = new double[count];
        int at = 0;
        for (int i = 0; at < count; i++)
        {
            if (Points[i] < points) continue;
            people[at] = People[i];
            kept[at] = Points[i];
            levels[at++] = Levels[i];
        }

        return new MentorPool(people, kept, levels);
    }

    /// <summary>Collects the candidates.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">The proficiencies.</param>
    /// <param name="request">The request.</param>
    /// <param name="dropped">The places of demands to ignore.</param>
    public static MentorPool Collect(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, IReadOnlySet<string> dropped)
    {
        var gate = new MentorGate(workforce, levels, request, dropped);
        var rows = levels.Of(request.Skill);
        int[] people = new int[rows.Count];
        int[] points = new int[rows.Count];
        double[] reached = new double[rows.Count];
        int count = 0, at = 0;
        bool isSorted = true;
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            int person = Find(workforce, row.Person, ref at);
            if (person < 0 || gate.Refuses(person, row) is not null) continue;
            isSorted &= count == 0 || people[count - 1] < person;
            people[count] = person;
            points[count] = PointsOf(levels, request, row);
            reached[count++] = row.Level;
        }

        Array.Resize(ref people, count);
        Array.Resize(ref points, count);
        Array.Resize(ref reached, count);
        if (!isSorted)
        {
            int[] keys = (int[])people.Clone();
            Array.Sort(keys, points);
            Array.Sort(people, reached);
        }

        return new MentorPool(people, points, reached);
    }

    /// <summary>The expertise of a row in thousandths.</summary>
    public static int PointsOf(SkillProfiles levels, MentorTeamRequest request, Proficiency row)
    {
        double part = request.Expertise switch
        {
            MentorExpertise.LowerEnd => Part(levels, row.Lower),
            MentorExpertise.ChanceOfMinimum => row.ChanceAtLeast(request.MinimumLevel ?? levels.Scale.Highest),
            _ => Part(levels, row.Level),
        };
        return (int)Math.Round(FullExpertise * Math.Clamp(part, 0, 1), MidpointRounding.AwayFromZero);
    }

    /// <summary>A floor of expertise in thousandths, rounded up.</summary>
    public static int FloorOf(double expertise) => (int)Math.Ceiling((expertise * FullExpertise) - 1e-6);

    private static double Part(SkillProfiles levels, double level) => levels.Scale.Range > 0 ? (level - levels.Scale.Lowest) / levels.Scale.Range : 0;

    // Rows usually stand in the order of ids, so the next position is nearly always the one after the last.
    private static int Find(Workforce workforce, PersonId person, ref int at)
    {
        if (at < workforce.Count && workforce.IdAt(at) == person) return at++;
        int found = workforce.IndexOf(person);
        if (found >= 0) at = found + 1;
        return found;
    }
}
