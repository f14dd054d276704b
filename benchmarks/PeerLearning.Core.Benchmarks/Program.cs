using BenchmarkDotNet.Running;
using PeerLearning.Benchmarks;

// The peers take too long for repeated runs in processes of their own: they are timed directly.
if (args is ["matching", ..]) MatchingTimings.Run(args.Length > 1 ? args[1] : "");
else if (args is ["team-peers", ..]) TeamPeersTable.Print(args[1..]);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
