using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>Names the rules that contradict each other and the cheapest way out.</summary>
internal static class ConflictFinder
{
    private const long MaxNodes = 200_000;

    public static AdmissionConflict Find(AdmissionModel model, AdmissionRequest request, CancellationToken cancellation = default)
    {
        int[] setOf = [.. model.Rows.Select(row => row.Rule)];
        var (conflict, isMinimal) = QuotaRepair.Conflict(model.Program, setOf, request.Rules.Count, MaxNodes, cancellation);
        bool[] isMovable = [.. model.Rows.Select(row => !row.IsHard)];
        var repair = QuotaRepair.Relaxation(model.Program, isMovable, MaxNodes, cancellation);
        var moves = new List<RuleRelaxation>();
        for (int r = 0; repair is { } found && r < model.Rows.Count; r++)
        {
            var row = model.Rows[r];
            if (found.Lowered[r] > 0)
            {
                moves.Add(new RuleRelaxation { Rule = row.Rule, What = $"at least: {row.Name}", From = row.Minimum, To = row.Minimum - found.Lowered[r] });
            }

            if (found.Raised[r] > 0)
            {
                moves.Add(new RuleRelaxation { Rule = row.Rule, What = $"at most: {row.Name}", From = row.Maximum, To = row.Maximum + found.Raised[r] });
            }
        }

        return new AdmissionConflict
        {
            Rules = [.. conflict.Select(rule => request.Rules[rule])],
            RulesProof = isMinimal ? Proof.Optimal : Proof.Bounded,
            Relaxation = moves,
            RelaxationProof = repair is { } known ? known.IsProven ? Proof.Optimal : Proof.Bounded : Proof.None,
        };
    }
}
