using PeerLearning.People;
using PeerLearning.Skills;

namespace PeerLearning.Mentors;

/// <summary>Checks an answer from the definitions: people, rules, score, order, bound. It shares nothing with the solver or with what prepares its work.</summary>
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
        var statement = new MentorStatement(workforce, levels, request, 0);
        if (PricesOf(selection.Certificate) is not { } sections) return;
        var check = new MentorBoundCheck(workforce, request, statement, sections[0].Prices);
        if (check.FindBetter(null, 0, []) is { } counter) Fail("mentors.verify.better", "Certificate.Proof", counter);
    }

    private void CheckTeams(MentorSelection selection)
    {
        var certificate = selection.Certificate;
        if (PricesOf(certificate) is not { } sections) return;
        var statement = new MentorStatement(workforce, levels, request, UnitOf(certificate));
        if (!statement.IsExact || UnitOf(certificate) <= 0)
        {
            Fail("mentors.verify.unit", "Certificate.Prices", "The unit does not make every worth a whole number.");
            return;
        }

        var teams = new List<MentorTeam> { selection.Team! };
        teams.AddRange(selection.RunnersUp);
        var listed = new List<int[]>();
        for (int t = 0; t < teams.Count; t++)
        {
            string where = t == 0 ? "Team" : $"RunnersUp[{t - 1}]";
            int[]? team = CheckTeam(teams[t], statement, UnitOf(certificate), where);
            if (team is null) continue;
            if (listed.Exists(other => other.AsSpan().SequenceEqual(team))) Fail("mentors.verify.twice", where, "The same team is listed twice.");
            listed.Add(team);
            if (t > 0 && teams[t].Objective > teams[t - 1].Objective) Fail("mentors.verify.order", where, "The team is better than the one before it.");
        }

        if (certificate.IsMinimised || certificate.Objective != teams[0].Objective) Fail("mentors.verify.objective", "Certificate.Objective", "It is not that of the team.");
        if (certificate.Bound < certificate.Objective) Fail("mentors.verify.bound", "Certificate.Bound", "The bound is below the objective.");
        if (selection.Candidates != statement.People.Length) Fail("mentors.verify.candidates", "Candidates", "The number of candidates is another.");
        bool isProven = certificate.Proof == Proof.Optimal;
        if (isProven && certificate.Bound != certificate.Objective) Fail("mentors.verify.proof", "Certificate.Proof", "The bound does not meet the objective.");
        if (!isProven && certificate.Proof != Proof.Bounded) Fail("mentors.verify.proof", "Certificate.Proof", "A team was found, so that something is known.");
        long? floor = !isProven ? (long)certificate.Bound : teams.Count < 1 + request.RunnersUp ? null : teams[^1].Objective;
        if (sections[0].Floors is null) Prove(certificate, statement, sections[0].Prices, floor, isProven ? listed : null);
        else ProveByFloors(statement, sections, floor, isProven ? listed : []);
    }

    /// <summary>Checks one team against the definitions and returns its members among the candidates, ascending; null if it is no team of candidates.</summary>
    private int[]? CheckTeam(MentorTeam team, MentorStatement statement, long unit, string where)
    {
        int[] order = [.. team.Members.Select(member => Array.BinarySearch(statement.People, workforce.IndexOf(member.Person)))];
        if (order.Length != request.Size || team.Members.Select(member => member.Person).Distinct().Count() != order.Length)
        {
            Fail("mentors.verify.members", where, $"It does not have {request.Size} different members.");
            return null;
        }

        for (int i = 0; i < order.Length; i++)
        {
            if (order[i] < 0) Fail("mentors.verify.demand", $"{where}.Members[{i}]", $"'{team.Members[i].Person}' is no candidate for this request.");
        }

        if (Array.Exists(order, item => item < 0)) return null;

        for (int i = 0; i < order.Length; i++)
        {
            var member = team.Members[i];
            int counted = statement.IsLeastExpertise ? order.Min(item => statement.Points[item]) : statement.Points[order[i]];
            if (!IsClose(member.Level, levels.Find(member.Person, request.Skill)!.Value.Level) || !IsClose(member.Expertise, statement.Points[order[i]] / 1000.0)
                || !IsClose(member.ExpertisePart, statement.PerPoint * counted / (double)unit) || !IsClose(member.DifferencePart, statement.DifferencePartOf(order, i) / unit))
            {
                Fail("mentors.verify.member", $"{where}.Members[{i}]", "The figures are not those of the person.");
            }
        }

        double expertise = statement.IsLeastExpertise ? order.Min(item => statement.Points[item]) / 1000.0 : order.Average(item => statement.Points[item]) / 1000;
        long value = statement.ValueOf(order);
        if (value != team.Objective || !IsClose(team.Score, value / (double)unit) || !IsClose(team.Difference, statement.DifferenceOf(order)) || !IsClose(team.Expertise, expertise))
        {
            Fail("mentors.verify.score", where, "The score is not that of the members.");
        }

        CheckTotals(team, where);
        var ids = team.Members.Select(member => member.Person).ToList();
        for (int r = 0; r < request.Rules.Count; r++)
        {
            foreach (var broken in request.Rules[r].Check(workforce, ids)) Fail("mentors.verify.rule", $"{where}, request.Rules[{r}]", broken.ToString());
        }

        return [.. order.Order()];
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

    /// <summary>Recomputes the bound from the prices and, if the answer is said to be proven, enumerates what they do not exclude.</summary>
    private void Prove(Certificate certificate, MentorStatement statement, Dictionary<string, long> prices, long? floor, List<int[]>? listed)
    {
        var check = new MentorBoundCheck(workforce, request, statement, prices);
        if (!check.IsHopeless && check.Bound > BoundOf(certificate)) Fail("mentors.verify.price-bound", "Certificate.Prices", "The prices give another bound.");
        if (listed is null)
        {
            if (check.Bound >= certificate.Bound + statement.Step) Fail("mentors.verify.bound", "Certificate.Bound", "The prices do not give this bound.");
        }
        else if (check.FindBetter(floor, 0, listed) is { } counter) Fail("mentors.verify.better", "Certificate.Proof", counter);
    }

    /// <summary>Where the least counts: every part of the floors is looked into, and the parts leave no gap.</summary>
    private void ProveByFloors(MentorStatement statement, List<Section> sections, long? floor, List<int[]> listed)
    {
        int[] points = statement.IsLeastExpertise && statement.PerPoint > 0 ? [.. statement.Points.Distinct().Order()] : [0];
        long[] pairs = statement.IsLeastDifference ? statement.PairLevels() : [0];
        var open = new List<(int Left, int Right, int Low, int High)> { (0, points.Length - 1, 0, pairs.Length - 1) };
        foreach (var (floors, _) in sections)
        {
            // The levels that lie in the part, and what is left of the others.
            int left = At(points, (int)floors![0]), right = At(points, (int)floors[1] + 1) - 1, low = At(pairs, floors[2]), high = At(pairs, floors[3] + 1) - 1;
            open = [.. open.SelectMany(area => Without(area, left, right, low, high))];
        }

        if (open.Count > 0)
        {
            Fail("mentors.verify.floors", "Certificate.Prices", "The floors leave a gap.");
            return;
        }

        foreach (var (floors, prices) in sections)
        {
            long top = (statement.IsLeastExpertise ? statement.PerPoint * request.Size * floors![1] : 0) + (statement.Pairs * floors![3]);
            var check = new MentorBoundCheck(workforce, request, statement, prices, (int)floors[0], floors[2]);
            if (check.FindBetter(floor, top, listed) is not { } counter) continue;
            Fail("mentors.verify.better", "Certificate.Proof", counter);
            return;
        }
    }

    private static int At<T>(T[] ascending, T value)
    {
        int at = Array.BinarySearch(ascending, value);
        return at >= 0 ? at : ~at;
    }

    private static IEnumerable<(int Left, int Right, int Low, int High)> Without((int Left, int Right, int Low, int High) area, int left, int right, int low, int high)
    {
        if (right < area.Left || left > area.Right || high < area.Low || low > area.High || left > right || low > high)
        {
            yield return area;
            yield break;
        }

        if (area.Left < left) yield return area with { Right = left - 1 };
        if (area.Right > right) yield return area with { Left = right + 1 };
        int from = Math.Max(area.Left, left), to = Math.Min(area.Right, right);
        if (area.Low < low) yield return (from, to, area.Low, low - 1);
        if (area.High > high) yield return (from, to, high + 1, area.High);
    }

    /// <summary>The prices by name, part by part where the least counts; null if they are not in order.</summary>
    private List<Section>? PricesOf(Certificate certificate)
    {
        var sections = new List<Section>();
        var figures = certificate.Prices;
        bool isSound = figures.Count > 0 && figures[0].Name == MentorCertificate.Unit && figures[0].Number is { } unit && unit == Math.Floor(unit);

        // Who must be in and is no candidate makes a request impossible without any price.
        if (certificate.Proof == Proof.Impossible && figures.Count == 1) return [new Section(null, [])];
        isSound = isSound && BoundOf(certificate) is not null;
        for (int i = 1; i < figures.Count && isSound && figures[i].Name != MentorCertificate.Bound; i++)
        {
            isSound = figures[i].Number is { } number && number == Math.Floor(number) && Math.Abs(number) < 1L << 60;
            if (!isSound) break;
            if (figures[i].Name == MentorCertificate.Floors[0])
            {
                long[] floors = new long[4];
                for (int f = 0; f < 4 && isSound; f++)
                {
                    isSound = i + f < figures.Count && figures[i + f].Name == MentorCertificate.Floors[f] && figures[i + f].Number is >= 0 and < 1L << 60;
                    if (isSound) floors[f] = (long)figures[i + f].Number!.Value;
                }

                sections.Add(new Section(floors, new Dictionary<string, long>(StringComparer.Ordinal)));
                i += 3;
                continue;
            }

            if (sections.Count == 0) sections.Add(new Section(null, new Dictionary<string, long>(StringComparer.Ordinal)));
            if (!sections[^1].Prices.TryAdd(figures[i].Name, (long)figures[i].Number!.Value)) isSound = false;
        }

        if (sections.Count == 0) sections.Add(new Section(null, []));
        if (isSound) return sections;
        Fail("mentors.verify.prices", "Certificate.Prices", "They are not the prices of this request.");
        return null;
    }

    private static double? BoundOf(Certificate certificate) => certificate.Prices.FirstOrDefault(figure => figure.Name == MentorCertificate.Bound).Number;

    private static long UnitOf(Certificate certificate) => (long)certificate.Prices[0].Number!.Value;

    private void Fail(string code, string where, string what) => _problems.Error(code, where, what, "Select again, and compare.");

    private static bool IsClose(double a, double b) => Math.Abs(a - b) <= 1e-9;

    /// <param name="Floors">The floors that the prices belong to; null if they belong to all.</param>
    /// <param name="Prices">The prices by name.</param>
    private sealed record Section(long[]? Floors, Dictionary<string, long> Prices);
}
