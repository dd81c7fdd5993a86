using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulator;

/// <summary>A gateway of the wall's time that was away over midnight, in a market that never closes.</summary>
public sealed class GatewayAbsenceTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-absence-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static readonly Instant Evening = Instant.FromUtc(2025, 6, 3, 1, 0); // 21:00 in New York on June 2.

    string Path => System.IO.Path.Combine(folder, "books.json");

    static GatewayCore Core(Instant start, bool followsWall = false) => new(
        new LiveLikeMarket(InstrumentTable.UsEquities("AAPL"), start, new LiveLikeMarketOptions()), new GatewayOptions { LockstepClients = 0, Speed = 1, FollowsWallClock = followsWall });

    static void Seconds(GatewayCore core, int seconds)
    {
        for (var end = core.Now + (seconds * EngineTime.Second); core.Now < end;) core.Move();
    }

    void Leave()
    {
        var core = Core(Evening);
        using var file = GatewayStateFile.Open(Path, core);
        Seconds(core, 2);
        var client = new WireClient(core).Hello().Start(1);
        client.Limit(1, "BUY", 10, 6, tif: "DAY").Limit(2, "BUY", 10, 6, tif: "GTC");
        Seconds(core, 3);
        Assert.Equal(["PreSubmitted", "Submitted"], client.Take().OfType<OpenOrder>().Select(o => o.State.Status.Text).Distinct());
        file.Save();
    }

    [Theory]
    [InlineData(1, "1 2")] // 22:00, the same day
    [InlineData(4, "2")] // 01:00, the next one
    [InlineData(100, "2")]
    public void Orders_for_the_day_have_expired_when_it_comes_back_on_another(int hours, string working)
    {
        Leave();
        var core = Core(Evening + Duration.FromHours(hours), followsWall: true);
        using var file = GatewayStateFile.Open(Path, core);
        var back = new WireClient(core).Hello().Start(1);
        Assert.Equal(working, string.Join(' ', back.Take().OfType<OpenOrder>().Select(o => o.OrderId)));
        back.Send(new ReqCompletedOrders());
        Seconds(core, 1);
        Assert.Equal(working == "2" ? ["Cancelled"] : [], back.Take().OfType<CompletedOrder>().Select(o => o.Status.Text));
    }

    [Fact]
    public void Books_from_the_future_are_refused_by_a_gateway_of_the_walls_time()
    {
        Leave();
        var before = File.ReadAllBytes(Path);
        var problem = Assert.Throws<GatewayStateException>(() => GatewayStateFile.Open(Path, Core(Evening - Duration.FromHours(1), followsWall: true)));
        Assert.Contains("--clock simulated", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }
}
