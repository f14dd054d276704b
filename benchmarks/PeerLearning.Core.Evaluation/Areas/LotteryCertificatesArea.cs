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
        return Count(corruptions, 50, "rounds", seed =>
        {
            var round = LotteryRound.Make(seed);
            return (round.IsSound(), () => round.IsRejected(ref random, out string kind) is { } isRejected ? (isRejected, kind) : null);
        });
    }

    internal static CaseOutcome Run(int corruptions)
    {
        var random = new SeededRandom(1);
        return Count(corruptions, 25, "lotteries", seed =>
        {
            int[] shape = LotteryTwin.Values(3, seed);
            var (workforce, request, _) = LotteryTwin.Make(40 + (int)(seed % 5 * 10), 6 + (int)(seed % 4), shape, seed % 2 == 0 ? 0.1 : 0, seed);
            var chances = new AdmissionLottery().FindChances(workforce, request);
            (bool, string)? Corrupt() => LotteryCorruption.Make(chances.Model, chances.Solution, ref random, out string kind) is { } corrupt
                ? (new AdmissionChances(workforce, chances.Model, corrupt, null).Verify(workforce, request).Count > 0, kind)
                : null;
            return (chances.Verify(workforce, request).Count == 0, Corrupt);
        });
    }

    /// <summary>Corrupts sound answers, so many times each, and counts those that are rejected.</summary>
    private static CaseOutcome Count(int corruptions, int each, string what, Func<ulong, (bool IsSound, Func<(bool IsRejected, string Kind)?> Corrupt)> make)
    {
        int done = 0, accepted = 0, sound = 0, pools = 0;
        string first = "";
        for (ulong seed = 1; done < corruptions; seed++)
        {
            var (isSound, corrupt) = make(seed);
            pools++;
            if (isSound) sound++;
            for (int i = 0; i < each && done < corruptions; i++)
            {
                if (corrupt() is not { } tried) continue;
                done++;
                if (tried.IsRejected) continue;
                accepted++;
                if (first.Length == 0) first = $"; first accepted: {tried.Kind}, seed {seed}";
            }
        }

        return new CaseOutcome
        {
            Ok = accepted == 0 && sound == pools,
            Value = done - accepted,
            Reference = done,
            Verified = sound == pools,
            Detail = $"{pools} sound {what}, {sound} accepted{first}",
        };
    }
}
