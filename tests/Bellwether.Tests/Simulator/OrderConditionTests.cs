using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>Halts, shares to sell short, buying power beside open orders, trees of orders, changes.</summary>
public sealed class OrderConditionTests
{
    const int Apple = 0;
    const int Microsoft = 1;

    [Fact]
    public void A_halt_lets_orders_queue_until_trading_goes_on()
    {
        var desk = new WireDesk();
        desk.Market.Quote(3, 98.9, 98.95).Quote(5, 97.90, 97.95);
        var client = desk.Client().Place(1, "SELL", 100, "STP", stop: 99);
        desk.To(1);
        client.Take();
        desk.Core.Conditions.Halt(Apple);
        client.Market(2, "BUY", 10).Market(3, "BUY", 10, "MSFT");
        desk.To(4);
        Assert.Equal(
            "open 2 PreSubmitted; status 2 PreSubmitted 0/10; open 3 PreSubmitted; status 3 PreSubmitted 0/10; open 2 Submitted; status 2 Submitted 0/10; "
            + "exec 3 BOT 10@50.01; open 3 Filled; status 3 Filled 10/0; fee 1", client.Orders());
        desk.Core.Conditions.Resume(Apple);
        desk.To(5);
        Assert.Equal(
            "open 1 Submitted; status 1 Submitted 0/100; exec 1 SLD 100@97.9; open 1 Filled; status 1 Filled 100/0; fee 1; exec 2 BOT 10@97.95; open 2 Filled; status 2 Filled 10/0; fee 1",
            client.Orders());
    }

    [Fact]
    public void A_short_sale_without_shares_is_held_until_they_are_located()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, ShortShares = new Dictionary<string, long> { ["AAPL"] = 50 } });
        var client = desk.Client().Market(1, "SELL", 50).Market(2, "SELL", 10);
        desk.To(2);
        Assert.Equal(
            "open 1 PreSubmitted; status 1 PreSubmitted 0/50; error 2 404; open 2 PreSubmitted; status 2 PreSubmitted 0/10 locate; "
            + "exec 1 SLD 50@99.99; open 1 Filled; status 1 Filled 50/0; fee 1", client.Orders());
        desk.Core.Conditions.SetShortableShares(Apple, 59);
        desk.To(3);
        Assert.Equal("", client.Orders());
        desk.Core.Conditions.SetShortableShares(Apple, 60);
        desk.To(4);
        Assert.Equal("exec 2 SLD 10@99.99; open 2 Filled; status 2 Filled 10/0; fee 1", client.Orders());
    }

    [Fact]
    public void Selling_what_is_held_and_the_stop_of_a_long_bracket_need_no_shares()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, ShortShares = new Dictionary<string, long> { ["AAPL"] = 0 } });
        var client = desk.Client().Market(1, "BUY", 100);
        desk.To(1);
        client.Market(2, "SELL", 100).Place(3, "BUY", 10, "LMT", limit: 95, transmit: false).Place(4, "SELL", 10, "STP", stop: 90, parent: 3);
        desk.To(2);
        Assert.DoesNotContain("404", client.Orders(), StringComparison.Ordinal);
    }

    [Fact]
    public void Buying_power_counts_what_open_orders_could_still_buy()
    {
        // 40,000 dollars; AAPL is marked at 99.99 and MSFT at 49.99.
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, StartCash = 10_000, BuyingPowerMultiple = 4 });
        var client = desk.Client().Limit(1, "BUY", 200, 95).Limit(2, "BUY", 201, 94);
        desk.To(1);
        Assert.Contains("error 2 201", client.Orders(), StringComparison.Ordinal); // 401 shares are 40,096 dollars
        client.Place(3, "BUY", 401, "LMT", limit: 40, symbol: "MSFT").Place(4, "BUY", 400, "LMT", limit: 40, symbol: "MSFT");
        desk.To(2);
        var told = client.Orders(); // 19,998 + 20,046 dollars are too many, 19,998 + 19,996 are not
        Assert.Contains("error 3 201", told, StringComparison.Ordinal);
        Assert.Contains("status 4 Submitted", told, StringComparison.Ordinal);
        client.Cancel(1);
        desk.To(3);
        client.Take();
        client.Limit(5, "BUY", 200, 95).Limit(6, "SELL", 200, 105);
        desk.To(4);
        Assert.DoesNotContain("201", client.Orders(), StringComparison.Ordinal); // both sides of a symbol cannot both be held
    }

    [Fact]
    public void Nothing_of_a_tree_of_orders_happens_until_its_last_order_transmits()
    {
        var desk = new WireDesk();
        var client = desk.Client()
            .Place(1, "BUY", 100, "LMT", limit: 99.5, transmit: false)
            .Place(2, "SELL", 100, "LMT", limit: 102, parent: 1, transmit: false)
            .Place(3, "BUY", 100, "LMT", limit: 99, parent: 2, transmit: false);
        desk.To(1);
        Assert.Equal("", client.Orders());
        client.Place(4, "SELL", 100, "STP", stop: 98, parent: 3);
        desk.To(2);
        Assert.Equal(
            "open 1 PreSubmitted; status 1 PreSubmitted 0/100; open 2 PreSubmitted; status 2 PreSubmitted 0/100 child; open 3 PreSubmitted; status 3 PreSubmitted 0/100 child; "
            + "open 4 PreSubmitted; status 4 PreSubmitted 0/100 child,trigger; open 1 Submitted; status 1 Submitted 0/100", client.Orders());
        desk.Market.Quote(3, 99.40, 99.45).Quote(4, 102.05, 102.10).Quote(5, 98.90, 98.95).Quote(6, 97.9, 97.95);
        desk.To(3);
        Assert.Equal("exec 1 BOT 100@99.5; open 1 Filled; status 1 Filled 100/0; fee 1; status 2 Submitted 0/100", client.Orders());
        desk.To(4);
        Assert.Equal("exec 2 SLD 100@102; open 2 Filled; status 2 Filled 100/0; fee 1; status 3 Submitted 0/100", client.Orders());
        desk.To(5);
        Assert.Equal("exec 3 BOT 100@99; open 3 Filled; status 3 Filled 100/0; fee 1; status 4 PreSubmitted 0/100 trigger", client.Orders());
        desk.To(6);
        Assert.EndsWith("exec 4 SLD 100@97.9; open 4 Filled; status 4 Filled 100/0; fee 1", client.Orders(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_may_set_quantity_prices_and_lasting_times_in_force_and_nothing_else()
    {
        var desk = new WireDesk();
        var client = desk.Client().Place(1, "SELL", 100, "STP LMT", limit: 98, stop: 98.5).Limit(2, "BUY", 10, 95);
        desk.To(1);
        client.Take();
        client.Place(1, "SELL", 60, "STP LMT", limit: 97, stop: 97.5, tif: "GTC").Limit(2, "BUY", 10, 95, "IOC").Limit(2, "BUY", 10, 95, "OPG").Place(2, "BUY", 10, "STP", stop: 101);
        desk.To(2);
        var told = client.Take();
        Assert.Equal([(2, 462), (2, 462), (2, 329)], told.OfType<ErrMsg>().Select(e => (e.Id, e.ErrorCode)));
        var open = told.OfType<OpenOrder>().Single().Order;
        Assert.Equal((60m, 97.0, 97.5, "GTC"), (open.TotalQuantity, open.LmtPrice, open.AuxPrice, open.Tif));
        Assert.Equal((OrderStatusKind.PreSubmitted, "trigger"), told.OfType<OrderStatus>().Select(s => (s.Status.Kind, s.WhyHeld)).Single());
    }

    [Fact]
    public void A_held_short_sale_can_be_changed_and_cancelled()
    {
        var desk = new WireDesk();
        desk.Core.Conditions.SetShortableShares(Microsoft, 0);
        var client = desk.Client().Place(1, "SELL", 10, "LMT", limit: 60, symbol: "MSFT");
        desk.To(1);
        client.Take();
        client.Place(1, "SELL", 5, "LMT", limit: 61, symbol: "MSFT").Cancel(1);
        desk.To(2);
        Assert.Equal("status 1 PendingCancel 0/10 locate; open 1 PendingCancel; status 1 PendingCancel 0/5 locate; status 1 Cancelled 0/5; error 1 202", client.Orders());
    }

    [Fact]
    public void A_market_without_a_last_price_can_be_traded_and_valued()
    {
        var desk = new WireDesk(open: false);
        desk.Market.Quote(1, 99.99, 100.01, last: double.NaN);
        desk.To(0);
        var client = desk.Client().Market(1, "BUY", 100);
        client.Send(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU1234567" });
        desk.To(2);
        Assert.Equal(100m, client.Take<ExecDetails>().Sum(e => e.Shares));
    }
}
