using Bellwether.Benchmarks;
using BenchmarkDotNet.Running;

// Words of our own run a harness; everything else is BenchmarkDotNet's own command line.
if (args is ["engine", .. var rest]) return EngineThroughput.Run(rest);
if (args is ["aggregation"]) return AggregationThroughput.Run();
if (args is ["protocol"]) return CodecThroughput.Run();
if (args is ["gateway-load", .. var load]) return await GatewayLoad.RunAsync(load);
if (args is ["fuzz", .. var fuzz]) return FuzzRun.Run(fuzz);
if (args is ["latency"]) return await Bellwether.Benchmarks.Latency.TickToOrder.RunAsync();
if (args is ["store"]) return Bellwether.Benchmarks.Storage.StoreThroughput.Run();
if (args is ["indicators", .. var indicators]) return Bellwether.Benchmarks.Indicators.IndicatorSpeed.Run(indicators);
BenchmarkSwitcher.FromAssembly(typeof(EngineThroughput).Assembly).Run(args);
return 0;
