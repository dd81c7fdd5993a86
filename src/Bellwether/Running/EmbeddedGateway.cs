using Bellwether.Configuration;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;

namespace Bellwether.Running;

/// <summary>The simulated gateway inside the process: the same server as <c>bellwether gateway</c>, on a free port of this machine, paced by its one client unless the options say otherwise.</summary>
sealed class EmbeddedGateway : IAsyncDisposable
{
    readonly GatewayServer server;
    readonly CancellationTokenSource ending = new();
    readonly Task serving;

    EmbeddedGateway(GatewayServer server)
    {
        this.server = server;
        serving = server.RunAsync(ending.Token);
    }

    public int Port => server.Endpoint.Port;

    public static EmbeddedGateway Start(IMarket market, Settings settings) => Start(market, new GatewayOptions
    {
        StartCash = settings.Account.Cash,
        Speed = (double)settings.Market.Speed,
        Fees = VenueFactory.Fees(settings.Simulation),
        SplitLargeOrders = settings.Simulation.PartialFills,
        Seed = (ulong)settings.Market.Seed,
    });

    /// <exception cref="GatewayHostException">No port could be had.</exception>
    public static EmbeddedGateway Start(IMarket market, GatewayOptions options) => new(GatewayServer.Listen(new GatewayCore(market, options), options));

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await serving;
        await server.DisposeAsync();
        ending.Dispose();
    }
}
