using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>
/// A gateway over a scripted market of AAPL and MSFT, its session open, without lockstep unless asked for. Requests take effect 1 ms after they are sent, are
/// acknowledged after 20 ms and reach the market after 50 ms. Times are seconds from the opening.
/// </summary>
sealed class WireDesk
{
    public WireDesk(GatewayOptions? options = null, FaultPlan? faults = null, bool open = true)
    {
        Core = new GatewayCore(Market, options ?? new GatewayOptions { LockstepClients = 0, Speed = 1 }, faults);
        Market.Quote(0, 99.99, 100.01).Quote(0, 49.99, 50.01, symbol: 1);
        if (open) To(0);
    }

    public ScriptedMarket Market { get; } = new("AAPL", "MSFT");

    public GatewayCore Core { get; }

    public double Now => (Core.Now - ScriptedMarket.Open) / (double)EngineTime.Second;

    /// <summary>A started client that has read its connect burst and forgotten it.</summary>
    public WireClient Client(int id = 1, int version = 200)
    {
        var client = new WireClient(Core).Hello(version, version).Start(id);
        client.Take();
        return client;
    }

    /// <summary>Moves on to a whole second.</summary>
    public WireDesk To(double second)
    {
        var time = ScriptedMarket.Open + (long)(second * EngineTime.Second);
        while (Core.Now < time) Core.Move();
        Assert.Equal(time, Core.Now);
        return this;
    }

    /// <summary>Moves on by one second.</summary>
    public WireDesk Second() => To(Math.Floor(Now) + 1);
}
