using BenchmarkDotNet.Running;
using PeerLearning.Benchmarks;

if (args is ["team-peers", ..]) TeamPeersTable.Print(args[1..]);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
