using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;

namespace Bellwether.Tests.Simulator;

/// <summary>Brackets of other shapes than entry, target and stop, each worked by hand. The quote is 99.99 to 100.01.</summary>
public sealed class BracketShapeTests
{
    /// <summary>Enters, and forgets what was told up to then.</summary>
    static WireClient Entered(WireDesk desk, Action<WireClient> place)
    {
        var client = desk.Client();
        place(client);
        desk.To(1);
        client.Take();
        return client;
    }

    [Fact]
    public void Two_targets_and_a_stop_share_what_the_entry_bought()
    {
        // Bought 100: 40 sold at 101, 60 at 102, or what is left at 98.
        var desk = new WireDesk();
        var client = Entered(desk, c => c
            .Place(1, "BUY", 100, "MKT", transmit: false)
            .Place(2, "SELL", 40, "LMT", limit: 101, parent: 1, transmit: false, oca: "x", ocaType: 2)
            .Place(3, "SELL", 60, "LMT", limit: 102, parent: 1, transmit: false, oca: "y", ocaType: 2)
            .Place(4, "SELL", 100, "STP", stop: 98, parent: 1, oca: "x", ocaType: 2));
        desk.Market.Quote(2, 101.10, 101.12).Quote(3, 97.90, 97.92);
        desk.To(2);
        Assert.Equal("exec 2 SLD 40@101; open 2 Filled; status 2 Filled 40/0; fee 1; open 4 PreSubmitted; status 4 PreSubmitted 0/60 trigger", client.Orders());
        desk.To(3);
        // The second target is in a group of its own: it stays, and that is the client's doing.
        Assert.Equal("open 4 Submitted; status 4 Submitted 0/60; exec 4 SLD 60@97.9; open 4 Filled; status 4 Filled 60/0; fee 1", client.Orders());
        client.Send(new ReqOpenOrders());
        desk.To(4);
        Assert.Equal("open 3 Submitted; status 3 Submitted 0/60; open end", client.Orders());
    }

    [Fact]
    public void A_bracket_that_sells_first_is_the_mirror_of_one_that_buys()
    {
        var desk = new WireDesk();
        var client = Entered(desk, c => c
            .Place(1, "SELL", 100, "STP", stop: 99, transmit: false)
            .Place(2, "BUY", 100, "LMT", limit: 97, parent: 1, transmit: false)
            .Place(3, "BUY", 100, "STP LMT", limit: 100.5, stop: 100, parent: 1));
        desk.Market.Quote(2, 98.90, 98.95).Quote(3, 100.02, 100.04);
        desk.To(2);
        Assert.Equal(
            "open 1 Submitted; status 1 Submitted 0/100; exec 1 SLD 100@98.9; open 1 Filled; status 1 Filled 100/0; fee 1; status 2 Submitted 0/100; status 3 PreSubmitted 0/100 trigger",
            client.Orders());
        desk.To(3);
        Assert.Equal(
            "open 3 Submitted; status 3 Submitted 0/100; exec 3 BOT 100@100.04; open 3 Filled; status 3 Filled 100/0; fee 1; status 2 Cancelled 0/100; error 2 202", client.Orders());
        client.Send(new ReqPositions());
        desk.To(4);
        Assert.DoesNotContain(client.Take<Position>(), p => p.Quantity != 0);
    }

    [Fact]
    public void What_an_immediate_entry_did_not_buy_its_stop_does_not_sell()
    {
        var desk = new WireDesk();
        desk.Market.Quote(0.5, 99.99, 100.01, size: 40).Quote(3, 97.9, 97.95);
        desk.To(1);
        var client = desk.Client().Place(1, "BUY", 100, "LMT", limit: 100.01, transmit: false, tif: "IOC").Place(2, "SELL", 100, "STP", stop: 98, parent: 1);
        desk.To(2);
        var told = client.Take();
        var bought = told.OfType<ExecDetails>().Sum(e => e.Shares);
        Assert.InRange(bought, 20, 60);
        Assert.Equal((OrderStatusKind.Cancelled, bought), told.OfType<OrderStatus>().Where(s => s.OrderId == 1).Select(s => (s.Status.Kind, s.Filled)).Last());
        Assert.Equal(bought, told.OfType<OpenOrder>().Last(o => o.OrderId == 2).Order.TotalQuantity);
        desk.To(3);
        Assert.Equal([(2, bought)], client.Take<ExecDetails>().Select(e => (e.OrderId, e.Shares)));
    }

    [Fact]
    public void A_child_sent_to_a_working_parent_waits_for_it()
    {
        var desk = new WireDesk();
        var client = Entered(desk, c => c.Limit(1, "BUY", 100, 99.5));
        client.Place(2, "SELL", 100, "TRAIL", stop: 1, parent: 1);
        desk.To(2);
        Assert.Equal("open 2 PreSubmitted; status 2 PreSubmitted 0/100 child,trigger", client.Orders());
        desk.Market.Quote(3, 99.40, 99.45, last: 99.45).Quote(4, 98.40, 98.42, last: 98.42);
        desk.To(3);
        Assert.Equal("exec 1 BOT 100@99.5; open 1 Filled; status 1 Filled 100/0; fee 1; status 2 PreSubmitted 0/100 trigger", client.Orders());
        desk.To(4); // it trails from 99.45: 98.45
        Assert.Equal("open 2 Submitted; status 2 Submitted 0/100; exec 2 SLD 100@98.4; open 2 Filled; status 2 Filled 100/0; fee 1", client.Orders());
    }

    [Theory]
    [InlineData(ChildArming.ForFilledQuantity)]
    [InlineData(ChildArming.WhenParentEnds)]
    public void However_children_are_armed_a_whole_entry_ends_flat(ChildArming arming)
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, ChildArming = arming });
        var client = Entered(desk, c => c.Place(1, "BUY", 100, "MKT", transmit: false).Place(2, "SELL", 100, "LMT", limit: 101, parent: 1, transmit: false).Place(3, "SELL", 100, "STP", stop: 98, parent: 1));
        desk.Market.Quote(2, 101.10, 101.12).Quote(3, 97.90, 97.92);
        desk.To(3);
        Assert.Equal([(2, 100m)], client.Take<ExecDetails>().Select(e => (e.OrderId, e.Shares)));
    }
}
