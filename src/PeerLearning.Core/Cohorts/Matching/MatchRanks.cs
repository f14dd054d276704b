namespace PeerLearning.Cohorts;

/// <summary>How the two sides of every candidate pair rank each other.</summary>
internal sealed class MatchRanks
{
    private MatchRanks(int[] learner, int[] mentor)
    {
        Learner = learner;
        Mentor = mentor;
    }

    /// <summary>The number of each candidate among the learner's choices, from 1; ties share it.</summary>
    public int[] Learner { get; }

    /// <summary>The number of each candidate's learner among the mentor's choices, from 1; ties share it.</summary>
    public int[] Mentor { get; }

    public static MatchRanks Of(MatchModel model)
    {
        int edges = model.Mentor.Length;
        long[] wish = new long[edges], wanted = new long[edges];
        for (int l = 0; l < model.LearnerCount; l++)
        {
            if (model.Start[l] == model.Start[l + 1]) continue;
            model.Judge.Begin(l);
            for (int e = model.Start[l]; e < model.Start[l + 1]; e++)
            {
                wish[e] = Key(model.Judge.WishOf(model.Mentor[e]), model.Points[e]);
                wanted[e] = Key(model.Judge.WantedOf(model.Mentor[e]), model.Points[e]);
            }
        }

        int[] order = new int[edges];
        for (int e = 0; e < edges; e++) order[e] = e;
        int[] learner = new int[edges], mentor = new int[edges];
        var keys = (long[])wish.Clone();
        for (int l = 0; l < model.LearnerCount; l++) Number(keys, order, learner, model.Start[l], model.Start[l + 1]);

        int[] start = new int[model.MentorCount + 1];
        foreach (int m in model.Mentor) start[m + 1]++;
        for (int m = 0; m < model.MentorCount; m++) start[m + 1] += start[m];
        var next = start.AsSpan(0, model.MentorCount).ToArray();
        for (int e = 0; e < edges; e++)
        {
            int at = next[model.Mentor[e]]++;
            order[at] = e;
            keys[at] = wanted[e];
        }

        for (int m = 0; m < model.MentorCount; m++) Number(keys, order, mentor, start[m], start[m + 1]);
        return new MatchRanks(learner, mentor);
    }

    /// <summary>Listed candidates come by rank, then the others by fit.</summary>
    public static long Key(int rank, int points) => rank > 0 ? rank : (1L << 40) - points;

    private static void Number(long[] keys, int[] order, int[] number, int begin, int end)
    {
        Array.Sort(keys, order, begin, end - begin);
        for (int at = begin, same = begin; at < end; at++)
        {
            if (keys[at] != keys[same]) same = at;
            number[order[at]] = same - begin + 1;
        }
    }
}
