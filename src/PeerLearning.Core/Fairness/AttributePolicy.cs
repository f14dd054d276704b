using PeerLearning.People;

namespace PeerLearning.Fairness;

/// <summary>Which attributes of people may enter an objective or a rule: organisational and geographic ones, and no other without a recorded legal basis.</summary>
/// <remarks>
/// <para>Default-deny: a dimension of the class <see cref="DimensionClass.Protected"/> or <see cref="DimensionClass.SpecialCategory"/> is refused unless a
/// <see cref="LegalBasis"/> that holds on the policy's date names it and the use. Measuring its effect stays allowed.</para>
/// <para>A dimension whose name suggests a protected attribute although its class says otherwise brings a warning; so does one that often stands in for
/// such an attribute. This type is immutable.</para>
/// </remarks>
[System.Diagnostics.DebuggerDisplay("{Bases.Count} legal bases on {AsOf}")]
public sealed class AttributePolicy
{
    private static readonly string[] ProtectedNames =
    [
        "age", "birth", "caste", "colour", "color", "disability", "ethnic", "ethnicity", "faith", "gender", "health", "marital", "maternity", "nationality", "orientation",
        "parental", "pregnancy", "race", "religion", "sex", "union", "veteran",
    ];

    private static readonly string[] ProxyNames = ["postcode", "zipcode", "seniority", "tenure", "graduation", "surname", "firstname"];

    private AttributePolicy(IReadOnlyList<LegalBasis> bases, LocalDate? asOf)
    {
        Bases = ValueList.Copy(bases);
        AsOf = asOf;
    }

    /// <summary>The policy without any legal basis: protected attributes are refused.</summary>
    public static AttributePolicy Default { get; } = new([], null);

    /// <summary>The legal bases that hold on <see cref="AsOf"/>.</summary>
    public IReadOnlyList<LegalBasis> Bases { get; }

    /// <summary>The date on which the bases were judged; null for <see cref="Default"/>.</summary>
    public LocalDate? AsOf { get; }

    /// <summary>Makes a policy of legal bases that all hold.</summary>
    /// <param name="bases">The legal bases.</param>
    /// <param name="asOf">The date on which they must hold.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bases"/> is null.</exception>
    /// <exception cref="ProblemsException">A basis has a problem; the exception lists all of them.</exception>
    public static AttributePolicy Create(IEnumerable<LegalBasis> bases, LocalDate asOf) =>
        TryCreate(bases, asOf, out var policy, out var problems) ? policy : throw new ProblemsException(problems);

    /// <summary>Makes a policy of the legal bases that hold, and reports every problem of the others at once.</summary>
    /// <param name="bases">The legal bases.</param>
    /// <param name="asOf">The date on which they must hold.</param>
    /// <param name="policy">The policy of all sound bases.</param>
    /// <param name="problems">All problems, in the order of the input.</param>
    /// <returns>Whether every basis is sound.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bases"/> is null.</exception>
    public static bool TryCreate(IEnumerable<LegalBasis> bases, LocalDate asOf, out AttributePolicy policy, out IReadOnlyList<Problem> problems)
    {
        Guard.Against.Null(bases);
        var list = new ProblemList();
        var sound = new List<LegalBasis>();
        int place = 0;
        foreach (var basis in bases)
        {
            int before = list.Count;
            Judge(basis, asOf, $"bases[{place++}]", list);
            if (list.Count == before) sound.Add(basis);
        }

        policy = new AttributePolicy(sound, asOf);
        problems = list.ToList();
        return !list.HasErrors;
    }

    /// <summary>The legal basis that allows a use.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="use">The use.</param>
    /// <returns>The first basis that names both, or null: then the use needs none, or is refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="dimension"/> is null.</exception>
    public LegalBasis? BasisFor(Dimension dimension, AttributeUse use)
    {
        Guard.Against.Null(dimension);
        foreach (var basis in Bases)
        {
            if (string.Equals(basis.Dimension.Name, dimension.Name, StringComparison.Ordinal) && basis.Uses.Contains(use)) return basis;
        }

        return null;
    }

    /// <summary>Whether a dimension may be used.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="use">The use.</param>
    /// <returns>True for organisational and geographic dimensions, and for others with a legal basis for this use.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="dimension"/> is null.</exception>
    public bool Allows(Dimension dimension, AttributeUse use) => !NeedsBasis(Guard.Against.Null(dimension).Class) || BasisFor(dimension, use) is not null;

    /// <summary>The problems of using a dimension.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <param name="use">The use.</param>
    /// <param name="where">The place of the use, such as <c>request.Diversity[0]</c>.</param>
    /// <returns>An error when the policy refuses the use, warnings when the class looks too harmless; empty otherwise.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> FindProblems(Dimension dimension, AttributeUse use, string where)
    {
        Guard.Against.Null(dimension);
        Guard.Against.Null(where);
        var problems = new ProblemList();
        Judge(dimension, use, where, problems);
        return problems.ToList();
    }

    /// <summary>The problems of the dimensions in rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="where">The place of the list, such as <c>request.Rules</c>.</param>
    /// <returns>All problems, in the order of the rules.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IReadOnlyList<Problem> FindProblems(IReadOnlyList<Rule> rules, string where)
    {
        Guard.Against.Null(rules);
        Guard.Against.Null(where);
        var problems = new ProblemList();
        for (int i = 0; i < rules.Count; i++)
        {
            foreach (var dimension in rules[i].Dimensions) Judge(dimension, AttributeUse.Rule, $"{where}[{i}]", problems);
        }

        return problems.ToList();
    }

    private static bool NeedsBasis(DimensionClass @class) => @class is not (DimensionClass.Organisational or DimensionClass.Geographic);

    private void Judge(Dimension dimension, AttributeUse use, string where, ProblemList problems)
    {
        if (!Allows(dimension, use))
        {
            problems.Error(
                "fairness.attribute.no-legal-basis", where, $"'{dimension}' is {dimension.Class} and no legal basis allows its use here ({use}).",
                "Leave it out and measure its effect with an adverse-impact report, or record a legal basis in the attribute policy.");
        }
        else if (!NeedsBasis(dimension.Class))
        {
            if (Suggests(dimension.Name, ProtectedNames))
            {
                problems.Warn(
                    "fairness.attribute.class-doubtful", where, $"'{dimension}' is classed {dimension.Class}, but its name suggests a protected attribute.",
                    "Class it as Protected or SpecialCategory if it is one.");
            }
            else if (Suggests(dimension.Name, ProxyNames))
            {
                problems.Warn(
                    "fairness.attribute.proxy", where, $"'{dimension}' often stands in for a protected attribute.",
                    "Check its effect with an adverse-impact report.");
            }
        }
    }

    // The words of a name: runs of letters, also cut where a small letter meets a capital one.
    private static bool Suggests(string name, string[] words)
    {
        for (int start = 0; start < name.Length; start++)
        {
            if (!char.IsAsciiLetter(name[start])) continue;
            int end = start + 1;
            while (end < name.Length && char.IsAsciiLetter(name[end]) && !(char.IsAsciiLetterUpper(name[end]) && char.IsAsciiLetterLower(name[end - 1]))) end++;
            var word = name.AsSpan(start, end - start);
            foreach (string known in words)
            {
                if (word.Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
            }

            start = end - 1;
        }

        return false;
    }

    private static void Judge(LegalBasis? basis, LocalDate asOf, string where, ProblemList problems)
    {
        if (basis is null)
        {
            problems.Error("fairness.legal-basis.missing", where, "There is no legal basis here.", "Leave the row out.");
            return;
        }

        if (basis.Dimension is null) problems.Error("fairness.legal-basis.dimension", $"{where}.Dimension", "The dimension is missing.", "Name the dimension that may be used.");
        else if (!NeedsBasis(basis.Dimension.Class))
        {
            problems.Error("fairness.legal-basis.needless", $"{where}.Dimension", $"'{basis.Dimension}' is {basis.Dimension.Class} and needs no legal basis.", "Drop the row, or correct the class.");
        }

        if (basis.Uses.Count == 0) problems.Error("fairness.legal-basis.uses", $"{where}.Uses", "No use is allowed.", "Say what the dimension may be used for.");
        foreach (var use in basis.Uses)
        {
            if (!Enum.IsDefined(use)) problems.Error("fairness.legal-basis.uses", $"{where}.Uses", $"{(int)use} is no use.", "Take one of Objective, Rule and TieBreak.");
        }

        JudgeText(basis.Jurisdiction, "Jurisdiction", "jurisdiction", where, problems);
        JudgeText(basis.Provision, "Provision", "provision", where, problems);
        JudgeText(basis.Purpose, "Purpose", "purpose", where, problems);
        JudgeText(basis.ApprovedBy.Value, "ApprovedBy", "approver", where, problems);
        if (basis.ExpiresOn < basis.ApprovedOn)
        {
            problems.Error("fairness.legal-basis.dates", $"{where}.ExpiresOn", "The permission ends before it begins.", "Correct the dates.");
        }
        else if (asOf < basis.ApprovedOn)
        {
            problems.Error("fairness.legal-basis.not-yet", $"{where}.ApprovedOn", "The permission does not hold yet.", "Leave it out until it does.");
        }
        else if (asOf > basis.ExpiresOn)
        {
            problems.Error("fairness.legal-basis.expired", $"{where}.ExpiresOn", "The permission has expired.", "Have it renewed, or leave it out.");
        }
    }

    private static void JudgeText(string? text, string property, string noun, string where, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Error($"fairness.legal-basis.{noun}", $"{where}.{property}", $"The {noun} is blank.", $"Record the {noun}.");
        }
    }
}
