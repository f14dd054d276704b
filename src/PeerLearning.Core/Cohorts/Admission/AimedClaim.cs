using PeerLearning.Optimization;

namespace PeerLearning.Cohorts;

/// <summary>What a lottery that is not leximin claims.</summary>
internal sealed record AimedClaim(LotteryAim Aim, double Gamma, double Even, double Objective, double Bound);
