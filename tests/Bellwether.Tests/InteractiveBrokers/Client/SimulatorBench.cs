using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;

namespace Bellwether.Tests.InteractiveBrokers.Client;

/// <summary>The simulated gateway on a loopback port, faster than wall time, from just before the open on.</summary>
sealed class SimulatorBench : IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly GatewayServer _server;
    readonly Task _running;

    public SimulatorBench(GatewayOptions? options = null, FaultPlan? faults = null)
    {
        options = (options ?? new()) with { LockstepClients = 0, Speed = 20 };
        var market = new SyntheticMarket(InstrumentTable.UsEquities(["AAPL", "MSFT", "SPY"]), new SyntheticMarketOptions { Seed = 7 });
        _server = GatewayServer.Listen(new GatewayCore(market, options, faults), options);
        _running = _server.RunAsync(_stop.Token);
    }

    public IbClientOptions Options => new() { Port = _server.Endpoint.Port, ClientId = 3 };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _server.DisposeAsync();
        _stop.Dispose();
    }
}
