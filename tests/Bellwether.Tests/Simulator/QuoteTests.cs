using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Simulation;

namespace Bellwether.Tests.Simulator;

public sealed class QuoteTests
{
    static ReqMktData Quotes(int id, string symbol = "AAPL", string generic = "", bool snapshot = false) =>
        new() { ReqId = id, Contract = WireClient.Stock(symbol), GenericTickList = generic, Snapshot = snapshot };

    static ReqTickByTickData Ticks(int id, string kind, bool ignoreSize = false) => new() { ReqId = id, Contract = WireClient.Stock("AAPL"), TickType = kind, IgnoreSize = ignoreSize };

    static WireDesk WithoutData(params string[] symbols) => new(new GatewayOptions { LockstepClients = 0, Speed = 1, SymbolsWithoutData = symbols.ToHashSet() });

    [Theory]
    [InlineData("233,abc")]
    [InlineData("999")]
    [InlineData("-1")]
    public void An_unknown_generic_tick_is_refused_with_the_legal_ones(string list)
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(Quotes(5, generic: list));
        desk.Second();
        var error = Assert.Single(client.Take<ErrMsg>());
        Assert.Equal((5, 321), (error.Id, error.ErrorCode));
        Assert.Contains("233(RTVolume)", error.ErrorMsg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_takes_no_generic_ticks()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(Quotes(5, generic: "233", snapshot: true));
        desk.Second();
        Assert.Equal("error 5 321", client.All());
    }

    [Fact]
    public void Each_trade_comes_with_its_volume_string_for_those_who_asked()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(Quotes(5, generic: "233")).Send(Quotes(6));
        desk.Market.Quote(2, 99.99, 100.01, last: 100.01, shares: 300).Quote(3, 99.99, 100.01, last: 99.99, shares: 100);
        desk.To(1);
        client.Take();
        desk.To(2);
        // 300 at 100.01 two seconds after 13:30:00 UTC on 2 June 2025.
        Assert.Equal((5, "100.01;300;1748871002000;300;100.01000000;true"), Assert.Single(client.Take<TickString>(), t => t.TickType == 48) is var one ? (one.ReqId, one.Value) : default);
        desk.To(3);
        // (300 · 100.01 + 100 · 99.99) / 400 = 100.005
        Assert.Equal("99.99;100;1748871003000;400;100.00500000;true", Assert.Single(client.Take<TickString>(), t => t.TickType == 48).Value);
    }

    [Fact]
    public void Shares_to_borrow_and_halts_are_told_at_first_and_as_they_change()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(Quotes(5, generic: "236"));
        desk.Second();
        Assert.EndsWith("number 49=0; text 32=Q; text 33=Q; number 46=3; size 89=10000000", client.All(), StringComparison.Ordinal);
        desk.Core.Conditions.SetShortableShares(0, 500);
        Assert.Equal("number 49=0; number 46=2; size 89=500", client.All());
        desk.Core.Conditions.SetShortableShares(0, 0);
        Assert.Equal("number 49=0; number 46=1; size 89=0", client.All());
        desk.Core.Conditions.Halt(0, HaltKind.Volatility);
        Assert.StartsWith("number 49=2", client.All(), StringComparison.Ordinal);
        desk.Market.Quote(3, 90, 91);
        desk.To(3);
        Assert.Equal("", client.All()); // Nothing is quoted in a halt.
        desk.Core.Conditions.Resume(0);
        Assert.StartsWith("number 49=0", client.All(), StringComparison.Ordinal);
        desk.Market.Quote(4, 92, 93);
        desk.To(4);
        Assert.Equal("price 1=92x1000; size 0=1000; price 2=93x1000; size 3=1000", client.All());
    }

    [Fact]
    public void Without_permission_delayed_data_come_to_those_who_asked_for_them()
    {
        var desk = WithoutData("AAPL");
        var client = desk.Client().Send(Quotes(1)).Send(new ReqMarketDataType { MarketDataType = 3 }).Send(Quotes(2)).Send(Quotes(3, "MSFT"));
        desk.Second();
        Assert.Equal(
            "error 1 354; error 2 10167; params 0.01 9c0001 3; type 3; price 66=99.99x1000; size 69=1000; price 67=100.01x1000; size 70=1000; number 90=0; "
            + "params 0.01 9c0001 3; type 1; price 1=49.99x1000; size 0=1000; price 2=50.01x1000; size 3=1000; number 49=0; text 32=Q; text 33=Q", client.All());
        desk.Market.Quote(3, 99.98, 100.01, last: 99.98, shares: 200);
        desk.To(3);
        Assert.Equal("price 66=99.98x1000; size 69=1000; text 88=1748871003; price 68=99.98x200; size 71=200; size 74=200; price 72=99.98x0; price 73=99.98x0; price 76=99.98x0", client.All());
    }

    [Fact]
    public void Frozen_data_are_the_last_ones_of_a_closed_market()
    {
        var desk = new WireDesk();
        desk.To(ScriptedMarket.CloseSecond);
        var client = desk.Client().Send(new ReqMarketDataType { MarketDataType = 2 }).Send(Quotes(5)).Send(new ReqMarketDataType { MarketDataType = 7 });
        desk.Second();
        Assert.StartsWith("params 0.01 9c0001 3; type 2; price 1=99.99x1000", client.All(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ticks_come_one_by_one_as_what_they_are()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(Ticks(1, "Last")).Send(Ticks(2, "BidAsk")).Send(Ticks(3, "BidAsk", ignoreSize: true)).Send(Ticks(4, "MidPoint")).Send(Ticks(5, "AllLast"));
        desk.Market.Quote(2, 99.99, 100.01, size: 500).Quote(3, 99.98, 100.01, last: 99.98, shares: 40, size: 500);
        desk.To(2);
        Assert.Equal("tick 1748871002 99.99x500 100.01x500 0", client.All());
        desk.To(3);
        // The bid of 99.98 is below the session's low, before the trade at it is 99.98 itself: nothing lies past it.
        Assert.Equal(
            "tick 1748871003 99.98x40 NASDAQ; tick 1748871003 99.98x500 100.01x500 2; tick 1748871003 99.98x500 100.01x500 2; tick 1748871003 99.995; tick 1748871003 99.98x40 NASDAQ",
            client.All());
        client.Send(new CancelTickByTickData { ReqId = 1 }).Send(new CancelTickByTickData { ReqId = 1 });
        desk.Second();
        Assert.Equal("error 1 300", client.All());
    }

    [Fact]
    public void Only_so_many_symbols_are_followed_tick_by_tick()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, MarketDataLines = 100 });
        var client = desk.Client().Send(Ticks(1, "Last")).Send(Ticks(2, "Last")).Send(Ticks(3, "Last")).Send(Ticks(4, "Last")).Send(Ticks(5, "Bid"));
        desk.Second();
        Assert.Equal("error 4 10190; error 5 321", client.All());
    }

    [Fact]
    public void Bars_of_quotes_span_what_was_quoted_and_open_with_what_stood()
    {
        var desk = new WireDesk();
        var client = desk.Client();
        foreach (var (id, show) in new[] { (1, "BID"), (2, "ASK"), (3, "MIDPOINT"), (4, "YIELD") })
            client.Send(new ReqRealTimeBars { ReqId = id, Contract = WireClient.Stock("AAPL"), WhatToShow = show });
        desk.Market.Quote(2, 100.01, 100.03).Quote(4, 99.97, 100.01);
        desk.To(5);
        // 99.99/100.01 at the opening, then 100.01/100.03, then 99.97/100.01.
        Assert.Equal(
            "error 4 321; bar 1748871000 99.99 100.01 99.97 99.97 -1 -1 -1; bar 1748871000 100.01 100.03 100.01 100.01 -1 -1 -1; bar 1748871000 100 100.02 99.99 99.99 -1 -1 -1",
            client.All());
        desk.To(10);
        Assert.Equal("bar 1748871005 99.97 99.97 99.97 99.97 -1 -1 -1; bar 1748871005 100.01 100.01 100.01 100.01 -1 -1 -1; bar 1748871005 99.99 99.99 99.99 99.99 -1 -1 -1", client.All());
    }

    [Fact]
    public void A_market_that_knows_no_last_price_is_no_error()
    {
        var desk = new WireDesk();
        desk.Market.Quote(2, double.NaN, double.NaN, last: double.NaN, size: double.NaN, shares: double.NaN).Quote(3, 99, double.NaN, last: double.NaN, shares: 100);
        var client = desk.Client().Send(Quotes(5, generic: "165,233,236,293,294,295,318,375,411,595,104,221,456")).Send(Ticks(6, "Last")).Send(Ticks(7, "BidAsk"))
            .Send(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU1234567" });
        desk.To(10);
        Assert.DoesNotContain(client.Take(), m => m is ErrMsg or TickByTick);
    }
}
