using PeerLearning.Optimization;
using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>Checks an answer from the definitions: people, rules, score, order, bound.</summary>
internal sealed class MentorSelectionCheck(Workforce workforce, SkillProfiles levels, MentorTeamRequest request)
{
    private readonly ProblemList _problems = new();

    public IReadOnlyList<Problem> Check(MentorSelection selection)
    {
        var door = MentorTeamDoor.Judge(workforce, levels, request);
        if (door.HasErrors)
        {
            if (selection.Team is not null) Fail("mentors.verify.refused", "Team", "The request has problems, so it cannot have a team.");
            return _problems.ToList();
        }

        if (!MentorSeal.IsWhole(selection)) Fail("mentors.verify.changed", "Certificate", "The answer is not as it was made.");
        if (selection.Certificate.Proof == Proof.Impossible) CheckImpossible(selection);
        else if (selection.Team is not null) CheckTeams(selection);
        return _problems.ToList();
    }

    private void CheckImpossible(MentorSelection selection)
    {
        if (selection.Team is not null || selection.RunnersUp.Count > 0) Fail("mentors.verify.impossible", "Team", "A team is shown although none is said to be possible.");
        var model = new MentorTeamModel(workforce, levels, request, [], isOnlyPossible: true);
        if (model.LacksRequired) return;
        Prove(model, selection.Certificate, -1, 0, []);
    }

    private void CheckTeams(MentorSelection selection)
    {
        var scale = new MentorScale(workforce, request);
        var compare = new MentorComparison(workforce, request, scale);
        var model = new MentorTeamModel(workforce, levels, request);
        var teams = new List<MentorTeam> { selection.Team! };
        teams.AddRange(selection.RunnersUp);
        var listed = new List<int[]>();
        for (int t = 0; t < teams.Count; t++)
        {
            string where = t == 0 ? "Team" : $"RunnersUp[{t - 1}]";
            int[] people = CheckTeam(teams[t], compare, scale, where);
            if (listed.Exists(other => other.AsSpan().SequenceEqual(people))) Fail("mentors.verify.twice", where, "The same team is listed twice.");
            listed.Add(people);
            if (t > 0 && teams[t].Objective > teams[t - 1].Objective) Fail("mentors.verify.order", where, "The team is better than the one before it.");
        }

        var certificate = selection.Certificate;
        if (certificate.IsMinimised || certificate.Objective != teams[0].Objective) Fail("mentors.verify.objective", "Certificate.Objective", "It is not that of the team.");
        if (certificate.Bound < certificate.Objective) Fail("mentors.verify.bound", "Certificate.Bound", "The bound is below the objective.");
        if (selection.Candidates != model.Pool.Count) Fail("mentors.verify.candidates", "Candidates", "The number of candidates is another.");
        if (certificate.Proof == Proof.Optimal && certificate.Bound != certificate.Objective) Fail("mentors.verify.proof", "Certificate.Proof", "The bound does not meet the objective.");
        bool isShort = teams.Count < 1 + request.RunnersUp;
        long floor = certificate.Proof == Proof.Optimal ? isShort ? long.MinValue : teams[^1].Objective : (long)certificate.Bound;
        Prove(model, certificate, floor, model.Constant, certificate.Proof == Proof.Optimal ? listed : []);
    }

    /// <summary>Checks one team against the definitions and returns its positions in the workforce.</summary>
    private int[] CheckTeam(MentorTeam team, MentorComparison compare, MentorScale scale, string where)
    {
        int[] people = [.. team.Members.Select(member => workforce.IndexOf(member.Person))];
        if (people.Length != request.Size || people.Distinct().Count() != people.Length || people.Contains(-1))
        {
            Fail("mentors.verify.members", where, $"It does not have {request.Size} different members of the workforce.");
            return people;
        }

        var gate = new MentorGate(workforce, request, new HashSet<string>());
        long objective = 0;
        long difference = 0;
        var rows = levels.Of(request.Skill).Where(row => team.Members.Any(member => member.Person == row.Person)).ToDictionary(row => row.Person);
        bool isRefused = false;
        for (int i = 0; i < people.Length; i++)
        {
            string? refusal = rows.TryGetValue(team.Members[i].Person, out var row) ? gate.Refuses(people[i], row)?.ToString() : "There is no proficiency.";
            if (refusal is null) continue;
            Fail("mentors.verify.demand", $"{where}.Members[{i}]", refusal);
            isRefused = true;
        }

        // Who is no candidate cannot be compared with the others.
        if (isRefused) return people;
        double[] covering = new double[people.Length];
        objective += compare.TeamWorth(people, covering);
        for (int i = 0; i < people.Length; i++)
        {
            var member = team.Members[i];
            var row = rows[member.Person];
            int points = MentorPool.PointsOf(levels, request, row);
            long own = 0;
            for (int j = 0; j < people.Length; j++)
            {
                if (j != i) own += compare.Worth(people[i], people[j]);
            }

            objective += scale.PerPoint * points;
            difference += own;
            if (!IsClose(member.Level, row.Level) || !IsClose(member.Expertise, points / 1000.0) || !IsClose(member.ExpertisePart, scale.PerPoint * points / (double)scale.Full)
                || !IsClose(member.DifferencePart, ((own / 2.0) + covering[i]) / scale.Full))
            {
                Fail("mentors.verify.member", $"{where}.Members[{i}]", "The figures are not those of the person.");
            }
        }

        objective += difference / 2;
        if (objective != team.Objective || !IsClose(team.Score, objective / (double)scale.Full) || !IsClose(team.Difference, compare.MeanDifference(people))
            || !IsClose(team.Expertise, team.Members.Average(member => member.Expertise)))
        {
            Fail("mentors.verify.score", where, "The score is not that of the members.");
        }

        CheckTotals(team, where);
        var ids = team.Members.Select(member => member.Person).ToList();
        for (int r = 0; r < request.Rules.Count; r++)
        {
            foreach (var broken in request.Rules[r].Check(workforce, ids)) Fail("mentors.verify.rule", $"{where}, request.Rules[{r}]", broken.ToString());
        }

        return people;
    }

    private void CheckTotals(MentorTeam team, string where)
    {
        if (team.Members.Average(member => member.Expertise) < request.MinimumMeanExpertise - 1e-9) Fail("mentors.verify.mean", where, "The mean expertise is below the floor.");
        var members = team.Members.Select(member => member.Person).ToHashSet();
        if (request.Costs.Where(cost => members.Contains(cost.Person)).Sum(cost => cost.Units) > request.Budget) Fail("mentors.verify.budget", where, "The team costs too much.");
        foreach (var one in request.Coverage)
        {
            int able = members.Count(person => levels.Find(person, one.Skill) is { } row && row.ChanceAtLeast(one.MinimumLevel) >= one.MinimumChance);
            if (able < one.Members) Fail("mentors.verify.coverage", where, $"{able} members have the level in '{one.Skill}'.");
        }
    }

    /// <summary>Recomputes the bound from the prices and enumerates what they do not exclude.</summary>
    private void Prove(MentorTeamModel model, Certificate certificate, long floor, long constant, List<int[]> listed)
    {
        var features = model.Problem.Columns.SelectMany(column => column.Features.Select(feature => feature.Name)).Concat(model.Problem.Sums.Select(sum => sum.Name)).ToList();
        var figures = certificate.Prices;
        bool fits = figures.Count == features.Count + 2;
        for (int i = 0; i < features.Count && fits; i++) fits = figures[i].Name == features[i] && figures[i].Number is { } number && number == Math.Floor(number);
        if (!fits)
        {
            Fail("mentors.verify.prices", "Certificate.Prices", "They are not the prices of this request.");
            return;
        }

        var proof = new SelectionProof(model.Problem, [.. figures.Take(features.Count).Select(figure => (long)figure.Number!.Value)]);
        if (figures[features.Count].Number != proof.Bound + constant) Fail("mentors.verify.price-bound", "Certificate.Prices", "The prices give another bound.");
        if (certificate.Proof == Proof.Bounded)
        {
            if (proof.Bound + constant < certificate.Bound) Fail("mentors.verify.bound", "Certificate.Bound", "The bound is not the best that the prices give.");
            return;
        }

        var known = listed.Select(people => people.Select(person => model.ItemOf(person)).Order().ToArray()).ToList();
        string? counter = proof.FindBetter(floor == long.MinValue ? long.MinValue : floor - constant, known);
        if (counter is not null) Fail("mentors.verify.better", "Certificate.Proof", counter);
    }

    private void Fail(string code, string where, string what) => _problems.Error(code, where, what, "Select again, and compare.");

    private static bool IsClose(double a, double b) => Math.Abs(a - b) <= 1e-9;
}
