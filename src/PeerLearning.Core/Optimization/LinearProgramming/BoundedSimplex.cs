using System.Runtime.CompilerServices;

namespace PeerLearning.Optimization;

/// <summary>
/// Maximises c x subject to lower &lt;= A x &lt;= upper on the rows and lower &lt;= x &lt;= upper on the columns, all bounds finite.
/// Revised simplex method for bounded variables with an explicit inverse, primal and dual (Chvátal, "Linear Programming", 1983, chapters 7, 8 and
/// 10; Maros, "Computational Techniques of the Simplex Method", 2003).
/// </summary>
/// <remarks>
/// <para>Variables 0 .. rows-1 are the activities of the rows (column -e_i, so that A x - r = 0); the columns follow. Because everything is boxed,
/// any basis becomes dual feasible by moving nonbasic variables to their other bound, and any row prices give a valid bound
/// (<see cref="BoundOf"/>), however inexact they are.</para>
/// <para>The inner loops are compiled once and fully (AggressiveOptimization): a search of a second would spend a tenth of it in code that waits for
/// its second compilation.</para>
/// <para>One object is one program under change: columns are added, bounds, rows and objective altered, and every run starts from the last basis.
/// Memory rows² doubles; an iteration costs rows² + entries.</para>
/// </remarks>
internal sealed partial class BoundedSimplex
{
    private const double DualTolerance = 1e-12;
    private const double PivotTolerance = 1e-8;

    private readonly int _rows;
    private readonly int _stride;
    private readonly double[] _inverse;
    private readonly int[] _basis;
    private readonly double[] _prices;
    private readonly double[] _entering;
    private readonly double[] _pivotRow;
    private readonly double[] _work;
    private int _count;
    private int[] _start;
    private int[] _entryRow;
    private double[] _entryValue;
    private double[] _objective;
    private double[] _lower;
    private double[] _upper;
    private double[] _value;
    private int[] _position;
    private double[] _reduced;
    private double[] _alpha;
    private bool[] _isUnit;
    private int _updates;
    private bool _factored;
    private bool _valuesFresh;

    /// <summary>Whether the prices, and the reduced costs that are not NaN, belong to the basis and the objective.</summary>
    private bool _isPriced;

    public BoundedSimplex(int rows)
    {
        _rows = rows;
        _stride = (rows + 3) & ~3;
        _inverse = new double[rows * _stride];
        _basis = new int[rows];
        _prices = new double[rows];
        _entering = new double[rows];
        _pivotRow = new double[_stride];
        _work = new double[rows];
        _noise = new bool[rows];
        int capacity = rows + 64;
        _start = new int[capacity + 1];
        _entryRow = new int[capacity * 8];
        _entryValue = new double[capacity * 8];
        _objective = new double[capacity];
        _lower = new double[capacity];
        _upper = new double[capacity];
        _value = new double[capacity];
        _position = new int[capacity];
        _reduced = new double[capacity];
        _alpha = new double[capacity];
        _isUnit = new bool[capacity];
        for (int i = 0; i < rows; i++)
        {
            _entryRow[i] = i;
            _entryValue[i] = -1;
            _start[i + 1] = i + 1;
            _basis[i] = i;
            _position[i] = i;
        }

        _count = rows;
    }

    /// <summary>How far a value may overstep its bound.</summary>
    public double PrimalTolerance { get; init; } = 1e-9;

    /// <summary>Ends a run, whose status is then <see cref="SimplexStatus.Stopped"/>.</summary>
    public CancellationToken Cancellation { get; set; }

    public int Rows => _rows;

    public int Columns => _count - _rows;

    /// <summary>Pivots since the object was made: the unit of work.</summary>
    public long Iterations { get; private set; }

    /// <summary>The price of each row: the gain of the objective per unit of the row's activity.</summary>
    public ReadOnlySpan<double> Prices => _prices;

    public int AddColumn(ReadOnlySpan<int> rows, ReadOnlySpan<double> values, double objective, double lower, double upper)
    {
        Reserve(_start[_count] + rows.Length);
        int at = _start[_count];
        for (int i = 0; i < rows.Length; i++)
        {
            if (values[i] == 0) continue;
            _entryRow[at] = rows[i];
            _entryValue[at++] = values[i];
        }

        int j = _count++;
        _start[_count] = at;
        _isUnit[j] = IsUnit(j);
        _isPriced = false;
        _objective[j] = objective;
        _lower[j] = lower;
        _upper[j] = upper;
        _value[j] = Math.Abs(lower) <= Math.Abs(upper) ? lower : upper;
        _position[j] = -1;
        if (_value[j] != 0) _valuesFresh = false;
        return j - _rows;
    }

    public void SetObjective(int column, double objective)
    {
        _objective[_rows + column] = objective;
        _isPriced = false;
    }

    public void SetColumn(int column, double lower, double upper) => SetBounds(_rows + column, lower, upper);

    public void SetRow(int row, double lower, double upper) => SetBounds(row, lower, upper);

    public double LowerOf(int column) => _lower[_rows + column];

    public double UpperOf(int column) => _upper[_rows + column];

    public double ValueOf(int column) => _value[_rows + column];

    public double ActivityOf(int row) => _value[row];

    public bool IsBasic(int column) => _position[_rows + column] >= 0;

    public bool IsRowBasic(int row) => _position[row] >= 0;

    public double Objective
    {
        get
        {
            double sum = 0;
            for (int j = _rows; j < _count; j++) sum += _objective[j] * _value[j];
            return sum;
        }
    }

    /// <summary>Lets a nonbasic column stand at its upper bound.</summary>
    public void PutAtUpper(int column)
    {
        int j = _rows + column;
        if (_position[j] >= 0) return;
        _value[j] = _upper[j];
        _valuesFresh = false;
    }

    /// <summary>The reduced cost of a column at the last prices.</summary>
    public double ReducedOf(int column) => ReducedCost(_rows + column);

    /// <summary>
    /// The Lagrangian bound of any row prices: no x within the column bounds and with activities within the row bounds has a larger objective.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double BoundOf(ReadOnlySpan<double> prices)
    {
        double bound = 0;
        for (int i = 0; i < _rows; i++) bound += prices[i] > 0 ? prices[i] * _upper[i] : prices[i] * _lower[i];
        for (int j = _rows; j < _count; j++)
        {
            double reduced = _objective[j] - Gather(prices, j);
            bound += reduced > 0 ? reduced * _upper[j] : reduced * _lower[j];
        }

        return bound;
    }

    /// <summary>Changes an entry of a column that is not basic.</summary>
    public void ReplaceColumn(int column, ReadOnlySpan<int> rows, ReadOnlySpan<double> values)
    {
        int j = _rows + column;
        System.Diagnostics.Debug.Assert(_position[j] < 0, "Only a nonbasic column can be replaced without a new factorisation.");
        int length = _start[j + 1] - _start[j];
        System.Diagnostics.Debug.Assert(rows.Length <= length, "A column does not grow.");
        for (int i = 0; i < length; i++)
        {
            _entryRow[_start[j] + i] = i < rows.Length ? rows[i] : rows[0];
            _entryValue[_start[j] + i] = i < rows.Length ? values[i] : 0;
        }

        _isUnit[j] = IsUnit(j);
        _isPriced = false;
        _valuesFresh = false;
    }

    /// <summary>
    /// Takes a basic column out of the basis without moving anything: the nonbasic activity of the given row takes its place.
    /// </summary>
    /// <returns>False when the row's activity cannot stand in.</returns>
    public bool TrySwapOut(int column, int row)
    {
        int j = _rows + column;
        int pivot = _position[j];
        if (pivot < 0) return true;
        if (_position[row] >= 0) return false;
        if ((!_factored || !_valuesFresh) && !Refresh()) return false;
        SolveColumn(row, _entering);
        if (Math.Abs(_entering[pivot]) < PivotTolerance) return false;
        double value = _value[j];
        Exchange(pivot, row, value);
        _isPriced = false;
        return true;
    }

    /// <summary>Remembers the basis.</summary>
    public void Save(SimplexBasis basis)
    {
        if (basis.Basis.Length != _rows) (basis.Basis, basis.Inverse) = (new int[_rows], new double[_inverse.Length]);
        if (basis.Values.Length != _count) (basis.Values, basis.Reduced) = (new double[_count], new double[_count]);
        if (basis.Prices.Length != _rows) basis.Prices = new double[_rows];
        _basis.CopyTo(basis.Basis, 0);
        _inverse.CopyTo(basis.Inverse, 0);
        Array.Copy(_value, basis.Values, _count);
        (basis.Updates, basis.IsFactored, basis.IsPriced) = (_updates, _factored, _isPriced);
        if (!_isPriced) return;
        _prices.CopyTo(basis.Prices, 0);
        Array.Copy(_reduced, basis.Reduced, _count);
    }

    /// <summary>Comes back to a basis of the same columns and objective; bounds stay as they are now.</summary>
    public void Restore(SimplexBasis basis)
    {
        foreach (int j in _basis) _position[j] = -1;
        basis.Basis.CopyTo(_basis, 0);
        for (int i = 0; i < _rows; i++) _position[_basis[i]] = i;
        basis.Inverse.CopyTo(_inverse, 0);
        Array.Copy(basis.Values, _value, _count);
        (_updates, _factored, _isPriced) = (basis.Updates, basis.IsFactored, basis.IsPriced);
        if (_isPriced)
        {
            basis.Prices.CopyTo(_prices, 0);
            Array.Copy(basis.Reduced, _reduced, _count);
        }

        for (int j = 0; j < _count; j++)
        {
            if (_position[j] < 0) _value[j] = Math.Clamp(_value[j], _lower[j], _upper[j]);
        }

        _valuesFresh = false;
    }

    private void SetBounds(int j, double lower, double upper)
    {
        _lower[j] = lower;
        _upper[j] = upper;
        if (_position[j] >= 0) return;
        double value = Math.Clamp(_value[j], lower, upper);
        if (value == _value[j]) return;
        _value[j] = value;
        _valuesFresh = false;
    }

    private void Reserve(int entries)
    {
        if (_count + 1 >= _objective.Length)
        {
            int size = _objective.Length * 2;
            Array.Resize(ref _start, size + 1);
            Array.Resize(ref _objective, size);
            Array.Resize(ref _lower, size);
            Array.Resize(ref _upper, size);
            Array.Resize(ref _value, size);
            Array.Resize(ref _position, size);
            Array.Resize(ref _reduced, size);
            Array.Resize(ref _alpha, size);
            Array.Resize(ref _isUnit, size);
        }

        if (entries > _entryRow.Length)
        {
            int size = Math.Max(entries, _entryRow.Length * 2);
            Array.Resize(ref _entryRow, size);
            Array.Resize(ref _entryValue, size);
        }
    }

    private double ReducedCost(int j) => _objective[j] - Gather(_prices, j);

    /// <summary>A row vector times a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Gather(ReadOnlySpan<double> vector, int j)
    {
        int from = _start[j], length = _start[j + 1] - from;
        var rows = new ReadOnlySpan<int>(_entryRow, from, length);
        return _isUnit[j] ? DenseKernel.Gather(vector, rows) : DenseKernel.Gather(vector, rows, new ReadOnlySpan<double>(_entryValue, from, length));
    }

    private bool IsUnit(int j) => !_entryValue.AsSpan(_start[j].._start[j + 1]).ContainsAnyExcept(1.0);

    private Span<double> InverseRow(int i) => _inverse.AsSpan(i * _stride, _stride);

    /// <summary>Brings the inverse and the values of the basic variables up to date; false when stopped, with the values as they were.</summary>
    private bool Refresh()
    {
        if (!_factored && !Factorise()) return false;
        ComputeValues();
        return true;
    }

    /// <summary>
    /// Inverts the basis by Gauss-Jordan elimination; a column that turns out dependent leaves for the activity of an unused row. False when stopped: with
    /// many rows that takes as long as many pivots.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Factorise()
    {
        _isPriced = false;

        // Activities (columns -e_i) invert for free: only the structural part costs.
        Array.Clear(_inverse);
        var slotOfRow = new int[_rows];
        Array.Fill(slotOfRow, -1);
        var pending = new List<int>();
        foreach (int j in _basis)
        {
            if (j < _rows) slotOfRow[j] = j;
            else pending.Add(j);
        }

        for (int i = 0; i < _rows; i++) InverseRow(i)[i] = -1;

        // The working basis starts as all activities; each structural column replaces the activity of a row that has none in the true basis.
        var current = new int[_rows];
        for (int i = 0; i < _rows; i++) current[i] = i;
        pending.Sort((a, b) => EntriesOf(a) != EntriesOf(b) ? EntriesOf(a).CompareTo(EntriesOf(b)) : a.CompareTo(b));
        foreach (int j in pending)
        {
            if (Cancellation.IsCancellationRequested) return false;
            SolveColumn(j, _entering);
            int pivot = -1;
            double best = 1e-9;
            for (int i = 0; i < _rows; i++)
            {
                if (slotOfRow[i] >= 0) continue;
                double size = Math.Abs(_entering[i]);
                if (size > best)
                {
                    best = size;
                    pivot = i;
                }
            }

            if (pivot < 0)
            {
                _position[j] = -1;
                _value[j] = Math.Abs(_value[j] - _lower[j]) <= Math.Abs(_value[j] - _upper[j]) ? _lower[j] : _upper[j];
                continue;
            }

            Pivot(pivot, _entering);
            current[pivot] = j;
            slotOfRow[pivot] = j;
        }

        for (int i = 0; i < _rows; i++)
        {
            _basis[i] = current[i];
            _position[current[i]] = i;
        }

        _updates = 0;
        _factored = true;
        return true;
    }

    private int EntriesOf(int j) => _start[j + 1] - _start[j];

    /// <summary>result = inverse * column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SolveColumn(int j, double[] result)
    {
        int from = _start[j], length = _start[j + 1] - from;
        var rows = _entryRow.AsSpan(from, length);
        var values = _entryValue.AsSpan(from, length);
        for (int i = 0; i < _rows; i++) result[i] = DenseKernel.Gather(InverseRow(i), rows, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pivot(int pivot, double[] column)
    {
        var row = InverseRow(pivot);
        DenseKernel.Scale(row, 1 / column[pivot]);
        for (int i = 0; i < _rows; i++)
        {
            double factor = column[i];
            if (i != pivot && factor != 0) DenseKernel.AddScaled(InverseRow(i), row, -factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputeValues()
    {
        Array.Clear(_work);
        for (int j = 0; j < _count; j++)
        {
            if (_position[j] >= 0 || _value[j] == 0) continue;
            for (int e = _start[j]; e < _start[j + 1]; e++) _work[_entryRow[e]] -= _entryValue[e] * _value[j];
        }

        for (int i = 0; i < _rows; i++)
        {
            _value[_basis[i]] = DenseKernel.Dot(_work, InverseRow(i));
        }

        _valuesFresh = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputePrices()
    {
        Array.Clear(_prices);
        for (int i = 0; i < _rows; i++)
        {
            double cost = _objective[_basis[i]];
            if (cost != 0) DenseKernel.AddScaled(_prices, InverseRow(i), cost);
        }
    }

    /// <summary>Puts a variable into the basis at the given place; the one there leaves to the given value.</summary>
    private void Exchange(int pivot, int entering, double leavingValue)
    {
        int leaving = _basis[pivot];
        _position[leaving] = -1;
        _value[leaving] = leavingValue;
        _basis[pivot] = entering;
        _position[entering] = pivot;
        Pivot(pivot, _entering);
        _updates++;
        Iterations++;
        if (_updates > 100 + (_rows / 2)) _factored = false;
    }
}
