using PeerLearning.Cohorts;
using PeerLearning.Internal;

namespace PeerLearning.Evaluation.Areas;

/// <summary>Corrupted lotteries: every one must be rejected by the check, and the sound ones they come from accepted.</summary>
internal sealed class LotteryCertificatesArea : IArea
{
    public const int Corruptions = 1000;

    public string Name => "certificates";

    public IEnumerable<Case> Cases(EvaluationOptions options)
    {
        yield return new Case("lottery/corrupted", () => Run(Corruptions));
        yield return new Case("lottery/corrupted-draws", () => RunDraws(Corruptions));
    }

    /// <summary>Ledger, draw, reserve list and numbered cohorts.</summary>
    internal static CaseOutcome RunDraws(int corruptions)
    {
        var random = new SeededRandom(2);
        int done = 0, accepted = 0, sound = 0, pools = 0;
        string first = "";
        for (ulong seed = 1; done < corruptions; seed++)
        {
            var round = LotteryRound.Make(seed);
            pools++;
            if (round.IsSound()) sound++;
            for (int i = 0; i < 50 && done < corruptions; i++)
            {
                if (round.IsRejected(ref random, out string kind) is not { } isRejected) continue;
                done++;
                if (isRejected) continue;
                accepted++;
                if (first.Length == 0) first = $"; first accepted: {kind}, seed {seed}";
            }
        }

        return new CaseOutcome
        {
            Ok = accepted == 0 && sound == pools,
            Value = done - accepted,
            Reference = done,
            Verified = sound == pools,
            Detail = $"{pools} sound rounds, {sound} accepted{first}",
        };
    }

    internal static CaseOutcome Run(int corruptions)
    {
        var random = new SeededRandom(1);
        int done = 0, accepted = 0, sound = 0, pools = 0;
        string first = "";
        for (ulong seed = 1; done < corruptions; seed++)
        {
            int[] shape = LotteryTwin.Values(3, seed);
            var (workforce, request, _) = LotteryTwin.Make(40 + (int)(seed % 5 * 10), 6 + (int)(seed % 4), shape, seed % 2 == 0 ? 0.1 : 0, seed);
            var chances = new AdmissionLottery().FindChances(workforce, request);
            pools++;
            if (chances.Verify(workforce, request).Count == 0) sound++;
            for (int i = 0; i < 25 && done < corruptions; i++)
            {
                if (LotteryCorruption.Make(chances.Model, chances.Solution, ref random, out string kind) is not { } corrupt) continue;
                done++;
                var broken = new AdmissionChances(workforce, chances.Model, corrupt, null);
                if (broken.Verify(workforce, request).Count > 0) continue;
                accepted++;
                if (first.Length == 0) first = $"; first accepted: {kind}, seed {seed}";
            }
        }

        return new CaseOutcome
        {
            Ok = accepted == 0 && sound == pools,
            Value = done - accepted,
            Reference = done,
            Verified = sound == pools,
            Detail = $"{pools} sound lotteries, {sound} accepted{first}",
        };
    }
}
