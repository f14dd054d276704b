namespace PeerLearning.People;

/// <summary>Nobody in the group together with somebody above them in the reporting line.</summary>
public sealed record ReportingLineRule : Rule
{
    /// <summary>How many levels up count: 1 for the direct manager only, 2 for the manager's manager too; null for any depth.</summary>
    /// <value>Null unless said otherwise.</value>
    public int? Depth { get; init => field = value is { } depth ? Guard.Against.NegativeOrZero(depth) : null; }

    /// <summary>Whether two people with the same direct manager are kept apart too: not the same team.</summary>
    /// <value>False unless said otherwise.</value>
    public bool SeparatesTeams { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => ValueList<Dimension>.Empty;

    /// <inheritdoc/>
    public override Reason Describe()
    {
        string teams = SeparatesTeams ? ", and nobody with somebody of the same direct manager" : "";
        return Depth is { } depth
            ? Reason.Of("rule.reporting-line", "Nobody with their manager, up to {depth} levels above" + teams + ".", Figure.Of("depth", depth))
            : Reason.Of("rule.reporting-line", "Nobody with anybody above them in the reporting line" + teams + ".");
    }

    private protected override void Judge(Workforce workforce, string where, ProblemList problems)
    {
        if (workforce.Managers.IndexOfAnyExcept(-1) < 0)
        {
            problems.Warn("rule.reporting-line.unknown", where, "The workforce has no reporting lines, so the rule excludes nobody.", "Bring the managers, or drop the rule.");
        }
    }

    private protected override void Check(Workforce workforce, ReadOnlySpan<int> members, List<Reason> broken)
    {
        for (int i = 0; i < members.Length; i++)
        {
            for (int j = i + 1; j < members.Length; j++)
            {
                if (!Separates(workforce, members[i], members[j])) continue;
                bool isFirstAbove = workforce.IsAbove(members[i], members[j]);
                bool isTeam = !isFirstAbove && !workforce.IsAbove(members[j], members[i]);
                string template = isTeam ? "{above} and {below} have the same manager." : "{above} is above {below} in the reporting line.";
                var (above, below) = isFirstAbove || isTeam ? (members[i], members[j]) : (members[j], members[i]);
                broken.Add(Reason.Of("rule.reporting-line.broken", template, Figure.Of("above", workforce.IdAt(above)), Figure.Of("below", workforce.IdAt(below))));
            }
        }
    }

    /// <summary>Whether the rule keeps two people apart.</summary>
    internal bool Separates(Workforce workforce, int first, int second)
    {
        int depth = Depth ?? int.MaxValue;
        return workforce.IsAbove(first, second, depth) || workforce.IsAbove(second, first, depth)
            || (SeparatesTeams && workforce.Managers[first] >= 0 && workforce.Managers[first] == workforce.Managers[second]);
    }
}
