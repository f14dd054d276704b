namespace PeerLearning.Skills;

/// <summary>Judges evidence row by row, and sorts the sound rows by skill.</summary>
internal sealed class EvidenceDoor(ProficiencyEstimatorOptions options, Instant asOf)
{
    private const double SecondsPerYear = 365.25 * 24 * 3600;

    private readonly List<Evidence> _rows = [];
    private readonly List<double> _levels = [];
    private readonly List<float> _extra = [];
    private readonly HashSet<Evidence> _seen = [];

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
        if (!_seen.Add(row))
        {
            Problems.Warn("evidence.duplicate", $"evidence[{index}]", "The same evidence stands there twice.", "Bring each piece of evidence once; the copy is left out.");
            return;
        }

        var kept = row;
        if (row.Kind is EvidenceKind.Peer or EvidenceKind.Manager && row.By == row.Person)
        {
            Problems.Warn("evidence.self.as.other", Where("By"), $"'{row.Person}' rated themselves as a {row.Kind}.", "Bring it as a self-rating, as which it is used.");
            kept = row with { Kind = EvidenceKind.Self };
        }

        double years = row.At is { } from ? (asOf - from).TotalSeconds / SecondsPerYear : 0;
        double drift = options.DriftPerYear * options.Scale.Range, added = ReferenceEquals(scale, options.Scale) || scale == options.Scale ? 0 : scale.AddedError(options.Scale);
        _rows.Add(kept);
        _levels.Add(level);
        _extra.Add((float)((drift * drift * years) + (added * added)));

        bool Fault(string code, string where, string what, string repair)
        {
            Problems.Error(code, where, what, repair);
            return false;
        }
    }

    /// <summary>All ids in ordinal order, and the rows of every skill in an order that does not depend on the input's.</summary>
    public (string[] Ids, IReadOnlyList<SkillRows> Skills) Sort()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in _rows)
        {
            ids.Add(row.Person.Value);
            if (row.By is { } by) ids.Add(by.Value);
        }

        string[] sorted = [.. ids];
        Array.Sort(sorted, StringComparer.Ordinal);
        var position = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        for (int i = 0; i < sorted.Length; i++) position[sorted[i]] = i;
        var bySkill = new SortedDictionary<SkillId, List<int>>();
        for (int k = 0; k < _rows.Count; k++)
        {
            if (!bySkill.TryGetValue(_rows[k].Skill, out var list)) bySkill[_rows[k].Skill] = list = [];
            list.Add(k);
        }

        var skills = new List<SkillRows>();
        foreach (var (skill, list) in bySkill)
        {
            var rows = new SkillRows(skill);
            var keyed = list.Select(k => (Row: k, Person: position[_rows[k].Person.Value], Rater: _rows[k].By is { } by ? position[by.Value] : -1))
                .OrderBy(key => key.Person).ThenBy(key => key.Rater).ThenBy(key => _rows[key.Row].Kind).ThenBy(key => _levels[key.Row]).ThenBy(key => _extra[key.Row]);
            foreach (var (k, person, rater) in keyed)
            {
                rows.Person.Add(person);
                rows.Rater.Add(_rows[k].Kind == EvidenceKind.Self ? -1 : rater);
                rows.Kind.Add((byte)_rows[k].Kind);
                rows.Level.Add(_levels[k]);
                rows.Extra.Add(_extra[k]);
                rows.Source.Add(_rows[k]);
            }

            skills.Add(rows);
        }

        return (sorted, skills);
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
