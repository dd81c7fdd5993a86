using Bellwether.Core;
using Bellwether.Simulation;
using static Bellwether.Tests.Simulation.VenueDesk;

namespace Bellwether.Tests.Simulation;

/// <summary>Order types beyond market, limit and stop, each worked by hand.</summary>
public sealed class VenueOrderTypeTests
{
    static VenueInstructions Kind(VenueOrderKind kind, TriggerMethod trigger = TriggerMethod.Default) => new() { Kind = kind, Trigger = trigger };

    static VenueInstructions Trail(double amount, TriggerMethod trigger = TriggerMethod.Default) => new() { Kind = VenueOrderKind.TrailingStop, Trail = Dollars(amount), Trigger = trigger };

    [Fact]
    public void A_stop_limit_rests_at_its_limit_once_triggered()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Order(1, Side.Sell, 10, Kind(VenueOrderKind.StopLimit), OrderType.Stop, limit: 98.9, stop: 99).Forget();
        Assert.Equal("", desk.Quote(99.01, 99.03).Events());
        Assert.Equal("1 Triggered", desk.Quote(98.5, 98.52).Events()); // through the limit: the market bids less than 98.90
        Assert.Equal("", desk.Quote(98.89, 98.91).Events());
        Assert.Equal("1 Execution 10@98.90", desk.Quote(98.95, 98.97).Events());
    }

    [Fact]
    public void A_stop_limit_within_reach_executes_at_the_touch_when_it_triggers()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Order(1, Side.Buy, 10, Kind(VenueOrderKind.StopLimit), OrderType.Stop, limit: 101.5, stop: 101).Forget();
        Assert.Equal("1 Triggered; 1 Execution 10@101.20", desk.Quote(101.18, 101.20).Events());
    }

    [Fact]
    public void A_trailing_stop_follows_the_last_price_up_and_never_down()
    {
        var desk = new VenueDesk().Quote(100, 100.02, last: 100).Order(1, Side.Sell, 10, Trail(1), OrderType.Stop).Forget();
        Assert.Equal(Dollars(99), desk.Venue.StopPriceOf(1));
        desk.Quote(102, 102.02, last: 102);
        Assert.Equal(Dollars(101), desk.Venue.StopPriceOf(1));
        desk.Quote(101.5, 101.52, last: 101.5);
        Assert.Equal(Dollars(101), desk.Venue.StopPriceOf(1));
        Assert.Equal("1 Triggered; 1 Execution 10@100.90", desk.Quote(100.9, 100.92, last: 101).Events());
    }

    [Fact]
    public void A_trailing_stop_of_a_buyer_follows_the_market_down()
    {
        var desk = new VenueDesk().Quote(100, 100.02, last: 100).Order(1, Side.Buy, 10, Trail(0.5), OrderType.Stop, stop: 103).Forget();
        Assert.Equal(Dollars(100.5), desk.Venue.StopPriceOf(1)); // it starts at 103 and is drawn to the market at once
        desk.Quote(98, 98.02, last: 98);
        Assert.Equal(Dollars(98.5), desk.Venue.StopPriceOf(1));
        Assert.Equal("1 Triggered; 1 Execution 10@98.62", desk.Quote(98.6, 98.62, last: 98.6).Events());
    }

    [Fact]
    public void A_trail_in_percent_lies_that_part_of_the_price_away_on_the_tick_grid()
    {
        var rule = new VenueInstructions { Kind = VenueOrderKind.TrailingStop, TrailPercent = 2.5 };
        var desk = new VenueDesk().Quote(57.1, 57.12, last: 57.13).Order(1, Side.Sell, 10, rule, OrderType.Stop).Forget();
        // 57.13 less 2.5 % is 55.70175.
        Assert.Equal(Dollars(55.70), desk.Venue.StopPriceOf(1));
    }

    [Fact]
    public void A_changed_distance_moves_a_trailing_stop_and_an_unchanged_one_leaves_it()
    {
        var desk = new VenueDesk().Quote(100, 100.02, last: 100).Order(1, Side.Sell, 10, Trail(1), OrderType.Stop).Quote(102, 102.02, last: 102).Quote(101.5, 101.52, last: 101.5).Forget();
        desk.Venue.Modify(1, OrderTerms.Stop(A, Side.Sell, Shares(20), Price.Zero, TimeInForce.Gtc), Trail(1));
        Assert.Equal(Dollars(101), desk.Venue.StopPriceOf(1));
        desk.Venue.Modify(1, OrderTerms.Stop(A, Side.Sell, Shares(20), Price.Zero, TimeInForce.Gtc), Trail(3));
        Assert.Equal(Dollars(98.5), desk.Venue.StopPriceOf(1));
    }

    [Fact]
    public void A_trailing_stop_limit_becomes_a_limit_order_at_its_offset_from_the_stop()
    {
        var rule = new VenueInstructions { Kind = VenueOrderKind.TrailingStopLimit, Trail = Dollars(1), LimitOffset = Dollars(0.10) };
        var desk = new VenueDesk().Quote(100, 100.02, last: 100).Order(1, Side.Sell, 10, rule, OrderType.Stop).Quote(105, 105.02, last: 105).Forget();
        Assert.Equal("1 Triggered", desk.Quote(103.5, 103.52, last: 103.9).Events()); // stop 104, limit 103.90: nobody bids that
        Assert.Equal("1 Execution 10@103.90", desk.Quote(103.92, 103.94).Events());
    }

    [Theory]
    [InlineData(Side.Buy, 99, 98.98, 99.00, "1 Triggered; 1 Execution 10@99.00")]
    [InlineData(Side.Sell, 101, 101.00, 101.02, "1 Triggered; 1 Execution 10@101.00")]
    public void A_market_if_touched_order_waits_for_the_better_price(Side side, double stop, double bid, double ask, string expected)
    {
        var desk = new VenueDesk().Quote(100, 100.02, last: 100).Order(1, side, 10, Kind(VenueOrderKind.MarketIfTouched), stop: stop).Forget();
        Assert.Equal("", desk.Quote(100.5, 100.52, last: 100.5).Quote(99.5, 99.52, last: 99.5).Events());
        Assert.Equal(expected, desk.Quote(bid, ask, last: 100).Events());
    }

    [Fact]
    public void A_limit_if_touched_order_becomes_a_limit_order()
    {
        var desk = new VenueDesk().Quote(100, 100.02, last: 100).Order(1, Side.Buy, 10, Kind(VenueOrderKind.LimitIfTouched), OrderType.Limit, limit: 98.5, stop: 99).Forget();
        Assert.Equal("1 Triggered", desk.Quote(98.9, 98.92, last: 98.95).Events());
        Assert.Equal("1 Execution 10@98.50", desk.Quote(98.4, 98.45).Events());
    }

    [Theory]
    [InlineData(TriggerMethod.Default, "last 98")]
    [InlineData(TriggerMethod.Last, "last 98")]
    [InlineData(TriggerMethod.LastOrBidAsk, "last 98")]
    [InlineData(TriggerMethod.DoubleLast, "last 98 twice")]
    [InlineData(TriggerMethod.BidAsk, "ask 98")]
    [InlineData(TriggerMethod.Midpoint, "mid 98")]
    [InlineData(TriggerMethod.DoubleBidAsk, "ask 98 twice")]
    public void A_sell_stop_at_98_is_triggered_by(TriggerMethod method, string first)
    {
        // From the mildest to the strongest: what triggers one, those before it did not.
        (string Name, double Bid, double Ask, double Last)[] market =
        [
            ("nothing", 98.5, 98.6, 98.5), ("last 98", 98.5, 98.6, 98), ("last 98 twice", 98.5, 98.6, 98), ("back", 98.5, 98.6, 99), ("mid 98", 97.95, 98.05, 98.5),
            ("ask 98", 97.9, 98, 99), ("ask 98 twice", 97.9, 98, 99),
        ];
        // The default looks at the bid too, which a seller trades against; here the last price comes first.
        var desk = new VenueDesk().Quote(100, 100.02, last: 100).Order(1, Side.Sell, 10, Kind(VenueOrderKind.Plain, method), OrderType.Stop, stop: 98).Forget();
        var triggered = market.Where(m => desk.Quote(m.Bid, m.Ask, m.Last).Events().StartsWith("1 Triggered", StringComparison.Ordinal)).Select(m => m.Name).First();
        Assert.Equal(first, triggered);
    }

    [Fact]
    public void A_midpoint_order_executes_when_the_quote_locks_and_never_beyond_its_cap()
    {
        var desk = new VenueDesk().Quote(100, 100.04).Order(1, Side.Buy, 10, Kind(VenueOrderKind.Midpoint), OrderType.Limit, limit: 100.5).Forget();
        Assert.Equal("", desk.Quote(100.2, 100.24).Events());
        Assert.Equal("", desk.Quote(100.6, 100.6).Events()); // the midpoint is beyond the cap of 100.50
        Assert.Equal("1 Execution 10@100.30", desk.Quote(100.3, 100.3).Events());
    }

    [Fact]
    public void A_relative_order_lies_its_offset_better_than_the_touch_of_its_side()
    {
        var rule = new VenueInstructions { Kind = VenueOrderKind.Relative, LimitOffset = Dollars(0.05) };
        var desk = new VenueDesk().Quote(100, 100.10).Order(1, Side.Sell, 10, rule, OrderType.Limit).Forget();
        Assert.Equal("", desk.Quote(100.2, 100.30).Events());
        Assert.Equal("1 Execution 10@100.25", desk.Quote(100.25, 100.30).Events());
    }

    [Fact]
    public void On_bars_a_trailing_stop_is_judged_where_it_was_before_the_bar_moves_it()
    {
        var desk = VenueDesk.OnBars().Bar(100, 100, 100, 100).Order(1, Side.Sell, 10, Trail(2), OrderType.Stop).Forget();
        Assert.Equal("", desk.Bar(100, 104, 98.5, 103).Events()); // the low holds 98; the high moves the stop to 102
        Assert.Equal(Dollars(102), desk.Venue.StopPriceOf(1));
        Assert.Equal("1 Triggered; 1 Execution 10@102.00", desk.Bar(103, 103.5, 101, 101.5).Events());
    }

    [Fact]
    public void Types_without_their_prices_are_refused()
    {
        var desk = new VenueDesk().Quote(100, 100.02)
            .Order(1, Side.Sell, 10, Kind(VenueOrderKind.StopLimit), OrderType.Stop, stop: 99)
            .Order(2, Side.Sell, 10, Kind(VenueOrderKind.TrailingStop), OrderType.Stop)
            .Order(3, Side.Buy, 10, Kind(VenueOrderKind.MarketIfTouched))
            .Order(4, Side.Buy, 10, Kind(VenueOrderKind.OnClose), OrderType.Stop, stop: 99)
            .Order(5, Side.Buy, 10, Kind(VenueOrderKind.StopLimit, (TriggerMethod)5), OrderType.Stop, limit: 1, stop: 1);
        Assert.Equal("1 Rejected InvalidPrice; 2 Rejected InvalidPrice; 3 Rejected InvalidPrice; 4 Rejected InvalidTerms; 5 Rejected InvalidTerms", desk.Events());
    }
}
