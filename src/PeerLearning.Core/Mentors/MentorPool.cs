using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>The people who meet every demand on a single person, with their expertise in thousandths.</summary>
internal sealed class MentorPool
{
    public const int FullExpertise = 1000;

    private int[]? _byPoints;

    private MentorPool(int[] people, int[] points, int[]? source)
    {
        People = people;
        Points = points;
        Source = source;
    }

    /// <summary>The positions of the candidates in the workforce, ascending.</summary>
    public int[] People { get; }

    /// <summary>The expertise of every candidate, 0 to 1000.</summary>
    public int[] Points { get; }

    /// <summary>The positions in the pool that these were taken from, ascending; null where they are everybody.</summary>
    public int[]? Source { get; }

    public int Count => People.Length;

    /// <summary>The candidates with at least so much expertise.</summary>
    /// <remarks>O(n) the first time, then O(m log m) in their number.</remarks>
    public MentorPool AtLeast(int points)
    {
        int[] order = _byPoints ??= ByPoints(Points);
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Points[order[middle]] >= points) low = middle + 1;
            else high = middle;
        }

        if (low == Count) return this;
        int[] source = order[..low];
        if (low < Count / 8) Array.Sort(source);
        else Fill(source, points);
        return new MentorPool(Array.ConvertAll(source, item => People[item]), Array.ConvertAll(source, item => Points[item]), source);
    }

    /// <summary>The expertise that anybody has, ascending.</summary>
    public static int[] Distinct(int[] points)
    {
        bool[] isThere = new bool[FullExpertise + 1];
        foreach (int own in points) isThere[own] = true;
        return [.. Enumerable.Range(0, isThere.Length).Where(own => isThere[own])];
    }

    /// <summary>Collects the candidates.</summary>
    /// <param name="workforce">The workforce.</param>
    /// <param name="levels">The proficiencies.</param>
    /// <param name="request">The request.</param>
    /// <param name="dropped">The places of demands to ignore.</param>
    /// <remarks>Rows and people both stand in the ordinal order of their ids, so that one pass over both finds everybody. What is worked out per person is kept small: with a million of them this
    /// is a good part of a selection.</remarks>
    public static MentorPool Collect(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, IReadOnlySet<string> dropped)
    {
        if (levels.ColumnOf(request.Skill) is not { } column) return new MentorPool([], [], null);
        var gate = new MentorGate(workforce, levels, request, dropped);
        bool isPlain = !gate.AsksAnything && request.Expertise == MentorExpertise.Level;
        int[] rows = column.People, people = new int[rows.Length], points = new int[rows.Length];
        var ids = levels.Ids;
        int count = 0;
        var cursor = new MentorCursor(workforce);
        for (int i = 0; i < rows.Length; i++)
        {
            string id = ids[rows[i]];
            int person = cursor.IndexOf(id);
            if (person < 0) continue;
            if (isPlain)
            {
                people[count] = person;
                points[count++] = PointsOf(Part(levels, column.Levels[i]));
                continue;
            }

            var row = new Proficiency { Person = new PersonId(id), Skill = column.Skill, Level = column.Levels[i], StandardError = column.Errors[i], Items = column.Items[i] };
            if (!gate.Admits(person, row)) continue;
            people[count] = person;
            points[count++] = PointsOf(levels, request, row);
        }

        if (count < rows.Length)
        {
            Array.Resize(ref people, count);
            Array.Resize(ref points, count);
        }

        return new MentorPool(people, points, null);
    }

    /// <summary>The positions of everybody with a proficiency in a skill, ascending.</summary>
    public static int[] Known(Workforce workforce, SkillProfiles levels, SkillId skill)
    {
        if (levels.ColumnOf(skill) is not { } column) return [];
        int[] people = new int[column.People.Length];
        int count = 0;
        var cursor = new MentorCursor(workforce);
        foreach (int row in column.People)
        {
            if (cursor.IndexOf(levels.Ids[row]) is >= 0 and var person) people[count++] = person;
        }

        return people[..count];
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
        return PointsOf(part);
    }

    /// <summary>A floor of expertise in thousandths, rounded up.</summary>
    public static int FloorOf(double expertise) => (int)Math.Ceiling((expertise * FullExpertise) - 1e-6);

    private static double Part(SkillProfiles levels, double level) => levels.Scale.Range > 0 ? (level - levels.Scale.Lowest) / levels.Scale.Range : 0;

    private static int PointsOf(double part) => (int)Math.Round(FullExpertise * Math.Clamp(part, 0, 1), MidpointRounding.AwayFromZero);

    /// <summary>All items, the most expert first; of equals in ascending order.</summary>
    private static int[] ByPoints(int[] points)
    {
        int[] next = new int[FullExpertise + 2];
        foreach (int own in points) next[FullExpertise - own + 1]++;
        for (int p = 1; p < next.Length; p++) next[p] += next[p - 1];
        int[] order = new int[points.Length];
        for (int i = 0; i < points.Length; i++) order[next[FullExpertise - points[i]]++] = i;
        return order;
    }

    private void Fill(int[] items, int points)
    {
        for (int i = 0, at = 0; at < items.Length; i++)
        {
            if (Points[i] >= points) items[at++] = i;
        }
    }
}
