using Bellwether.Benchmarks;
using BenchmarkDotNet.Running;

// "engine" runs the whole-engine throughput harness; everything else is BenchmarkDotNet's own command line.
if (args is ["engine", .. var rest]) return EngineThroughput.Run(rest);
BenchmarkSwitcher.FromAssembly(typeof(EngineThroughput).Assembly).Run(args);
return 0;
