using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Orders;
using NodaTime;

namespace Bellwether.EndToEnd.RealTime;

/// <summary>
/// The driver of real gateways, without lockstep, over a real socket: its clock is the simulated gateway's, which runs sixty times as fast as the wall.
/// </summary>
public sealed class RealTimeDriverTests
{
    [Fact]
    public async Task It_trades_a_bracket_in_wall_time_and_ends_in_good_order()
    {
        await using var gateway = new LoopbackGateway();
        using var desk = new DrivenDesk(gateway);
        var driver = desk.Start(TestContext.Current.CancellationToken);
        await desk.UntilAsync(d => d.Executions.Count >= 2 && d.Orders.Any(o => o.IsLive && o.Role == OrderRole.Stop));

        await desk.StopAsync();
        var end = await driver;

        Assert.False(end.IsDeterministic);
        Assert.Null(desk.Engine.Violation);
        Assert.True(desk.Engine.Orders.Counts.Filled >= 2);
        Assert.True(desk.Engine.IsStopped);
        for (var i = 0; i < desk.Engine.Orders.LiveCount; i++) Assert.NotEqual(OrderRole.Entry, desk.Engine.Orders.Live(i).Role);
    }

    [Fact]
    public async Task It_reconnects_with_its_orders_in_doubt_until_the_broker_has_shown_them()
    {
        var open = ExchangeCalendar.NewYork.SessionOn(LoopbackGateway.Session)!.Open;
        await using var gateway = new LoopbackGateway(new FaultPlan { Drops = [new SessionDrop(open + Duration.FromMinutes(5), DrivenDesk.ClientId, Duration.FromSeconds(20))] });
        using var desk = new DrivenDesk(gateway);
        var driver = desk.Start(TestContext.Current.CancellationToken);
        await desk.UntilAsync(d => d.Alerts.Any(a => a.Title == "The broker is gone"));
        await desk.UntilAsync(d => d.Alerts.Count(a => a.Title == "Reconciled with the broker") >= 2 && d.Orders.All(o => !o.IsLive || o.IsConfirmed));

        await desk.StopAsync();
        await driver;

        Assert.Null(desk.Engine.Violation);
        Assert.Equal(desk.Engine.Executions.Received, desk.Engine.Executions.Applied + desk.Engine.Executions.Repeated);
    }
}
