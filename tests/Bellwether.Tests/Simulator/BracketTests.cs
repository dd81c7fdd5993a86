using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

public sealed class BracketTests
{
    /// <summary>Buy 100 at 99.50, sell at 102 or stop at 98; only the last one transmits.</summary>
    static WireClient Bracket(WireClient client) => client
        .Place(1, "BUY", 100, "LMT", limit: 99.5, transmit: false)
        .Place(2, "SELL", 100, "LMT", limit: 102, parent: 1, transmit: false)
        .Place(3, "SELL", 100, "STP", stop: 98, parent: 1);

    [Fact]
    public void Nothing_happens_until_the_last_child_transmits()
    {
        var desk = new WireDesk();
        var client = desk.Client().Place(1, "BUY", 100, "LMT", limit: 99.5, transmit: false).Place(2, "SELL", 100, "LMT", limit: 102, parent: 1, transmit: false);
        client.Send(new ReqOpenOrders());
        desk.To(3);
        Assert.Equal("open end", client.All());
        client.Place(3, "SELL", 100, "STP", stop: 98, parent: 1);
        desk.Second();
        Assert.Equal(
            "open 1 PreSubmitted; status 1 PreSubmitted 0/100; open 2 PreSubmitted; status 2 PreSubmitted 0/100 child; open 3 PreSubmitted; status 3 PreSubmitted 0/100 child,trigger; "
            + "open 1 Submitted; status 1 Submitted 0/100",
            client.Orders());
    }

    [Fact]
    public void Children_name_their_parent_and_share_the_group_of_its_permanent_id()
    {
        var desk = new WireDesk();
        var client = Bracket(desk.Client());
        desk.Second();
        var messages = client.Take();
        var open = messages.OfType<OpenOrder>().GroupBy(o => o.OrderId).ToDictionary(g => g.Key, g => g.First());
        var group = open[1].Order.PermId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(("", 0), (open[1].Order.OcaGroup, open[1].Order.ParentId));
        Assert.Equal((group, 3, 1), (open[2].Order.OcaGroup, open[2].Order.OcaType, open[2].Order.ParentId));
        Assert.Equal((group, 3, 1), (open[3].Order.OcaGroup, open[3].Order.OcaType, open[3].Order.ParentId));
        Assert.All(messages.OfType<OrderStatus>().Where(s => s.OrderId > 1), s => Assert.Equal(1, s.ParentId));
    }

    [Fact]
    public void The_parent_fills_the_children_work_the_target_fills_and_the_stop_is_cancelled()
    {
        var desk = new WireDesk();
        var client = Bracket(desk.Client());
        desk.Market.Quote(2, 99.40, 99.45).Quote(4, 102.05, 102.10);
        desk.To(1);
        client.Take();
        desk.To(2);
        Assert.Equal("exec 1 BOT 100@99.5; open 1 Filled; status 1 Filled 100/0; fee 1; status 2 Submitted 0/100; status 3 PreSubmitted 0/100 trigger", client.Orders());
        desk.To(4);
        Assert.Equal("exec 2 SLD 100@102; open 2 Filled; status 2 Filled 100/0; fee 1; status 3 Cancelled 0/100; error 3 202", client.Orders());
    }

    [Fact]
    public void The_stop_fills_and_the_target_is_cancelled()
    {
        var desk = new WireDesk();
        var client = Bracket(desk.Client());
        desk.Market.Quote(2, 99.40, 99.45).Quote(4, 97.90, 97.95);
        desk.To(2);
        client.Take();
        desk.To(4);
        Assert.Equal("open 3 Submitted; status 3 Submitted 0/100; exec 3 SLD 100@97.9; open 3 Filled; status 3 Filled 100/0; fee 1; status 2 Cancelled 0/100; error 2 202", client.Orders());
    }

    [Fact]
    public void A_parent_cancelled_before_it_filled_takes_its_children_along()
    {
        var desk = new WireDesk();
        var client = Bracket(desk.Client());
        desk.To(1);
        client.Take();
        client.Cancel(1);
        desk.Second();
        Assert.Equal(
            "status 1 PendingCancel 0/100; status 1 Cancelled 0/100; error 1 202; status 2 Cancelled 0/100; error 2 202; status 3 Cancelled 0/100; error 3 202", client.Orders());
        client.Cancel(3);
        desk.Second();
        Assert.Equal("error 3 10148", client.Orders());
    }

    [Fact]
    public void An_order_cancelled_before_it_was_transmitted_never_reaches_the_market()
    {
        var desk = new WireDesk();
        var client = desk.Client().Place(1, "BUY", 100, "LMT", limit: 99.5, transmit: false).Place(2, "SELL", 100, "LMT", limit: 102, parent: 1, transmit: false).Cancel(1);
        desk.Second();
        Assert.Equal("status 1 ApiCancelled 0/100; error 1 202; status 2 ApiCancelled 0/100; error 2 202", client.Orders());
        client.Place(3, "SELL", 100, "STP", stop: 98, parent: 1);
        desk.Second();
        Assert.Equal("error 3 10006", client.Orders());
    }

    [Fact]
    public void Children_of_a_rejected_parent_are_rejected_too()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, StartCash = 100 });
        var client = Bracket(desk.Client());
        desk.Second();
        Assert.Equal(
            "open 1 Inactive; status 1 Inactive 0/100; error 1 201; open 2 Inactive; status 2 Inactive 0/100; error 2 201; open 3 Inactive; status 3 Inactive 0/100; error 3 201",
            client.Orders());
    }

    [Fact]
    public void A_part_of_the_parent_arms_the_children_for_that_part()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 99.40, 99.45, size: 40).Quote(3, 99.55, 99.60).Quote(5, 102.05, 102.10);
        var client = Bracket(desk.Client());
        desk.To(4);
        var filled = client.Take<ExecDetails>().Sum(e => e.Shares);
        Assert.InRange(filled, 20, 60);
        desk.To(5);
        var sold = client.Take<ExecDetails>();
        Assert.Equal([(2, filled)], sold.Select(e => (e.OrderId, e.Shares)));
    }

    [Fact]
    public void A_target_that_fills_in_part_leaves_the_stop_for_the_rest()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 99.40, 99.45).Quote(4, 102.05, 102.10, size: 40).Quote(6, 97.9, 97.95);
        var client = Bracket(desk.Client());
        desk.To(4);
        var messages = client.Take();
        var sold = messages.OfType<ExecDetails>().Single(e => e.OrderId == 2).Shares;
        var reduced = messages.OfType<OpenOrder>().Last(o => o.OrderId == 3);
        Assert.Equal(100 - sold, reduced.Order.TotalQuantity);
        desk.To(6);
        Assert.Equal([(3, 100 - sold)], client.Take<ExecDetails>().Select(e => (e.OrderId, e.Shares)));
    }

    [Theory]
    [InlineData(1, 100, "exec 1 SLD 100@101; open 1 Filled; status 1 Filled 100/0; fee 1; status 2 Cancelled 0/100; error 2 202")]
    [InlineData(2, 100, "exec 1 SLD 100@101; open 1 Filled; status 1 Filled 100/0; fee 1; status 2 Cancelled 0/100; error 2 202")]
    [InlineData(3, 100, "exec 1 SLD 100@101; open 1 Filled; status 1 Filled 100/0; fee 1; status 2 Cancelled 0/100; error 2 202")]
    [InlineData(1, 40, "exec 1 SLD 40@101; open 1 Filled; status 1 Filled 40/0; fee 1; status 2 Cancelled 0/100; error 2 202")]
    [InlineData(2, 40, "exec 1 SLD 40@101; open 1 Filled; status 1 Filled 40/0; fee 1; open 2 Submitted; status 2 Submitted 0/60")]
    [InlineData(3, 40, "exec 1 SLD 40@101; open 1 Filled; status 1 Filled 40/0; fee 1; open 2 Submitted; status 2 Submitted 0/60")]
    public void An_execution_in_a_named_group_cancels_or_reduces_the_others(int type, int shares, string expected)
    {
        var desk = new WireDesk();
        var client = desk.Client().Place(1, "SELL", shares, "LMT", limit: 101, oca: "exit", ocaType: type).Place(2, "SELL", 100, "LMT", limit: 103, oca: "exit", ocaType: type);
        desk.To(1);
        client.Take();
        desk.Market.Quote(2, 101.5, 101.6);
        desk.To(2);
        Assert.Equal(expected, client.Orders());
    }

    [Fact]
    public void A_child_sent_after_its_parent_filled_works_at_once()
    {
        var desk = new WireDesk();
        var client = desk.Client().Market(1, "BUY", 100);
        desk.To(1);
        client.Take();
        client.Place(2, "SELL", 100, "LMT", limit: 102, parent: 1);
        desk.To(2);
        Assert.Equal("open 2 PreSubmitted; status 2 PreSubmitted 0/100 child; status 2 Submitted 0/100", client.Orders());
    }
}
