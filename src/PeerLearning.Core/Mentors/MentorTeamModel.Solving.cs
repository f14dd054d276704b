using PeerLearning.Optimization;

namespace PeerLearning.Mentors;

/// <content>Solving: at once, or floor by floor where the least counts.</content>
internal sealed partial class MentorTeamModel
{
    /// <summary>The best teams by the whole objective.</summary>
    public SelectionAnswer Solve(SelectionOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        options = options with { TieKey = TieKey };
        return HasLeastExpertise || HasLeastDifference ? Bottleneck(options, cancellationToken).Solve(progress) : SelectionSolver.Solve(Problem, options, progress, cancellationToken);
    }

    /// <summary>One of all best teams, each with the same chance; null if they could not be told apart within the budget.</summary>
    public SelectionDraw? Draw(SelectionOptions options, long best, ulong seed, CancellationToken cancellationToken)
    {
        options = options with { TieKey = TieKey };
        if (!HasLeastExpertise && !HasLeastDifference) return SelectionSolver.Draw(Problem, options, best, seed, cancellationToken);
        var floors = OwnFloors;
        var bottleneck = Bottleneck(options with { Keep = 1 }, cancellationToken);
        if (bottleneck.Solve(null).Proof != Proof.Optimal) return null;
        var draws = new List<SelectionDraw>();
        foreach (var (item, pair) in bottleneck.TiedLevels)
        {
            var part = floors.PartAt(item, pair);
            var draw = SelectionSolver.Draw(part.Problem!, options with { TieKey = part.TieKey }, best - floors.ItemWorths[item] - floors.PairWorths[pair], seed, cancellationToken);
            if (draw is null) return null;
            draws.Add(draw with { Items = Array.ConvertAll(draw.Items, one => part.ItemOf(one)) });
        }

        return SelectionDraw.OneOf(draws, seed);
    }

    /// <summary>The floors, worked out once.</summary>
    public Floors OwnFloors => field ??= new Floors(this);

    private SelectionBottleneck Bottleneck(SelectionOptions options, CancellationToken cancellationToken)
    {
        var floors = OwnFloors;
        return new SelectionBottleneck(floors.ItemWorths, floors.PairWorths, floors.PartAt, floors.LevelsOf, options, cancellationToken);
    }

    /// <summary>The floors of expertise and of difference that the least of either can reach, and the selection that keeps them.</summary>
    public sealed class Floors
    {
        private readonly MentorTeamModel _model;
        private readonly int[] _points;
        private readonly MentorPairs? _pairs;

        public Floors(MentorTeamModel model)
        {
            _model = model;
            int size = model._request.Size;
            _points = model.HasLeastExpertise ? MentorPool.Distinct(model.Pool.Points) : [0];
            if (_points.Length == 0) _points = [0];
            ItemWorths = Array.ConvertAll(_points, points => model.HasLeastExpertise ? model.Scale.PerPoint * size * points : 0);
            _pairs = model.HasLeastDifference ? new MentorPairs(model._workforce, model._request, model.Scale, model._columns, model.Pool) : null;
            long number = (long)size * (size - 1) / 2;
            PairWorths = _pairs is null ? [0] : Array.ConvertAll(_pairs.Levels, worth => worth * number);
        }

        public long[] ItemWorths { get; }

        public long[] PairWorths { get; }

        /// <summary>The selection among the people who keep a floor, of whom no two are too close.</summary>
        public SelectionPart PartAt(int item, int pair)
        {
            if (item == 0 && pair == 0) return new SelectionPart(_model.LacksRequired ? null : _model.Problem, one => one, _model.TieKey);
            var pool = item == 0 ? _model.Pool : _model.Pool.AtLeast(_points[item]);
            var part = new MentorTeamModel(
                _model._workforce, _model._levels, _model._request, _model._dropped, false, _model.Scale, pool, _model._columns, _pairs, pair == 0 ? 0 : _pairs!.Levels[pair]);
            return new SelectionPart(part.LacksRequired ? null : part.Problem, one => pool.Source is { } items ? items[one] : one, part.TieKey);
        }

        /// <summary>The floors that a team keeps.</summary>
        public (int Item, int Pair) LevelsOf(int[] items) => (
            _model.HasLeastExpertise ? Array.BinarySearch(_points, items.Min(item => _model.Pool.Points[item])) : 0,
            _pairs is null ? 0 : Array.BinarySearch(_pairs.Levels, _pairs.Least(items)));

        /// <summary>The floors in the units of the request: thousandths of expertise, and the worth of a pair.</summary>
        public (int Points, long Worth) At(int item, int pair) => (_points[item], _pairs?.Levels[pair] ?? 0);
    }
}
