using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>Judges every person on their own: level, load, exclusion and what a difference needs to know.</summary>
internal sealed class MentorGate
{
    private readonly MentorTeamRequest _request;
    private readonly Dictionary<int, MentorLoad> _loads = [];
    private readonly HashSet<int> _excluded = [];
    private readonly List<(TeamDifference Difference, DimensionColumn Column, bool[] IsOnScale)> _bands = [];
    private readonly bool _asksLevel;
    private readonly int _leastPoints;
    private readonly bool _asksLoad;
    private readonly bool _asksRest;
    private readonly bool _asksHours;
    private readonly Workforce _workforce;
    private readonly SkillProfiles _levels;
    private readonly MentorBar _bar;

    public MentorGate(Workforce workforce, SkillProfiles levels, MentorTeamRequest request, IReadOnlySet<string> dropped)
    {
        _workforce = workforce;
        _levels = levels;
        _request = request;
        _leastPoints = request.MinimumMemberExpertise is { } least && !dropped.Contains(MentorDemand.Member) ? MentorPool.FloorOf(least) : 0;
        _asksLevel = request.MinimumLevel is not null && !dropped.Contains(MentorDemand.Level);
        if (_asksLevel) _bar = new MentorBar(request.MinimumLevel!.Value, request.MinimumChance);
        _asksLoad = request.MaximumLoad is not null && !dropped.Contains(MentorDemand.Load);
        _asksRest = request.RestedSince is not null && !dropped.Contains(MentorDemand.Rest);
        if (_asksLoad || _asksRest)
        {
            var cursor = new MentorCursor(workforce);
            foreach (var load in request.Loads)
            {
                if (cursor.IndexOf(load.Person.Value) is >= 0 and var person) _loads[person] = load;
            }
        }

        for (int i = 0; i < request.Rules.Count; i++)
        {
            if (dropped.Contains($"Rules[{i}]")) continue;
            if (request.Rules[i] is ExcludeRule exclude)
            {
                foreach (var person in exclude.People) _excluded.Add(workforce.IndexOf(person));
            }

            _asksHours |= request.Rules[i] is OverlapRule && request.Size > 1;
        }

        foreach (var difference in request.Differences)
        {
            if (ScaleOf(difference) is not { } scale) continue;
            var column = workforce.Column(difference.Dimension);
            _bands.Add((difference, column, Array.ConvertAll(column.Values, value => scale.Contains(value))));
        }
    }

    /// <summary>The values that a difference can compare; null if it compares all.</summary>
    public static IReadOnlyList<string>? ScaleOf(TeamDifference difference) => difference switch
    {
        BandDifference band => band.Bands,
        DistanceDifference distance => distance.Values,
        _ => null,
    };

    /// <summary>Whether a demand is made on single people at all.</summary>
    public bool AsksAnything => _asksLevel || _leastPoints > 0 || _asksLoad || _asksRest || _excluded.Count > 0 || _asksHours || _bands.Count > 0;

    /// <summary>Whether a person is a candidate: the same as <see cref="Refuses"/>, without the words.</summary>
    public bool Admits(int person, Proficiency row)
    {
        if (_asksLevel && !_bar.IsReached(row)) return false;
        if (_leastPoints > 0 && MentorPool.PointsOf(_levels, _request, row) < _leastPoints) return false;
        if ((_asksLoad || _asksRest) && _loads.TryGetValue(person, out var load) && ((_asksLoad && load.Current > _request.MaximumLoad) || (_asksRest && load.LastEnded > _request.RestedSince))) return false;
        if (_excluded.Contains(person) || (_asksHours && _workforce.ScheduleOf[person] < 0)) return false;
        foreach (var (_, column, isOnScale) in _bands)
        {
            var codes = column.Of(person);
            if (codes.Length != 1 || !isOnScale[codes[0]]) return false;
        }

        return true;
    }

    /// <summary>Why a person is no candidate; null for a candidate.</summary>
    public Reason? Refuses(int person, Proficiency row)
    {
        if (_asksLevel && !(row.ChanceAtLeast(_request.MinimumLevel!.Value) >= _request.MinimumChance))
        {
            return Reason.Of(
                "mentors.not.level", "{person} has reached level {level:0.##} with a chance of {chance:P0} only.", Figure.Of("person", row.Person),
                Figure.Of("level", _request.MinimumLevel.Value), Figure.Of("chance", row.ChanceAtLeast(_request.MinimumLevel.Value)));
        }

        if (_leastPoints > 0 && MentorPool.PointsOf(_levels, _request, row) is var points && points < _leastPoints)
        {
            return Reason.Of("mentors.not.member", "{person} has an expertise of {expertise:0.000} only.", Figure.Of("person", row.Person), Figure.Of("expertise", points / 1000.0));
        }

        if (_asksLoad && _loads.TryGetValue(person, out var load) && load.Current > _request.MaximumLoad)
        {
            return Reason.Of("mentors.not.load", "{person} mentors {load|programme|programmes} already.", Figure.Of("person", row.Person), Figure.Of("load", load.Current));
        }

        if (_asksRest && _loads.TryGetValue(person, out var ended) && ended.LastEnded > _request.RestedSince)
        {
            return Reason.Of("mentors.not.rest", "{person} mentored until {day} and is resting.", Figure.Of("person", row.Person), Figure.Of("day", ended.LastEnded.Value));
        }

        if (_excluded.Contains(person)) return Reason.Of("mentors.not.excluded", "{person} is excluded by a rule.", Figure.Of("person", row.Person));
        if (_asksHours && _workforce.ScheduleOf[person] < 0)
        {
            return Reason.Of("mentors.not.hours", "The working hours of {person} are unknown, and a common time is asked for.", Figure.Of("person", row.Person));
        }

        foreach (var (difference, column, isOnScale) in _bands)
        {
            var codes = column.Of(person);
            if (codes.Length != 1 || !isOnScale[codes[0]])
            {
                return Reason.Of(
                    "mentors.not.band", "The {dimension} of {person} is not one of the values that can be compared.", Figure.Of("dimension", difference.Dimension.Name), Figure.Of("person", row.Person));
            }
        }

        return null;
    }
}
