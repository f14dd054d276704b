namespace PeerLearning.Cohorts;

/// <summary>Pairs in rows by learner, each with a value.</summary>
/// <param name="Start">Where the row of each learner begins, and where the last ends.</param>
/// <param name="Mentor">The mentors.</param>
/// <param name="Value">The values.</param>
internal sealed record PairRows(int[] Start, int[] Mentor, int[] Value)
{
    /// <summary>The mentors of a learner's row.</summary>
    public ReadOnlySpan<int> Of(int learner) => Mentor.AsSpan(Start[learner], Start[learner + 1] - Start[learner]);

    /// <summary>Rows of pairs that come in any order; within a row they keep it.</summary>
    public static PairRows Of(int learners, List<(int Learner, int Mentor, int Value)> pairs)
    {
        int[] start = new int[learners + 1], mentor = new int[pairs.Count], value = new int[pairs.Count];
        foreach (var pair in pairs) start[pair.Learner + 1]++;
        for (int l = 0; l < learners; l++) start[l + 1] += start[l];
        int[] next = start.AsSpan(0, learners).ToArray();
        foreach (var pair in pairs)
        {
            int at = next[pair.Learner]++;
            mentor[at] = pair.Mentor;
            value[at] = pair.Value;
        }

        return new PairRows(start, mentor, value);
    }
}
