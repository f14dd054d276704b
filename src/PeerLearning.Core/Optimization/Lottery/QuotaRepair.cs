namespace PeerLearning.Optimization;

/// <summary>What to do about a <see cref="QuotaProgram"/> without points.</summary>
internal static class QuotaRepair
{
    /// <summary>
    /// A minimal set of the given sets of rows that has no point together with the rows in no set: deletion filter (Chinneck and Dravnieks,
    /// "Locating minimal infeasible constraint sets in linear programs", 1991).
    /// </summary>
    /// <param name="program">A programme without points.</param>
    /// <param name="setOf">The set of each row; -1 for rows that always hold.</param>
    /// <param name="sets">The number of sets.</param>
    /// <param name="maxNodes">The most nodes per question; an unanswered question keeps the set.</param>
    /// <param name="cancellation">Leaves the questions that are open unanswered.</param>
    /// <returns>The sets, and whether every question was answered, so that none of them can be spared.</returns>
    public static (List<int> Sets, bool IsMinimal) Conflict(QuotaProgram program, int[] setOf, int sets, long maxNodes, CancellationToken cancellation = default)
    {
        var work = program.Copy();
        var optimizer = new QuotaOptimizer(work);
        var profit = new double[program.Variables];
        var kept = new List<int>();
        bool isMinimal = true;
        for (int set = 0; set < sets; set++)
        {
            Relax(program, work, setOf, set);
            var answer = optimizer.Maximise(profit, -1, maxNodes, stopAtFirst: true, cancellation: cancellation);
            if (!answer.HasPoint && answer.IsComplete) continue;
            kept.Add(set);
            isMinimal &= answer.HasPoint;
            for (int r = 0; r < setOf.Length; r++)
            {
                if (setOf[r] == set) (work.RowLower[r], work.RowUpper[r]) = (program.RowLower[r], program.RowUpper[r]);
            }
        }

        return (kept, isMinimal);
    }

    /// <summary>The cheapest moves of row limits that let a point exist: one integer variable per limit that may move.</summary>
    /// <returns>Per row how far its lower limit falls and its upper limit rises; null when no move helps or the nodes ran out.</returns>
    public static (int[] Lowered, int[] Raised, bool IsProven)? Relaxation(QuotaProgram program, bool[] isMovable, long maxNodes, CancellationToken cancellation = default)
    {
        var entries = new List<IReadOnlyList<(int Row, int Coefficient)>>();
        var lower = new List<int>(program.Lower);
        var upper = new List<int>(program.Upper);
        for (int v = 0; v < program.Variables; v++)
        {
            var list = new List<(int Row, int Coefficient)>();
            var rows = program.RowsOf(v);
            for (int e = 0; e < rows.Length; e++) list.Add((rows[e], program.CoefficientsOf(v)[e]));
            entries.Add(list);
        }

        var profit = new List<double>(new double[program.Variables]);
        var moves = new List<(int Row, bool IsLower)>();
        for (int r = 0; r < program.Rows; r++)
        {
            if (!isMovable[r]) continue;
            int reach = program.Upper.Sum();
            if (program.RowLower[r] > 0) Move(r, 1, true, program.RowLower[r], -(1 + (2.0 / program.RowLower[r])));
            if (program.RowUpper[r] < reach) Move(r, -1, false, reach - program.RowUpper[r], -1);
        }

        var wide = new QuotaProgram([.. lower], [.. upper], [.. program.RowLower], [.. program.RowUpper], entries);
        var optimizer = new QuotaOptimizer(wide);
        var answer = optimizer.Maximise([.. profit], -1e12, maxNodes, cancellation: cancellation);
        if (!answer.HasPoint) return null;
        var lowered = new int[program.Rows];
        var raised = new int[program.Rows];
        for (int m = 0; m < moves.Count; m++)
        {
            int amount = optimizer.Point[program.Variables + m];
            if (moves[m].IsLower) lowered[moves[m].Row] = amount;
            else raised[moves[m].Row] = amount;
        }

        return (lowered, raised, answer.IsComplete);

        void Move(int row, int coefficient, bool isLower, int most, double cost)
        {
            entries.Add([(row, coefficient)]);
            lower.Add(0);
            upper.Add(most);
            profit.Add(cost);
            moves.Add((row, isLower));
        }
    }

    private static void Relax(QuotaProgram program, QuotaProgram work, int[] setOf, int set)
    {
        for (int r = 0; r < setOf.Length; r++)
        {
            if (setOf[r] != set) continue;
            int least = 0, most = 0;
            for (int v = 0; v < program.Variables; v++)
            {
                var rows = program.RowsOf(v);
                for (int e = 0; e < rows.Length; e++)
                {
                    if (rows[e] != r) continue;
                    int coefficient = program.CoefficientsOf(v)[e];
                    least += coefficient * (coefficient > 0 ? program.Lower[v] : program.Upper[v]);
                    most += coefficient * (coefficient > 0 ? program.Upper[v] : program.Lower[v]);
                }
            }

            work.RowLower[r] = Math.Min(least, program.RowLower[r]);
            work.RowUpper[r] = Math.Max(most, program.RowUpper[r]);
        }
    }
}
