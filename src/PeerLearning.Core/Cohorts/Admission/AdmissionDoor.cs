using PeerLearning.People;

namespace PeerLearning.Cohorts;

/// <summary>Judges a request: everything that is wrong with it, at once.</summary>
internal static class AdmissionDoor
{
    /// <summary>Who may be drawn, by position in the workforce, those already in included.</summary>
    public static int[] JudgePeople(Workforce workforce, AdmissionRequest request, ProblemList problems, CancellationToken cancellation = default)
    {
        var isIn = new bool[workforce.Count];
        if (request.Applicants is { } applicants)
        {
            for (int i = 0; i < applicants.Count; i++)
            {
                if ((i & 0x1FFF) == 0 && cancellation.IsCancellationRequested) break;
                int person = workforce.IndexOf(applicants[i]);
                if (person < 0)
                {
                    problems.Error("admission.applicant.unknown", $"request.Applicants[{i}]", $"'{applicants[i]}' is not in the workforce.", "Bring the person's row, or drop the application.");
                }
                else if (isIn[person])
                {
                    problems.Error("admission.applicant.duplicate", $"request.Applicants[{i}]", $"'{applicants[i]}' applies twice.", "Name everybody once.");
                }
                else
                {
                    isIn[person] = true;
                }
            }

            if (applicants.Count == 0 && request.AlreadyIn.Count == 0) problems.Error("admission.applicants.none", "request.Applicants", "Nobody applied.", "Name the applicants, or null for everybody.");
        }
        else
        {
            Array.Fill(isIn, true);
        }

        var given = new HashSet<PersonId>();
        for (int i = 0; i < request.AlreadyIn.Count; i++)
        {
            int person = workforce.IndexOf(request.AlreadyIn[i]);
            if (person < 0)
            {
                problems.Error("admission.already-in.unknown", $"request.AlreadyIn[{i}]", $"'{request.AlreadyIn[i]}' is not in the workforce.", "Bring the person's row.");
            }
            else if (!given.Add(request.AlreadyIn[i]))
            {
                problems.Error("admission.already-in.duplicate", $"request.AlreadyIn[{i}]", $"'{request.AlreadyIn[i]}' is named twice.", "Name everybody once.");
            }
            else
            {
                isIn[person] = true;
            }
        }

        for (int i = 0; i < request.Rules.Count; i++)
        {
            foreach (var person in request.Rules[i] is ExcludeRule rule ? rule.People : [])
            {
                if (given.Contains(person)) problems.Error("admission.already-in.excluded", $"request.Rules[{i}]", $"'{person}' is in already and is excluded.", "Drop one of the two.");
            }
        }

        if (request.AlreadyIn.Count > request.Places)
        {
            problems.Error("admission.places.too-few", "request.Places", $"{request.AlreadyIn.Count} are in already and there are {request.Places} places.", "Give more places.");
        }

        int count = 0;
        foreach (bool member in isIn) count += member ? 1 : 0;
        int[] pool = new int[count];
        for (int person = 0, at = 0; person < isIn.Length; person++)
        {
            if (isIn[person]) pool[at++] = person;
        }

        return pool;
    }

    public static void JudgeRules(Workforce workforce, AdmissionRequest request, ProblemList problems)
    {
        for (int i = 0; i < request.Rules.Count; i++)
        {
            string where = $"request.Rules[{i}]";
            if (request.Rules[i] is not { } rule)
            {
                problems.Error("admission.rule.missing", where, "There is no rule here.", "Leave the row out.");
                continue;
            }

            if (rule is OverlapRule)
            {
                problems.Error("admission.rule.unsupported", where, "Common working hours have no meaning before cohorts are formed.", "Ask for them when forming cohorts.");
                continue;
            }

            problems.AddRange(rule.FindProblems(workforce, where));
        }

        if (request.Rules.All(rule => rule is not null)) problems.AddRange(request.Policy.FindProblems(request.Rules, "request.Rules"));
    }

    /// <summary>Ledger and drop-outs: one row a person, in range.</summary>
    public static void JudgeChances(AdmissionRequest request, bool canEven, ProblemList problems)
    {
        if (request.PastChances.Count > 0 && !canEven)
        {
            problems.Error("admission.past.unsupported", "request.PastChances", "Only leximin and maximin lotteries even chances out over rounds.", "Drop the past chances, or ask for leximin.");
        }

        JudgeRows(request.PastChances, "past", "request.PastChances", 1e6, problems);
        JudgeRows(request.DropOutChances, "drop-out", "request.DropOutChances", 1, problems);
    }

    private static void JudgeRows(IReadOnlyList<PersonChance> rows, string code, string where, double most, ProblemList problems)
    {
        var known = new HashSet<PersonId>();
        for (int i = 0; i < rows.Count; i++)
        {
            if (!(rows[i].Chance >= 0 && rows[i].Chance <= most))
            {
                problems.Error($"admission.{code}.out-of-range", $"{where}[{i}]", $"The chance of '{rows[i].Person}' is not from 0 to {most.ToString(System.Globalization.CultureInfo.InvariantCulture)}.", "Mend or drop the row.");
            }

            if (!known.Add(rows[i].Person)) problems.Error($"admission.{code}.duplicate", $"{where}[{i}]", $"'{rows[i].Person}' is named twice.", "Name everybody once.");
        }
    }
}
