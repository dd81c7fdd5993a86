using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.EndToEnd.RealTime;

/// <summary>A simulated gateway on a port of this machine, whose time runs faster than the wall's and waits for nobody.</summary>
sealed class LoopbackGateway : IAsyncDisposable
{
    public static readonly LocalDate Session = new(2025, 3, 3);

    readonly CancellationTokenSource end = new();
    readonly GatewayServer server;
    readonly Task running;

    public LoopbackGateway(FaultPlan? faults = null, double speed = 60, string account = "DU1234567")
    {
        var options = new GatewayOptions { LockstepClients = 0, Speed = speed, Accounts = [account] };
        Core = new GatewayCore(new SyntheticMarket(Instruments, new SyntheticMarketOptions { FirstSession = Session, HistorySessions = 1 }), options, faults);
        Time = new GatewayTimeProvider(Core);
        server = GatewayServer.Listen(Core, options);
        running = server.RunAsync(end.Token);
    }

    public static InstrumentTable Instruments { get; } = InstrumentTable.UsEquities("AAA", "BBB");

    /// <summary>Not to be touched while the gateway runs, but for its time.</summary>
    public GatewayCore Core { get; }

    public GatewayTimeProvider Time { get; }

    public int Port => server.Endpoint.Port;

    /// <summary>Ends it; its core may be looked at from then on.</summary>
    public async Task StopAsync()
    {
        await end.CancelAsync();
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        end.Dispose();
    }
}
