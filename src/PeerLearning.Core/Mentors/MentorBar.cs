using PeerLearning.Skills;
using PeerLearning.Statistics;

namespace PeerLearning.Mentors;

/// <summary>A level that must be reached with a chance.</summary>
/// <remarks>The chance itself takes long to compute, and nearly always the distance of the level from the bar tells.</remarks>
internal readonly struct MentorBar
{
    private readonly double _level;
    private readonly double _chance;
    private readonly double _surely;
    private readonly double _surelyNot;

    public MentorBar(double level, double chance)
    {
        const double Farthest = 8, Safe = 1e-6;
        (_level, _chance, _surely, _surelyNot) = (level, chance, double.NegativeInfinity, double.PositiveInfinity);
        if (!(chance > 1e-9) || !(chance < 1 - 1e-9)) return;
        double low = -Farthest, high = Farthest;
        for (int halving = 0; halving < 60; halving++)
        {
            double middle = (low + high) / 2;
            if (NormalDistribution.Upper(middle) >= chance) low = middle;
            else high = middle;
        }

        (_surely, _surelyNot) = (low - Safe, high + Safe);
    }

    public bool IsReached(Proficiency row)
    {
        if (row.StandardError > 0)
        {
            double distance = (_level - row.Level) / row.StandardError;
            if (distance <= _surely) return true;
            if (distance >= _surelyNot) return false;
        }

        return row.ChanceAtLeast(_level) >= _chance;
    }
}
