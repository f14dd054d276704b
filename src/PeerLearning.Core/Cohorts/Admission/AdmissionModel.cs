using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>
/// A request as integer programme: applicants whom no rule tells apart are one variable (<see cref="ApplicantGroups"/>), every limit of a rule one row
/// (<see cref="RuleRows"/>).
/// </summary>
internal sealed class AdmissionModel
{
    /// <summary>Past chances are told apart to this many digits.</summary>
    public const int LedgerDigits = 9;

    private ApplicantGroups _groups = new([]);

    private AdmissionModel()
    {
    }

    /// <summary>Whether the programme stands: the request has no error, and the work was not stopped.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The problems of request and rules.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The programme; its first variables are the groups.</summary>
    public QuotaProgram Program { get; private set; } = null!;

    /// <summary>What each row of the programme says.</summary>
    public IReadOnlyList<ModelRow> Rows { get; private set; } = [];

    public int GroupCount => _groups.Count;

    /// <summary>The members of each group.</summary>
    public int[] Members => _groups.Members;

    /// <summary>The pool by position in the workforce, those already in included.</summary>
    public ReadOnlySpan<int> Pool => _groups.Pool;

    /// <summary>The group of each member of the pool.</summary>
    public ReadOnlySpan<int> GroupOf => _groups.GroupOf;

    /// <summary>Whether the group holds somebody who is in already.</summary>
    public bool[] IsGiven { get; private set; } = [];

    public ReadOnlySpan<int> MembersOf(int group) => _groups.MembersOf(group);

    /// <summary>The sum of past chances per group.</summary>
    public double[] Past { get; private set; } = [];

    /// <summary>The drop-out chances that are known, by position in the workforce.</summary>
    public IReadOnlyDictionary<int, double> DropOuts { get; private set; } = new Dictionary<int, double>();

    /// <summary>The ledger as it was brought.</summary>
    public required IReadOnlyList<PersonChance> Ledger { get; init; }

    public static AdmissionModel Build(Workforce workforce, AdmissionRequest request, bool canEven = true, CancellationToken cancellation = default)
    {
        var problems = new ProblemList();
        if (cancellation.IsCancellationRequested) return new AdmissionModel { Problems = [], Ledger = request.PastChances };
        int[] pool = AdmissionDoor.JudgePeople(workforce, request, problems, cancellation);
        if (cancellation.IsCancellationRequested) return new AdmissionModel { Problems = [], Ledger = request.PastChances };
        AdmissionDoor.JudgeRules(workforce, request, problems);
        AdmissionDoor.JudgeChances(request, canEven, problems);
        var model = new AdmissionModel { Problems = problems.ToList(), Ledger = request.PastChances };
        if (!problems.HasErrors) model.IsComplete = model.TryBuild(workforce, request, pool, cancellation);
        return model;
    }

    private bool TryBuild(Workforce workforce, AdmissionRequest request, int[] pool, CancellationToken cancellation)
    {
        var excluded = new HashSet<int>();
        foreach (var rule in request.Rules.OfType<ExcludeRule>())
        {
            foreach (var person in rule.People) excluded.Add(workforce.IndexOf(person));
        }

        var given = request.AlreadyIn.Select(workforce.IndexOf).ToHashSet();
        _groups = new ApplicantGroups(excluded.Count == 0 ? pool : [.. pool.Where(person => !excluded.Contains(person) || given.Contains(person))], cancellation);
        var past = new Dictionary<int, double>();
        foreach (var row in request.PastChances)
        {
            int person = workforce.IndexOf(row.Person);
            if (person >= 0 && row.Chance > 0) past.Add(person, Math.Round(row.Chance, LedgerDigits));
        }

        // People with the same past stay together: the number of profiles grows with the number of different pasts.
        var classes = past.Values.Distinct().Order().Select((chance, i) => (chance, i)).ToDictionary(pair => pair.chance, pair => pair.i + 1);
        if (past.Count > 0) _groups.Split(person => past.TryGetValue(person, out double chance) ? classes[chance] : 0);
        DropOuts = request.DropOutChances.Where(row => workforce.IndexOf(row.Person) >= 0).ToDictionary(row => workforce.IndexOf(row.Person), row => row.Chance);
        var rows = new RuleRows(workforce, request, _groups, given);
        if (_groups.IsStopped) return false;
        Rows = rows.Rows;
        int[] lower = new int[GroupCount];
        int[] upper = Array.ConvertAll(Members, members => Math.Min(members, request.Places));
        IsGiven = new bool[GroupCount];
        for (int g = 0; g < GroupCount; g++)
        {
            if (!given.Contains(_groups.First[g])) continue;
            lower[g] = upper[g] = 1;
            IsGiven[g] = true;
        }

        Past = Array.ConvertAll(_groups.First, person => past.GetValueOrDefault(person));
        Program = rows.ToProgram(lower, upper);
        return true;
    }
}
