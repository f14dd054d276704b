namespace PeerLearning.People;

/// <summary>The values of one dimension for everybody in a workforce, as codes into the ordinally sorted distinct values.</summary>
internal sealed class DimensionColumn
{
    private readonly int[] _codes;
    private readonly int[]? _starts;
    private DimensionSets? _sets;

    /// <summary>Single-valued: one code a person, -1 for unknown.</summary>
    public DimensionColumn(Dimension dimension, string[] values, int[] codes)
    {
        Dimension = dimension;
        Values = values;
        _codes = codes;
    }

    /// <summary>Multi-valued: the codes of person i are codes[starts[i]..starts[i + 1]], ascending.</summary>
    public DimensionColumn(Dimension dimension, string[] values, int[] codes, int[] starts)
        : this(dimension, values, codes) => _starts = starts;

    public Dimension Dimension { get; }

    /// <summary>The distinct values in ordinal order.</summary>
    public string[] Values { get; }

    public bool IsSingleValued => _starts is null;

    /// <summary>One code a person, -1 for unknown; only when single-valued.</summary>
    public ReadOnlySpan<int> Codes => _starts is null ? _codes : throw new InvalidOperationException($"{Dimension} has people with several values.");

    /// <summary>The codes of a person, ascending; empty when unknown.</summary>
    public ReadOnlySpan<int> Of(int person)
    {
        if (_starts is not null) return _codes.AsSpan(_starts[person], _starts[person + 1] - _starts[person]);
        return _codes[person] < 0 ? default : _codes.AsSpan(person, 1);
    }

    /// <summary>How many values anybody has at most.</summary>
    public int LargestSet => _starts is null ? 1 : Sets.Largest;

    /// <summary>The numbers of sets of values run up to this.</summary>
    public int SetCount => _starts is null ? Values.Length + 1 : Sets.Count;

    /// <summary>A number for the set of values of a person, the same for the same set.</summary>
    public int SetOf(int person) => _starts is null ? _codes[person] + 1 : Sets.NumberOf[person];

    // Worked out when first asked for; whoever comes second at the same time works out the same.
    private DimensionSets Sets => _sets ??= new DimensionSets(_codes, _starts!);

    public bool Has(int person, int code) => Of(person).Contains(code);

    /// <summary>The code of a value, or a negative number.</summary>
    public int CodeOf(string value) => Array.BinarySearch(Values, value, StringComparer.Ordinal);
}
