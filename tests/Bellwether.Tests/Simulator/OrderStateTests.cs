using System.Text.Json;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

public sealed class OrderStateTests
{
    /// <summary>A gateway that starts where another one stopped, by way of JSON.</summary>
    static WireDesk Restarted(WireDesk before, double at)
    {
        var json = JsonSerializer.Serialize(before.Core.Orders.Capture(), OrderDeskJson.Options);
        var after = new WireDesk(open: false);
        after.Core.RestoreOrders(JsonSerializer.Deserialize<OrderDeskState>(json, OrderDeskJson.Options)!);
        return after.To(at);
    }

    [Fact]
    public void Orders_and_executions_outlive_the_gateway()
    {
        var first = new WireDesk();
        var client = first.Client(3).Market(1, "BUY", 100).Limit(2, "BUY", 50, 95, "GTC").Limit(3, "SELL", 10, 120, "GTC");
        first.To(1);
        client.Cancel(3);
        first.To(2);
        var ids = client.Take<OpenOrder>().GroupBy(o => o.OrderId).ToDictionary(g => g.Key, g => g.Last().Order.PermId);

        var second = Restarted(first, 0);
        var again = new WireClient(second.Core).Hello().Start(3);
        var burst = again.Take();
        Assert.Equal([(2, ids[2])], burst.OfType<OpenOrder>().Select(o => (o.OrderId, o.Order.PermId)));
        Assert.Equal(4, burst.OfType<NextValidId>().Single().OrderId);
        again.Send(new ReqExecutions { ReqId = 7 }).Send(new ReqCompletedOrders());
        second.To(1);
        var told = again.Take();
        Assert.Equal((1, 100m, 100.01, ids[1]), told.OfType<ExecDetails>().Select(e => (e.OrderId, e.Shares, e.Price, e.PermId)).Single());
        Assert.Equal([ids[1], ids[3]], told.OfType<CompletedOrder>().Select(c => c.Order.PermId));

        second.Market.Quote(2, 94, 94.5);
        second.To(2);
        Assert.Equal("exec 2 BOT 50@95; open 2 Filled; status 2 Filled 50/0; fee 1", again.Orders());
        again.Limit(4, "BUY", 1, 90);
        second.To(3);
        Assert.Equal(ids[3] + 1, again.Take<OpenOrder>()[0].Order.PermId);
    }

    [Fact]
    public void A_bracket_goes_on_where_it_was_with_its_parts_triggers_and_groups()
    {
        var first = new WireDesk();
        first.Market.Quote(2, 99.40, 99.45, size: 40).Quote(3, 99.60, 99.65);
        var client = first.Client()
            .Place(1, "BUY", 100, "LMT", limit: 99.5, transmit: false, tif: "GTC")
            .Place(2, "SELL", 100, "LMT", limit: 102, parent: 1, transmit: false, tif: "GTC")
            .Place(3, "SELL", 100, "STP", stop: 98, parent: 1, tif: "GTC");
        first.To(3);
        var bought = client.Take<ExecDetails>().Sum(e => e.Shares);
        Assert.InRange(bought, 20, 60);

        var second = Restarted(first, 0);
        var again = new WireClient(second.Core).Hello().Start(1);
        again.Take();
        second.Market.Quote(2, 102.05, 102.10);
        second.To(2);
        Assert.Equal([(2, bought)], again.Take<ExecDetails>().Select(e => (e.OrderId, e.Shares)));
    }

    [Fact]
    public void Orders_that_were_held_back_can_still_be_transmitted()
    {
        var first = new WireDesk();
        first.Client().Place(1, "BUY", 100, "LMT", limit: 99.5, transmit: false);
        first.To(1);
        var second = Restarted(first, 0);
        var client = new WireClient(second.Core).Hello().Start(1);
        client.Take();
        client.Place(2, "SELL", 100, "LMT", limit: 102, parent: 1);
        second.To(1);
        Assert.Equal(
            "open 1 PreSubmitted; status 1 PreSubmitted 0/100; open 2 PreSubmitted; status 2 PreSubmitted 0/100 child; open 1 Submitted; status 1 Submitted 0/100", client.Orders());
    }

    [Fact]
    public void A_state_of_other_symbols_is_refused_with_a_reason()
    {
        var first = new WireDesk();
        first.Client().Limit(1, "BUY", 1, 90);
        first.To(1);
        var state = first.Core.Orders.Capture();
        var strange = state with { Orders = [state.Orders[0] with { Symbol = "ZZZZ" }] };
        var error = Assert.Throws<ArgumentException>(() => new WireDesk(open: false).Core.RestoreOrders(strange));
        Assert.Contains("ZZZZ, which this gateway does not trade", error.Message, StringComparison.Ordinal);
    }
}
