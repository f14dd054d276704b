namespace PeerLearning.Skills;

/// <summary>Judges evidence row by row, and sorts the sound rows by skill.</summary>
internal sealed class EvidenceDoor(ProficiencyEstimatorOptions options, Instant asOf)
{
    private const double SecondsPerYear = 365.25 * 24 * 3600;

    private readonly List<SoundRow> _rows = [];
    private readonly HashSet<Identity> _seen = [];
    private readonly Dictionary<string, int> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _skills = new(StringComparer.Ordinal);

    public ProblemList Problems { get; } = new();

    public void Add(in Evidence row, int index)
    {
        int before = Problems.Count;
        string Where(string field) => $"evidence[{index}].{field}";
        bool sound = true;
        if (string.IsNullOrWhiteSpace(row.Person.Value)) sound = Fault("evidence.person.blank", Where("Person"), "The person's id is blank.", "Say whom the evidence is about.");
        if (string.IsNullOrWhiteSpace(row.Skill.Value)) sound = Fault("evidence.skill.blank", Where("Skill"), "The skill's id is blank.", "Say which skill the evidence is about.");
        if (!Enum.IsDefined(row.Kind)) sound = Fault("evidence.kind.unknown", Where("Kind"), $"The kind {(int)row.Kind} does not exist.", "Use one of the six kinds of evidence.");
        if (row.By is { } by && string.IsNullOrWhiteSpace(by.Value)) sound = Fault("evidence.by.blank", Where("By"), "The rater's id is blank.", "Leave the rater out when nobody knows who it was.");
        if (row.At is { } at && at > asOf) sound = Fault("evidence.at.future", Where("At"), "The evidence is from after the day of the estimate.", "Correct the date, or estimate as of a later moment.");
        var scale = row.Scale ?? options.Scale;
        double level = double.NaN;
        if (row.Level is { } stated)
        {
            if (!double.IsFinite(stated)) sound = Fault("evidence.level.notfinite", Where("Level"), "The level is not a finite number.", "Leave the level out when the person was not assessed.");
            else if (scale.Convert(stated, options.Scale).TryGet(out double converted)) level = converted;
            else sound = Fault("evidence.level.outofscale", Where("Level"), $"The level does not lie on the scale {scale}, {scale.Lowest} to {scale.Highest}.", "Correct the level, or name the scale that it is on.");
        }

        // Not assessed: nothing is wrong, and nothing is used.
        if (!sound || row.Level is null) return;
        int person = Number(_people, row.Person.Value), rater = row.By is { } who ? Number(_people, who.Value) : -1, skill = Number(_skills, row.Skill.Value);
        if (!_seen.Add(new Identity(person, skill, rater, row.Kind, level, row.At, row.Scale)))
        {
            Problems.Warn("evidence.duplicate", $"evidence[{index}]", "The same evidence stands there twice.", "Bring each piece of evidence once; the copy is left out.");
            return;
        }

        var kept = row;
        if (row.Kind is EvidenceKind.Peer or EvidenceKind.Manager && rater == person)
        {
            Problems.Warn("evidence.self.as.other", Where("By"), $"'{row.Person}' rated themselves as a {row.Kind}.", "Bring it as a self-rating, as which it is used.");
            kept = row with { Kind = EvidenceKind.Self };
        }

        double years = row.At is { } from ? (asOf - from).TotalSeconds / SecondsPerYear : 0;
        double drift = options.DriftPerYear * options.Scale.Range, added = ReferenceEquals(scale, options.Scale) || scale == options.Scale ? 0 : scale.AddedError(options.Scale);
        float extra = (float)((drift * drift * years) + (added * added));
        _rows.Add(new SoundRow(kept, person, skill, kept.Kind == EvidenceKind.Self ? -1 : rater, level, extra));

        bool Fault(string code, string where, string what, string repair)
        {
            Problems.Error(code, where, what, repair);
            return false;
        }
    }

    /// <summary>All ids in ordinal order, and the rows of every skill in an order that does not depend on the input's.</summary>
    public (string[] Ids, IReadOnlyList<SkillRows> Skills) Sort()
    {
        var (ids, rank) = Ordinal(_people);
        var (names, skillRank) = Ordinal(_skills);
        var skills = Array.ConvertAll(names, name => new SkillRows(new SkillId(name)));
        var rows = new List<SoundRow>[names.Length];
        foreach (var row in _rows)
        {
            var placed = row with { Person = rank[row.Person], Rater = row.Rater < 0 ? -1 : rank[row.Rater] };
            (rows[skillRank[row.Skill]] ??= []).Add(placed);
        }

        for (int s = 0; s < skills.Length; s++)
        {
            rows[s].Sort();
            foreach (var row in rows[s])
            {
                skills[s].Person.Add(row.Person);
                skills[s].Rater.Add(row.Rater);
                skills[s].Kind.Add((byte)row.Source.Kind);
                skills[s].Level.Add(row.Level);
                skills[s].Extra.Add(row.Extra);
                skills[s].Source.Add(row.Source);
            }
        }

        return (ids, skills);
    }

    private static int Number(Dictionary<string, int> numbers, string id)
    {
        if (!numbers.TryGetValue(id, out int number)) numbers[id] = number = numbers.Count;
        return number;
    }

    private static (string[] Ids, int[] Rank) Ordinal(Dictionary<string, int> numbers)
    {
        string[] ids = new string[numbers.Count];
        int[] order = new int[ids.Length], rank = new int[ids.Length];
        foreach (var (id, number) in numbers) (ids[number], order[number]) = (id, number);
        Array.Sort(ids, order, StringComparer.Ordinal);
        for (int i = 0; i < order.Length; i++) rank[order[i]] = i;
        return (ids, rank);
    }

    /// <summary>What makes two rows the same evidence.</summary>
    private readonly record struct Identity(int Person, int Skill, int Rater, EvidenceKind Kind, double Level, Instant? At, SkillScale? Scale);

    /// <summary>A sound row with its ids as numbers; self-ratings have no rater.</summary>
    private readonly record struct SoundRow(Evidence Source, int Person, int Skill, int Rater, double Level, float Extra) : IComparable<SoundRow>
    {
        public int CompareTo(SoundRow other)
        {
            if (Person != other.Person) return Person.CompareTo(other.Person);
            if (Rater != other.Rater) return Rater.CompareTo(other.Rater);
            if (Source.Kind != other.Source.Kind) return Source.Kind.CompareTo(other.Source.Kind);
            if (Level != other.Level) return Level.CompareTo(other.Level);
            if (Extra != other.Extra) return Extra.CompareTo(other.Extra);

            // These differ in nothing that the fit sees; explanations show them in the same order all the same.
            int byDate = Nullable.Compare(Source.At, other.Source.At);
            if (byDate != 0) return byDate;
            int byRater = Nullable.Compare(Source.By, other.Source.By);
            return byRater != 0 ? byRater : string.CompareOrdinal(Source.Scale?.Name, other.Source.Scale?.Name);
        }
    }

    internal sealed class SkillRows(SkillId skill)
    {
        public SkillId Skill { get; } = skill;

        public List<int> Person { get; } = [];

        public List<int> Rater { get; } = [];

        public List<byte> Kind { get; } = [];

        public List<double> Level { get; } = [];

        public List<float> Extra { get; } = [];

        public List<Evidence> Source { get; } = [];
    }
}
