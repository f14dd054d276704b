namespace PeerLearning.Cohorts;

/// <summary>Finds who competes for too few places: everything that alternating paths reach from the unmatched learners.</summary>
internal static class MatchShortages
{
    public static IReadOnlyList<MatchShortage> Find(MatchModel model, int[] candidateOf)
    {
        int learners = model.LearnerCount, mentors = model.MentorCount;
        var seats = new List<int>[mentors];
        for (int m = 0; m < mentors; m++) seats[m] = [];
        for (int l = 0; l < learners; l++)
        {
            if (candidateOf[l] >= 0) seats[model.Mentor[candidateOf[l]]].Add(l);
        }

        // Groups of mentors whose learners compete with each other.
        int[] group = new int[mentors], learnerGroup = new int[learners];
        Array.Fill(group, -1);
        Array.Fill(learnerGroup, -1);
        var parent = new List<int>();
        var open = new HashSet<int>();
        var queue = new Queue<int>();
        for (int root = 0; root < learners; root++)
        {
            if (candidateOf[root] >= 0 || !model.IsHere(root) || model.Start[root] == model.Start[root + 1]) continue;
            int mine = parent.Count;
            parent.Add(mine);
            learnerGroup[root] = mine;
            queue.Enqueue(root);
            while (queue.TryDequeue(out int l))
            {
                foreach (int m in Neighbours(model, l))
                {
                    if (group[m] >= 0)
                    {
                        parent[Root(parent, group[m])] = Root(parent, mine);
                        continue;
                    }

                    group[m] = mine;
                    if (seats[m].Count < model.Input.Mentors[m].Places) open.Add(mine);
                    foreach (int other in seats[m])
                    {
                        learnerGroup[other] = mine;
                        queue.Enqueue(other);
                    }
                }
            }
        }

        var isOpen = open.Select(one => Root(parent, one)).ToHashSet();
        var found = new List<MatchShortage>();
        for (int one = 0; one < parent.Count; one++)
        {
            if (Root(parent, one) != one || isOpen.Contains(one)) continue;
            int[] who = [.. Enumerable.Range(0, learners).Where(l => learnerGroup[l] >= 0 && Root(parent, learnerGroup[l]) == one)];
            int[] where = [.. Enumerable.Range(0, mentors).Where(m => group[m] >= 0 && Root(parent, group[m]) == one)];
            found.Add(new MatchShortage
            {
                Learners = ValueList.Copy(who.Select(l => model.Input.Learners[l].Person)),
                Mentors = ValueList.Copy(where.Select(m => model.Input.Mentors[m].Person)),
                Places = where.Sum(m => model.Input.Mentors[m].Places),
            });
        }

        return ValueList.Copy(found.OrderBy(shortage => shortage.Learners[0]));
    }

    /// <summary>All mentors who come into question for a learner, listed as candidates or not.</summary>
    private static IEnumerable<int> Neighbours(MatchModel model, int learner)
    {
        if (!model.IsPartial)
        {
            for (int e = model.Start[learner]; e < model.Start[learner + 1]; e++) yield return model.Mentor[e];
            yield break;
        }

        model.Judge.Begin(learner);
        for (int m = 0; m < model.MentorCount; m++)
        {
            if (model.Judge.Judge(m) >= 0) yield return m;
        }
    }

    private static int Root(List<int> parent, int one)
    {
        while (parent[one] != one) one = parent[one] = parent[parent[one]];
        return one;
    }
}
