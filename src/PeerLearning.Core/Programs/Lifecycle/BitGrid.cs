namespace PeerLearning.Programs;

/// <summary>Which learner has reached which milestone, one bit each; rows are learners, and grow in words of 64 milestones.</summary>
internal sealed class BitGrid
{
    private ulong[] _words;
    private int _stride;

    public BitGrid()
        : this([], 1)
    {
    }

    private BitGrid(ulong[] words, int stride)
    {
        _words = words;
        _stride = stride;
    }

    public bool this[int row, int column] =>
        column < _stride * 64 && (row * _stride) + (column >> 6) < _words.Length && (_words[(row * _stride) + (column >> 6)] >> (column & 63) & 1) != 0;

    public void Set(int row, int column)
    {
        if (column >= _stride * 64) Widen((column >> 6) + 1);
        int at = (row * _stride) + (column >> 6);
        if (at >= _words.Length) Array.Resize(ref _words, Math.Max(at + 1, _words.Length * 2));
        _words[at] |= 1UL << (column & 63);
    }

    public BitGrid Copy() => new([.. _words], _stride);

    private void Widen(int stride)
    {
        int rows = (_words.Length + _stride - 1) / _stride;
        Array.Resize(ref _words, rows * _stride);
        ulong[] words = new ulong[rows * stride];
        for (int row = 0; row < rows; row++) Array.Copy(_words, row * _stride, words, row * stride, _stride);
        _words = words;
        _stride = stride;
    }
}
