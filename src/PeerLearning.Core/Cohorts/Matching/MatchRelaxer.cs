using System.Globalization;
using PeerLearning.Optimization;
using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>The smallest relaxation as an assignment problem: every mentor has the places beyond the minimum, the minimum places, whose filling saves a step, and further places, each of which is a step; a pair that is not allowed costs one as well.</summary>
internal sealed class MatchRelaxer
{
    // The points decide between relaxations of the same size while they fit into the costs.
    private const long MostScale = 1 << 29;

    private readonly CohortMatch _match;
    private readonly MatchModel _model;
    private readonly bool _isForEveryone;
    private readonly int _mentors;

    // For a pair that needs a waiver, the code of what forbids it; -1 for others.
    private readonly List<int> _waived = [];
    private readonly List<int> _to = [];
    private readonly List<int> _cost = [];

    private MatchRelaxer(CohortMatch match, bool isForEveryone)
    {
        _match = match;
        _model = match.Model;
        _isForEveryone = isForEveryone;
        _mentors = _model.MentorCount;
    }

    public static MatchRelaxation Find(CohortMatch match, bool isForEveryone)
    {
        var relaxer = new MatchRelaxer(match, isForEveryone);
        lock (relaxer._model.Judge) return relaxer.Run();
    }

    private MatchRelaxation Run()
    {
        int learners = _model.LearnerCount;
        long scale = (_model.MostPoints * Math.Max(1, learners)) + 1;
        if (scale > MostScale) scale = 1;
        int[] start = new int[learners + 1];
        for (int l = 0; l < learners; l++)
        {
            if (_model.IsHere(l)) AddRow(l, (int)scale);
            start[l + 1] = _to.Count;
        }

        var capacity = new int[3 * _mentors];
        var floor = new long[3 * _mentors];
        for (int m = 0; m < _mentors; m++)
        {
            int places = _model.Input.Mentors[m].Places, minimum = Math.Min(_model.Input.Minimum(m), places);
            capacity[m] = places - minimum;
            capacity[_mentors + m] = _model.Input.Minimum(m);
            capacity[(2 * _mentors) + m] = learners;

            // A minimum beyond the places (a rule promises a learner to a mentor who has none) is a step either way.
            floor[_mentors + m] = _model.Input.Minimum(m) <= places ? -scale : 0;
            floor[(2 * _mentors) + m] = scale;
        }

        // Leaving out somebody who must be in costs more than everything that can give way together.
        long never = (4 * scale * (learners + 1)) + 1;
        var outCost = new long[learners];
        for (int l = 0; l < learners; l++) outCost[l] = IsRequired(l) ? never : 0;
        var engine = new SparseAssignment(new AssignmentGraph
        {
            LeftCount = learners,
            RightCount = 3 * _mentors,
            Start = start,
            To = [.. _to],
            Cost = [.. _cost],
            Capacity = capacity,
            OutCost = outCost,
            Floor = floor,
        });
        engine.Solve();
        return Read(engine);
    }

    private bool IsRequired(int learner) => _model.IsHere(learner) && (_isForEveryone || _model.Input.LearnerMust[learner]);

    private void AddRow(int learner, int scale)
    {
        bool isHosted = _model.Input.Request.Fits is not null;
        int row = _model.Start[learner + 1] - _model.Start[learner];
        for (int e = _model.Start[learner]; e < _model.Start[learner + 1]; e++) Add(_model.Mentor[e], scale == 1 ? 0 : -_model.Points[e], -1);

        // Where only some of the pairs are listed, only those who have none may need a waiver.
        if (_model.IsPartial && row > 0) return;
        _model.Judge.Begin(learner);
        for (int m = 0; m < _mentors; m++)
        {
            int value = _model.Judge.Judge(m);
            if (value >= 0 || value == -1 - PairJudge.Self) continue;
            if (!isHosted || _model.IsHosted(learner, m)) Add(m, scale, -1 - value);
        }

        void Add(int mentor, int cost, int reason)
        {
            for (int kind = 0; kind < 3; kind++)
            {
                _to.Add((kind * _mentors) + mentor);
                _cost.Add(cost);
                _waived.Add(reason);
            }
        }
    }

    private MatchRelaxation Read(SparseAssignment engine)
    {
        var input = _model.Input;
        int[] load = new int[_mentors];
        var waivers = new List<RelaxationStep>();
        var members = new List<CohortMember>();
        bool isPossible = true;
        for (int l = 0; l < _model.LearnerCount; l++)
        {
            if (!_model.IsHere(l)) continue;
            int edge = engine.EdgeOf(l), mentor = edge < 0 ? -1 : _to[edge] % _mentors;
            members.Add(new CohortMember { Learner = input.Learners[l].Person, Mentor = mentor < 0 ? null : input.Mentors[mentor].Person });
            isPossible &= mentor >= 0 || !IsRequired(l);
            if (mentor < 0) continue;
            load[mentor]++;
            if (_waived[edge] >= 0) waivers.Add(Waiver(l, mentor, _waived[edge]));
        }

        List<RelaxationStep> more = [], lower = [];
        for (int m = 0; m < _mentors; m++)
        {
            var row = input.Mentors[m];
            if (load[m] > row.Places)
            {
                more.Add(new RelaxationStep
                {
                    Kind = RelaxationKind.MorePlaces,
                    Mentor = row.Person,
                    By = load[m] - row.Places,
                    Reason = Reason.Of("match.relax.places", "{mentor} takes {more|learner|learners} more than the {places} that they have places for.", Figure.Of("mentor", row.Person), Figure.Of("more", load[m] - row.Places), Figure.Of("places", row.Places)),
                });
            }

            int minimum = input.Minimum(m);
            if (load[m] >= minimum) continue;
            lower.Add(new RelaxationStep
            {
                Kind = RelaxationKind.LowerMinimum,
                Mentor = row.Person,
                By = minimum - load[m],
                Reason = Reason.Of("match.relax.minimum", "{mentor} gets {learners|learner|learners} instead of at least {minimum}.", Figure.Of("mentor", row.Person), Figure.Of("learners", load[m]), Figure.Of("minimum", minimum)),
            });
        }

        RelaxationStep[] steps = [.. more, .. lower, .. waivers];
        long size = steps.Sum(step => (long)step.By);

        // A step lets one more person in at most; so many must be let in.
        long least = !_model.IsPartial ? size : _isForEveryone && _match.Certificate.Proof == Proof.Optimal ? _match.Unmatched.Count : 0;
        return new MatchRelaxation(_model.Options, _isForEveryone, steps, members, Relaxed(steps), new Certificate
        {
            Proof = !isPossible ? Proof.Impossible : size <= least ? Proof.Optimal : Proof.Bounded,
            Method = "least-cost assignment with places, minimums and rules at a price",
            Objective = size,
            Bound = Math.Min(least, size),
            IsMinimised = true,
            WorkSpent = engine.Work,
        });
    }

    private RelaxationStep Waiver(int learner, int mentor, int reason)
    {
        var (who, with) = (_model.Input.Learners[learner].Person, _model.Input.Mentors[mentor].Person);
        string rule = PairJudge.CodeOf(reason);
        bool isOverlap = reason == PairJudge.Overlap && _model.Judge.OverlapPerWeek(learner, mentor) is not null;
        return new RelaxationStep
        {
            Kind = RelaxationKind.Waiver,
            Mentor = with,
            Learner = who,
            By = 1,
            Reason = isOverlap
                ? Reason.Of(
                    "match.relax.overlap", "{learner} learns with {mentor} in spite of only {hours:0.##|common working hour|common working hours} a week.",
                    Figure.Of("learner", who), Figure.Of("mentor", with), Figure.Of("hours", _model.Judge.OverlapPerWeek(learner, mentor)!.Value.TotalHours))
                : Reason.Of("match.relax.waiver", "{learner} learns with {mentor} in spite of a rule ({rule}).", Figure.Of("learner", who), Figure.Of("mentor", with), Figure.Of("rule", rule)),
        };
    }

    private MatchRequest Relaxed(RelaxationStep[] steps)
    {
        var request = _match.Request;
        var more = steps.Where(step => step.Kind == RelaxationKind.MorePlaces).ToDictionary(step => step.Mentor, step => step.By);
        var lower = steps.Where(step => step.Kind == RelaxationKind.LowerMinimum).ToDictionary(step => step.Mentor, step => step.By);
        var rows = new List<MentorPlace>();
        var seen = new HashSet<PersonId>();
        foreach (var row in request.MentorPlaces)
        {
            // Of twins the first counts, as at the door.
            bool isFirst = row is not null && seen.Add(row.Person);
            rows.Add(!isFirst ? row! : row! with
            {
                Places = row.Places + more.GetValueOrDefault(row.Person),
                MinimumPlaces = Math.Max(0, Math.Min(row.MinimumPlaces, _model.Input.MentorAt(row.Person) is >= 0 and var m ? _model.Input.Minimum(m) - lower.GetValueOrDefault(row.Person) : row.MinimumPlaces)),
            });
        }

        // A mentor whom a rule promises a learner and who gets none is not promised one any more.
        var unpromised = lower.Keys.Where(mentor => _model.Input.Minimum(_model.Input.MentorAt(mentor)) == lower[mentor]).ToHashSet();
        var rules = new List<Rule>();
        foreach (var rule in request.Rules)
        {
            if (rule is not IncludeRule include || !include.People.Any(unpromised.Contains)) rules.Add(rule);
            else if (include.People.Where(person => !unpromised.Contains(person)).ToArray() is { Length: > 0 } rest) rules.Add(new IncludeRule(rest));
        }

        string why = string.Create(CultureInfo.InvariantCulture, $"the smallest relaxation, of {steps.Sum(step => (long)step.By)}");
        return request with
        {
            MentorPlaces = ValueList.Copy(rows),
            Rules = ValueList.Copy(rules),
            Waivers = [.. request.Waivers, .. steps.Where(step => step.Kind == RelaxationKind.Waiver).Select(step => new PairWaiver { Learner = step.Learner!.Value, Mentor = step.Mentor, Why = why })],
        };
    }
}
