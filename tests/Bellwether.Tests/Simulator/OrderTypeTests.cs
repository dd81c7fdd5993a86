using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>Each order type and time in force as a client sees it. The quote is 99.99 to 100.01.</summary>
public sealed class OrderTypeTests
{
    static Order Sell(string type, double? limit = null, double? aux = null, string tif = "") =>
        new() { Action = "SELL", TotalQuantity = 100, OrderType = type, LmtPrice = limit, AuxPrice = aux, Tif = tif };

    static Order Buy(string type, double? limit = null, double? aux = null, string tif = "") =>
        new() { Action = "BUY", TotalQuantity = 100, OrderType = type, LmtPrice = limit, AuxPrice = aux, Tif = tif };

    static WireClient Placed(WireDesk desk, Order order, out string acknowledged)
    {
        var client = desk.Client().Place(1, order);
        desk.To(1);
        acknowledged = client.Orders();
        return client;
    }

    const string Held = "open 1 PreSubmitted; status 1 PreSubmitted 0/100 trigger";
    const string Filled = "open 1 Filled; status 1 Filled 100/0; fee 1";

    [Fact]
    public void A_stop_limit_is_held_then_submitted_then_filled()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 98.50, 98.55).Quote(3, 98.95, 99.00);
        var client = Placed(desk, Sell("STP LMT", limit: 98.9, aux: 99), out var acknowledged);
        Assert.Equal(Held, acknowledged);
        desk.To(2);
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/100", client.Orders());
        desk.To(3);
        Assert.Equal("exec 1 SLD 100@98.9; " + Filled, client.Orders());
    }

    [Fact]
    public void A_trailing_stop_tells_where_its_stop_is()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 104.99, 105.01, last: 105).Quote(4, 103.90, 103.95, last: 103.95);
        var client = Placed(desk, Sell("TRAIL", aux: 1), out var acknowledged);
        Assert.Equal(Held, acknowledged);
        desk.To(2);
        client.Send(new ReqOpenOrders());
        desk.To(3);
        var open = client.Take<OpenOrder>().Single();
        Assert.Equal(("TRAIL", 1.0, (double?)104), (open.Order.OrderType, open.Order.AuxPrice, open.Order.TrailStopPrice));
        desk.To(4);
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/100; exec 1 SLD 100@103.9; " + Filled, client.Orders());
    }

    [Fact]
    public void A_trailing_stop_limit_keeps_its_limit_away_from_its_stop()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 104.99, 105.01, last: 105).Quote(4, 103.50, 103.55, last: 103.55).Quote(5, 103.80, 103.85);
        var order = Sell("TRAIL LIMIT", aux: 1);
        order.TrailStopPrice = 98;
        order.Adjusted.LmtPriceOffset = 0.25;
        var client = Placed(desk, order, out var acknowledged);
        Assert.Equal(Held, acknowledged);
        desk.To(4);
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/100", client.Orders());
        desk.To(5);
        Assert.Equal("exec 1 SLD 100@103.75; " + Filled, client.Orders()); // stop 104 less 0.25
    }

    [Fact]
    public void A_trail_in_percent_follows_in_percent()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 109.99, 110.01, last: 110).Quote(4, 103.0, 103.05, last: 103.05);
        var order = Sell("TRAIL");
        order.TrailingPercent = 5;
        var client = Placed(desk, order, out _);
        desk.To(3);
        Assert.Equal("", client.Orders());
        desk.To(4); // the stop is 110 less 5 %: 104.50
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/100; exec 1 SLD 100@103; " + Filled, client.Orders());
    }

    [Fact]
    public void A_market_if_touched_order_buys_lower_at_market()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 98.93, 98.97);
        var client = Placed(desk, Buy("MIT", aux: 99), out var acknowledged);
        Assert.Equal(Held, acknowledged);
        desk.To(2);
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/100; exec 1 BOT 100@98.97; " + Filled, client.Orders());
    }

    [Fact]
    public void A_limit_if_touched_order_rests_at_its_limit_after_the_touch()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, 98.93, 98.97).Quote(3, 98.40, 98.45);
        var client = Placed(desk, Buy("LIT", limit: 98.5, aux: 99), out var acknowledged);
        Assert.Equal(Held, acknowledged);
        desk.To(2);
        Assert.Equal("open 1 Submitted; status 1 Submitted 0/100", client.Orders());
        desk.To(3);
        Assert.Equal("exec 1 BOT 100@98.5; " + Filled, client.Orders());
    }

    [Fact]
    public void Orders_on_the_close_execute_at_the_closing_price()
    {
        var desk = new WireDesk();
        desk.Market.Quote(ScriptedMarket.CloseSecond - 5, 101.99, 102.03, last: 102);
        var client = desk.Client().Place(1, Buy("MOC")).Place(2, Sell("LOC", limit: 102.01)).Place(3, Sell("LOC", limit: 101));
        desk.To(1);
        Assert.Equal(
            "open 1 PreSubmitted; status 1 PreSubmitted 0/100; open 2 PreSubmitted; status 2 PreSubmitted 0/100; open 3 PreSubmitted; status 3 PreSubmitted 0/100; "
            + "open 1 Submitted; status 1 Submitted 0/100; open 2 Submitted; status 2 Submitted 0/100; open 3 Submitted; status 3 Submitted 0/100", client.Orders());
        desk.To(ScriptedMarket.CloseSecond);
        Assert.Equal(
            "exec 1 BOT 100@102; open 1 Filled; status 1 Filled 100/0; fee 1; status 2 Cancelled 0/100; error 2 202; exec 3 SLD 100@102; open 3 Filled; status 3 Filled 100/0; fee 1",
            client.Orders());
    }

    [Fact]
    public void In_the_last_ten_minutes_the_closing_auction_takes_nothing_and_gives_nothing_back()
    {
        var desk = new WireDesk();
        var client = desk.Client().Place(1, Buy("MOC"));
        desk.To(ScriptedMarket.CloseSecond - 600);
        client.Take();
        client.Cancel(1).Place(1, Buy("MOC")).Place(2, Buy("MOC"));
        desk.Second();
        Assert.Equal("error 1 161; error 1 105; open 2 Inactive; status 2 Inactive 0/100; error 2 201", client.Orders());
    }

    [Fact]
    public void An_order_for_the_opening_waits_for_the_next_one()
    {
        var desk = new WireDesk();
        desk.Market.NextDay().Quote(86_400, 104.99, 105.03, last: 105);
        var client = desk.Client().Place(1, Buy("MKT", tif: "OPG")).Place(2, Buy("LMT", limit: 104.5, tif: "OPG"));
        desk.To(1);
        Assert.Equal("error 1 399; open 1 PreSubmitted; status 1 PreSubmitted 0/100; error 2 399; open 2 PreSubmitted; status 2 PreSubmitted 0/100", client.Orders());
        desk.To(86_400);
        Assert.Equal(
            "open 1 Submitted; status 1 Submitted 0/100; open 2 Submitted; status 2 Submitted 0/100; exec 1 BOT 100@105; " + Filled + "; status 2 Cancelled 0/100; error 2 202",
            client.Orders());
    }

    [Fact]
    public void Immediate_or_cancel_ends_through_pending_cancel()
    {
        var desk = new WireDesk();
        Placed(desk, Buy("LMT", limit: 99, tif: "IOC"), out var acknowledged);
        Assert.Equal("open 1 PreSubmitted; status 1 PreSubmitted 0/100; status 1 PendingCancel 0/100; status 1 Cancelled 0/100", acknowledged);
    }

    [Fact]
    public void Fill_or_kill_that_cannot_fill_ends_inactive()
    {
        var desk = new WireDesk();
        var client = Placed(desk, Buy("LMT", limit: 99, tif: "FOK"), out var acknowledged);
        Assert.Equal("open 1 PreSubmitted; status 1 PreSubmitted 0/100; status 1 Inactive 0/100", acknowledged);
        client.Place(2, Buy("LMT", limit: 101, tif: "FOK"));
        desk.To(2);
        Assert.EndsWith("exec 2 BOT 100@100.01; open 2 Filled; status 2 Filled 100/0; fee 1", client.Orders(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20250602 09:30:10 US/Eastern")]
    [InlineData("20250602-13:30:10")]
    [InlineData("09:30:10 America/New_York")]
    public void Good_till_date_ends_at_its_time(string time)
    {
        var desk = new WireDesk();
        var order = Buy("LMT", limit: 99, tif: "GTD");
        order.GoodTillDate = time;
        var client = Placed(desk, order, out var acknowledged);
        Assert.Equal("open 1 PreSubmitted; status 1 PreSubmitted 0/100; open 1 Submitted; status 1 Submitted 0/100", acknowledged);
        desk.To(9);
        Assert.Equal("", client.Orders());
        desk.To(10);
        Assert.Equal("status 1 Cancelled 0/100; error 1 202", client.Orders());
    }

    [Theory]
    [InlineData("", 10314)]
    [InlineData("tomorrow", 10314)]
    [InlineData("20250602 09:30:10 Mars/Olympus", 10314)]
    [InlineData("20250602 09:29:00 US/Eastern", 201)]
    public void Good_till_date_needs_a_time_to_come(string time, int code)
    {
        var desk = new WireDesk();
        var order = Buy("LMT", limit: 99, tif: "GTD");
        order.GoodTillDate = time;
        Placed(desk, order, out var acknowledged);
        Assert.Equal($"error 1 {code}", acknowledged);
    }

    [Fact]
    public void A_time_without_a_zone_is_read_as_the_gateways_and_said()
    {
        var desk = new WireDesk();
        var order = Buy("LMT", limit: 99, tif: "GTD");
        order.GoodTillDate = "20250602 09:30:10";
        var client = Placed(desk, order, out var acknowledged);
        Assert.StartsWith("error 1 2174; open 1 PreSubmitted", acknowledged, StringComparison.Ordinal);
        desk.To(10);
        Assert.Equal("status 1 Cancelled 0/100; error 1 202", client.Orders());
    }

    [Fact]
    public void Outside_regular_hours_only_orders_that_ask_for_it_trade()
    {
        var desk = new WireDesk();
        desk.Market.Quote(ScriptedMarket.CloseSecond + 60, 97.99, 98.01);
        var client = desk.Client().Limit(1, "BUY", 100, 99, "GTC");
        var order = Buy("LMT", limit: 98.5);
        order.OutsideRth = true;
        client.Place(2, order);
        desk.To(ScriptedMarket.CloseSecond + 10);
        client.Take();
        client.Limit(3, "BUY", 100, 99);
        desk.To(ScriptedMarket.CloseSecond + 60);
        Assert.Equal("error 3 399; open 3 PreSubmitted; status 3 PreSubmitted 0/100; exec 2 BOT 100@98.5; open 2 Filled; status 2 Filled 100/0; fee 1", client.Orders());
    }

    [Fact]
    public void Outside_hours_means_nothing_to_a_market_order_and_the_gateway_says_so()
    {
        var desk = new WireDesk();
        var order = Buy("MKT");
        order.OutsideRth = true;
        Placed(desk, order, out var acknowledged);
        Assert.StartsWith("error 1 2109; open 1 PreSubmitted", acknowledged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MOC", "GTC", 113)]
    [InlineData("LOC", "IOC", 113)]
    [InlineData("STP", "OPG", 111)]
    [InlineData("TRAIL", "IOC", 111)]
    public void Types_and_times_in_force_that_do_not_go_together_are_refused(string type, string tif, int code)
    {
        var desk = new WireDesk();
        Placed(desk, Buy(type, limit: 99, aux: 1, tif: tif), out var acknowledged);
        Assert.Equal($"error 1 {code}", acknowledged);
    }

    [Fact]
    public void Every_price_of_an_order_lies_on_the_grid()
    {
        var desk = new WireDesk();
        var client = desk.Client()
            .Place(1, Sell("STP LMT", limit: 98.905, aux: 99)).Place(2, Sell("STP LMT", limit: 98.9, aux: 99.001)).Place(3, Sell("TRAIL", aux: 0.125))
            .Place(4, Buy("LIT", limit: 98.5, aux: 99.999)).Place(5, Buy("LOC", limit: 98.555));
        var trail = Sell("TRAIL", aux: 1);
        trail.TrailStopPrice = 98.001;
        client.Place(6, trail);
        desk.To(1);
        Assert.Equal("error 1 110; error 2 110; error 3 110; error 4 110; error 5 110; error 6 110", client.Orders());
    }

    [Fact]
    public void Attributes_that_are_not_played_are_refused_and_named()
    {
        var desk = new WireDesk();
        var allOrNone = Buy("MKT");
        allOrNone.AllOrNone = true;
        var algo = Buy("MKT");
        algo.Algo.Strategy = "Twap";
        var cash = Buy("MKT");
        cash.CashQty = 1_000;
        var etrade = Buy("MKT");
        etrade.ETradeOnly = true;
        var both = Sell("TRAIL", aux: 1);
        both.TrailingPercent = 1;
        var client = desk.Client().Place(1, allOrNone).Place(2, algo).Place(3, cash).Place(4, etrade).Place(5, both);
        desk.To(1);
        var errors = client.Take<ErrMsg>();
        Assert.Equal([(1, 321), (2, 321), (3, 10244), (4, 10268), (5, 321)], errors.Select(e => (e.Id, e.ErrorCode)));
        Assert.Contains("allOrNone", errors[0].ErrorMsg, StringComparison.Ordinal);
        Assert.Contains("algoStrategy", errors[1].ErrorMsg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_megabytes_is_refused_and_the_gateway_serves_on()
    {
        var desk = new WireDesk();
        var order = Buy("MKT");
        order.OrderRef = "HERE";
        var client = desk.Client();
        var frame = client.Frame(new PlaceOrder { OrderId = 1, Contract = WireClient.Stock("AAPL"), Order = order });
        var at = frame.AsSpan().IndexOf("HERE"u8);
        // Bytes that are no UTF-8: each is read as a character that takes three bytes when it is written.
        byte[] huge = [.. frame[..at], .. Enumerable.Repeat((byte)0xFF, 8_000_000), .. frame[(at + 4)..]];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(huge, huge.Length - 4);
        desk.Core.Receive(client.Session, huge);
        client.Place(2, Buy(new string('X', 3_000_000))).Market(3, "BUY", 1);
        desk.To(1);
        Assert.StartsWith("error 1 321; error 2 321; open 3 PreSubmitted", client.Orders(), StringComparison.Ordinal);
    }
}
