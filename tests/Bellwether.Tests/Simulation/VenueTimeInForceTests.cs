using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;
using static Bellwether.Tests.Simulation.VenueDesk;

namespace Bellwether.Tests.Simulation;

/// <summary>Times in force, auctions, extended hours and halts.</summary>
public sealed class VenueTimeInForceTests
{
    static readonly VenueInstructions Ioc = new() { TimeInForce = VenueTimeInForce.ImmediateOrCancel };
    static readonly VenueInstructions Fok = new() { TimeInForce = VenueTimeInForce.FillOrKill };
    static readonly VenueInstructions Opening = new() { TimeInForce = VenueTimeInForce.AtTheOpening };
    static readonly VenueInstructions OnClose = new() { Kind = VenueOrderKind.OnClose };

    static VenueDesk Closed() => new(new VenueOptions { Fills = QuoteFills.Instance, StartsOpen = false });

    static VenueDesk Parts() => new(new VenueOptions { Fills = QuoteFills.Instance, PartialFills = DisplayedSizeFills.Instance });

    [Fact]
    public void Immediate_or_cancel_takes_what_is_there_and_no_more()
    {
        var desk = Parts().Quote(100, 100.02, size: 40).Order(1, Side.Buy, 100, Ioc, OrderType.Limit, limit: 100.02);
        var events = desk.Taken();
        Assert.Equal([VenueEventKind.Accepted, VenueEventKind.Execution, VenueEventKind.Cancelled], events.Select(e => e.Kind));
        Assert.Equal(VenueReason.NotImmediate, events[^1].Reason);
        Assert.InRange(events[1].Quantity.ToDecimal(), 20, 60);
        Assert.Equal("2 Accepted; 2 Cancelled NotImmediate", desk.Order(2, Side.Buy, 100, Ioc, OrderType.Limit, limit: 100.01).Events());
    }

    [Fact]
    public void Fill_or_kill_executes_whole_or_not_at_all()
    {
        var desk = Parts().Quote(100, 100.02, size: 40);
        Assert.Equal("1 Accepted; 1 Cancelled NotWhole", desk.Order(1, Side.Buy, 41, Fok, OrderType.Limit, limit: 100.02).Events());
        Assert.Equal("2 Accepted; 2 Execution 40@100.02", desk.Order(2, Side.Buy, 40, Fok, OrderType.Limit, limit: 100.02).Events());
    }

    [Fact]
    public void An_immediate_order_waits_where_nothing_trades()
    {
        var desk = Closed().Quote(100, 100.02).Order(1, Side.Buy, 10, Ioc);
        Assert.Equal("1 Accepted; 1 Held MarketClosed", desk.Events());
        desk.Venue.OpenSession(0);
        Assert.Equal("1 Working; 1 Execution 10@100.12", desk.Quote(100.10, 100.12).Events());
    }

    [Fact]
    public void An_immediate_stop_has_its_time_from_its_trigger_on()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Order(1, Side.Sell, 10, Ioc with { Kind = VenueOrderKind.StopLimit }, OrderType.Stop, limit: 98.9, stop: 99);
        Assert.Equal("1 Accepted; 1 Working", desk.Quote(99.5, 99.52).Events());
        Assert.Equal("1 Triggered; 1 Cancelled NotImmediate", desk.Quote(98.5, 98.52).Events());
    }

    [Fact]
    public void Good_till_date_ends_at_its_time_and_a_change_moves_it()
    {
        VenueInstructions Till(long milliseconds) => new() { TimeInForce = VenueTimeInForce.GoodTillDate, GoodTill = milliseconds * EngineTime.Millisecond };
        var desk = new VenueDesk().Quote(100, 100.02)
            .Order(1, Side.Buy, 10, Till(1_000), OrderType.Limit, limit: 99, tif: TimeInForce.Gtc).Order(2, Side.Buy, 10, Till(1_000), OrderType.Limit, limit: 99, tif: TimeInForce.Gtc).Forget();
        desk.Venue.Modify(2, OrderTerms.Limit(A, Side.Buy, Shares(10), Dollars(98), TimeInForce.Gtc), Till(3_000));
        desk.Forget();
        var ended = desk.At(2_500).Taken();
        Assert.Equal([(1L, VenueReason.Expired, 1_000 * EngineTime.Millisecond)], ended.Select(e => (e.Order, e.Reason, e.Time)));
        Assert.Equal("2 Cancelled Expired", desk.At(3_000).Events());
        Assert.Equal(long.MaxValue, desk.Venue.NextDue); // a date is no request under way
    }

    [Fact]
    public void Good_after_time_keeps_an_order_out_of_the_market_before()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Order(1, Side.Buy, 10, new VenueInstructions { GoodAfter = EngineTime.Second });
        Assert.Equal("1 Accepted; 1 Held GoodAfter", desk.At(999).Quote(90, 90.02).Events());
        Assert.Equal("1 Execution 10@90.02", desk.At(1_000).Events());
    }

    [Fact]
    public void All_orders_of_an_opening_auction_execute_at_one_price_or_end()
    {
        var desk = Closed().Quote(100, 100.02)
            .Order(1, Side.Buy, 10, Opening, tif: TimeInForce.Gtc).Order(2, Side.Sell, 10, Opening, tif: TimeInForce.Gtc)
            .Order(3, Side.Buy, 10, Opening, OrderType.Limit, limit: 103, tif: TimeInForce.Gtc).Order(4, Side.Buy, 10, Opening, OrderType.Limit, limit: 102.98, tif: TimeInForce.Gtc).Forget();
        desk.Venue.OpenSession(0);
        Assert.Equal("1 Working; 2 Working; 3 Working; 4 Working", desk.Events());
        // The last price is yesterday's 100: it is moved into the quote.
        Assert.Equal("1 Execution 10@103.00; 2 Execution 10@103.00; 3 Execution 10@103.00; 4 Cancelled Expired", desk.Quote(103, 103.02, last: 100).Events());
    }

    [Fact]
    public void An_order_for_the_opening_that_comes_later_waits_for_the_next_one()
    {
        var desk = Closed().Quote(100, 100.02);
        desk.Venue.OpenSession(0);
        desk.Order(1, Side.Buy, 10, Opening, tif: TimeInForce.Gtc);
        Assert.Equal("1 Accepted; 1 Held MarketClosed", desk.Quote(100, 100.02).Events());
        desk.Venue.CloseSession(0);
        desk.Venue.OpenSession(0);
        Assert.Equal("1 Working; 1 Execution 10@100.50", desk.Quote(100.48, 100.52, last: 100.5).Events());
    }

    [Fact]
    public void The_closing_auction_executes_at_the_last_price_within_the_limits()
    {
        var desk = new VenueDesk().Quote(100, 100.02)
            .Order(1, Side.Buy, 10, OnClose).Order(2, Side.Sell, 20, OnClose, OrderType.Limit, limit: 101.5).Order(3, Side.Sell, 30, OnClose, OrderType.Limit, limit: 101.51);
        Assert.Equal("1 Accepted; 1 Working; 2 Accepted; 2 Working; 3 Accepted; 3 Working", desk.Quote(101.4, 101.6, last: 101.5).Events());
        desk.Venue.CloseSession(1);
        Assert.Equal("1 Execution 10@101.50; 2 Execution 20@101.50; 3 Cancelled Expired", desk.Events());
    }

    [Fact]
    public void A_halted_symbol_has_no_closing_auction()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Order(1, Side.Buy, 10, OnClose).Forget();
        desk.Venue.Halt(A);
        desk.Venue.CloseSession(1);
        Assert.Equal("1 Cancelled Expired", desk.Events());
    }

    [Fact]
    public void During_a_halt_orders_are_taken_and_queue_and_nothing_executes_or_triggers()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Stop(1, Side.Sell, 10, 99).Forget();
        desk.Venue.Halt(A);
        desk.Market(2, Side.Buy, 10).Order(3, Side.Buy, 10, Ioc).Limit(4, Side.Buy, 10, 95);
        Assert.Equal("2 Accepted; 2 Working; 3 Accepted; 3 Working; 4 Accepted; 4 Working", desk.Quote(98, 98.02).Events());
        desk.Venue.Cancel(4);
        Assert.Equal("4 Cancelled Requested", desk.Events());
        desk.Venue.Resume(A);
        Assert.Equal("1 Triggered; 1 Execution 10@97.00; 2 Execution 10@97.02; 3 Execution 10@97.02", desk.Quote(97, 97.02).Events());
    }

    [Fact]
    public void Only_orders_that_ask_for_it_trade_in_the_extended_session()
    {
        var open = EngineTime.From(Instant.FromUtc(2025, 6, 2, 13, 30));
        var venue = new SimulatedVenue(InstrumentTable.UsEquities("AAA"), new VenueOptions { Fills = QuoteFills.Instance, StartsOpen = false, ExtendedHours = true });
        var outside = new VenueInstructions { OutsideRegularHours = true };
        var eightHours = 8 * 60 * EngineTime.Minute;
        venue.AdvanceTo(open - eightHours); // 01:30 New York
        venue.Submit(new VenueOrder(1, OrderTerms.Limit(0, Side.Buy, Shares(10), Dollars(99)), Instructions: outside));
        venue.Submit(new VenueOrder(2, OrderTerms.Limit(0, Side.Buy, Shares(10), Dollars(99))));
        venue.Submit(new VenueOrder(3, OrderTerms.Limit(0, Side.Buy, Shares(10), Dollars(50)), Instructions: outside));
        venue.OnQuote(open - (331 * EngineTime.Minute), 0, new Quote(98, 98.5, 100, 100, 98)); // 03:59
        Assert.False(venue.IsExtended);
        Assert.Equal(["1 Accepted", "1 Held", "2 Accepted", "2 Held", "3 Accepted", "3 Held"], Words(venue));
        venue.OnQuote(open - (329 * EngineTime.Minute), 0, new Quote(98, 98.5, 100, 100, 98)); // 04:01
        Assert.Equal(["1 Working", "3 Working", "1 Execution"], Words(venue));
        venue.OpenSession(open);
        venue.CloseSession(open + (390 * EngineTime.Minute));
        Assert.Equal(["2 Working", "2 Cancelled"], Words(venue)); // the regular day order ends at 16:00
        venue.AdvanceTo(open + (630 * EngineTime.Minute) - 1);
        Assert.Empty(Words(venue));
        venue.AdvanceTo(open + (630 * EngineTime.Minute)); // 20:00
        Assert.Equal(["3 Cancelled"], Words(venue));
        venue.AdvanceTo(open + (24 * 60 * EngineTime.Minute) - (330 * EngineTime.Minute));
        Assert.True(venue.IsExtended);
    }

    static List<string> Words(SimulatedVenue venue)
    {
        var words = new List<string>();
        while (venue.TryTake(out var happened)) words.Add($"{happened.Order} {happened.Kind}");
        return words;
    }

    [Fact]
    public void An_order_stays_with_its_kind_and_its_auction()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Limit(1, Side.Buy, 10, 99).Forget();
        desk.Venue.Modify(1, OrderTerms.Limit(A, Side.Buy, Shares(10), Dollars(99)), OnClose);
        desk.Venue.Modify(1, OrderTerms.Limit(A, Side.Buy, Shares(10), Dollars(99)), Opening);
        Assert.Equal("1 ModifyRejected InvalidTerms; 1 ModifyRejected InvalidTerms", desk.Events());
    }

    [Fact]
    public void An_order_held_for_shares_goes_to_the_market_when_it_is_released()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Order(1, Side.Sell, 10, new VenueInstructions { WaitsForRelease = true }).Limit(2, Side.Buy, 10, 95, parent: 1);
        Assert.Equal("1 Accepted; 1 Held Locate; 2 Accepted; 2 Held Parent", desk.Quote(100, 100.02).Events());
        desk.Venue.Release(1);
        Assert.Equal("1 Execution 10@100.00; 2 Working", desk.Events());
    }
}
