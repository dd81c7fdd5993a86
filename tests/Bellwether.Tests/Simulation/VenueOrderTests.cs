using Bellwether.Core;
using Bellwether.Simulation;
using static Bellwether.Tests.Simulation.VenueDesk;

namespace Bellwether.Tests.Simulation;

public sealed class VenueOrderTests
{
    static VenueDesk Delayed() => new(new VenueOptions { Fills = QuoteFills.Instance, Latency = VenueLatency.Broker });

    [Fact]
    public void Children_are_held_until_the_parent_executes()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Limit(1, Side.Buy, 100, 99.50);
        desk.Limit(2, Side.Sell, 100, 101, parent: 1, oca: 1, type: OcaType.ReduceWithoutBlock).Stop(3, Side.Sell, 100, 99, parent: 1, oca: 1, type: OcaType.ReduceWithoutBlock);
        Assert.Equal("1 Accepted; 1 Working; 2 Accepted; 2 Held Parent; 3 Accepted; 3 Held Parent", desk.Events());

        Assert.Equal("", desk.Quote(101.5, 101.52).Events()); // the target's price, but nothing is held yet
        Assert.Equal("1 Execution 100@99.50; 2 Working; 3 Working", desk.Quote(99.45, 99.48).Events());
        Assert.Equal("2 Execution 100@101.00; 3 Cancelled OcaGroup", desk.Quote(101.1, 101.2).Events());
    }

    [Fact]
    public void Children_of_a_parent_that_executed_at_once_are_armed_as_they_come()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Market(1, Side.Buy, 100).Forget().Stop(2, Side.Sell, 100, 99, parent: 1);
        Assert.Equal("2 Accepted; 2 Held Parent; 2 Working", desk.Events());
    }

    [Fact]
    public void A_partial_fill_of_the_parent_arms_the_children_for_the_filled_quantity()
    {
        var desk = PartlyFilled(ChildArming.ForFilledQuantity, out var filled);
        desk.Quote(98.9, 99.3, size: 10_000); // the stop at 99 triggers; the parent's limit of 99.20 is out of reach
        var stop = desk.Taken().Where(e => e is { Order: 2, Kind: VenueEventKind.Execution }).ToList();
        Assert.Equal([filled], stop.Select(e => e.Quantity));
    }

    [Fact]
    public void Children_armed_in_full_can_sell_more_than_the_parent_bought()
    {
        var desk = PartlyFilled(ChildArming.InFull, out _);
        desk.Quote(98.9, 99.3, size: 10_000);
        Assert.Equal("2 Triggered; 2 Execution 1000@98.90", desk.Events());
    }

    [Fact]
    public void Children_that_wait_for_the_whole_parent_stay_held_after_a_part()
    {
        var desk = PartlyFilled(ChildArming.WhenParentEnds, out var filled);
        Assert.Equal("", desk.Quote(98.9, 99.3, size: 10_000).Events());
        desk.Venue.Cancel(1);
        Assert.Equal($"1 Cancelled Requested; 2 Reduced {filled} Parent; 2 Working; 2 Triggered; 2 Execution {filled}@98.90", desk.Events());
    }

    [Fact]
    public void A_parent_cancelled_after_a_part_takes_the_rest_from_its_children()
    {
        var desk = PartlyFilled(ChildArming.ForFilledQuantity, out var filled);
        desk.Venue.Cancel(1);
        Assert.Equal($"1 Cancelled Requested; 2 Reduced {filled} Parent", desk.Events());
    }

    [Fact]
    public void A_parent_cancelled_without_an_execution_takes_its_children_along()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Limit(1, Side.Buy, 100, 99).Limit(2, Side.Sell, 100, 101, parent: 1).Stop(3, Side.Sell, 100, 98, parent: 1).Forget();
        desk.Venue.Cancel(1);
        Assert.Equal("1 Cancelled Requested; 2 Cancelled Parent; 3 Cancelled Parent", desk.Events());
    }

    [Fact]
    public void Type_1_cancels_the_group_on_any_execution_also_of_a_part()
    {
        var desk = Group(OcaType.CancelWithBlock, target: 100);
        var executed = desk.Quote(101.1, 101.2, size: 20).Taken();
        Assert.Equal([VenueEventKind.Execution, VenueEventKind.Cancelled], executed.Select(e => e.Kind));
        Assert.True(executed[0].Remaining > Quantity.Zero);
        Assert.Equal((2L, VenueReason.OcaGroup), (executed[1].Order, executed[1].Reason));
    }

    [Fact]
    public void Type_2_takes_the_executed_shares_from_the_others()
    {
        var desk = Group(OcaType.ReduceWithBlock, target: 40);
        Assert.Equal("1 Execution 40@101.00; 2 Reduced 60 OcaGroup", desk.Quote(101.1, 101.2).Events());
    }

    [Theory]
    [InlineData(OcaType.ReduceWithBlock, "2 Triggered; 2 Execution 100@90.00; 1 Cancelled OcaGroup")]
    [InlineData(OcaType.ReduceWithoutBlock, "2 Triggered; 2 Execution 100@90.00; 1 Execution 100@89.00")]
    public void Without_block_two_orders_that_one_change_reaches_both_execute(OcaType type, string expected)
    {
        var desk = new VenueDesk().Quote(100, 100.02).Limit(1, Side.Buy, 100, 89, oca: 5, type: type).Stop(2, Side.Sell, 100, 95, oca: 5, type: type).Forget();
        Assert.Equal(expected, desk.Quote(90, 88.5, last: 90).Events());
    }

    [Fact]
    public void A_group_may_span_symbols()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Quote(50, 50.02, symbol: B)
            .Limit(1, Side.Buy, 10, 99, oca: 5, type: OcaType.CancelWithBlock).Limit(2, Side.Buy, 10, 49, symbol: B, oca: 5, type: OcaType.CancelWithBlock).Forget();
        Assert.Equal("2 Execution 10@49.00; 1 Cancelled OcaGroup", desk.Quote(48.9, 48.95, symbol: B).Events());
    }

    [Fact]
    public void Day_orders_expire_at_the_close_and_gtc_orders_wait_for_the_next_session()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Limit(1, Side.Buy, 10, 99).Limit(2, Side.Buy, 10, 99, TimeInForce.Gtc).Forget();
        desk.Venue.CloseSession(1_000);
        Assert.Equal("1 Cancelled Expired", desk.Events());
        desk.Venue.OnQuote(2_000, A, new Quote(97, 98, 100, 100, 97));
        Assert.Equal("", desk.Events());
        desk.Venue.OpenSession(3_000);
        desk.Venue.OnQuote(4_000, A, new Quote(97, 98, 100, 100, 97));
        Assert.Equal("2 Execution 10@99.00", desk.Events());
    }

    [Fact]
    public void An_order_sent_while_closed_waits_and_works_from_the_opening_on()
    {
        var desk = new VenueDesk(new VenueOptions { Fills = QuoteFills.Instance, StartsOpen = false }).Quote(100, 100.02).Limit(1, Side.Buy, 10, 99);
        Assert.Equal("1 Accepted; 1 Held MarketClosed", desk.Events());
        desk.Venue.OpenSession(5_000);
        Assert.Equal("1 Working", desk.Events());
    }

    [Fact]
    public void An_order_is_acknowledged_after_20_ms_and_executes_after_50_ms()
    {
        var desk = Delayed().Quote(100, 100.02).Market(1, Side.Buy, 10);
        Assert.Equal("", desk.At(19).Events());
        Assert.Equal("1 Accepted", desk.At(20).Events());
        desk.Quote(100.5, 100.6);
        Assert.Equal("", desk.At(49).Events());
        Assert.Equal("1 Execution 10@100.60", desk.At(50).Events());
    }

    [Fact]
    public void An_execution_wins_the_race_against_a_cancel_that_is_still_on_its_way()
    {
        var desk = Delayed().Quote(100, 100.02).Limit(1, Side.Buy, 10, 99).At(100).Forget();
        desk.Venue.Cancel(1);
        Assert.Equal("1 CancelPending", desk.At(120).Events());
        Assert.Equal("1 Execution 10@99.00", desk.Quote(98, 98.5).Events());
        Assert.Equal("1 CancelRejected AlreadyDone", desk.At(150).Events());
    }

    [Fact]
    public void A_cancel_that_arrives_first_leaves_nothing_to_execute()
    {
        var desk = Delayed().Quote(100, 100.02).Limit(1, Side.Buy, 10, 99).At(100).Forget();
        desk.Venue.Cancel(1);
        Assert.Equal("1 CancelPending; 1 Cancelled Requested", desk.At(150).Events());
        Assert.Equal("", desk.Quote(98, 98.5).Events());
    }

    [Fact]
    public void New_terms_are_matched_at_once()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Limit(1, Side.Buy, 10, 99).Forget();
        desk.Venue.Modify(1, OrderTerms.Limit(A, Side.Buy, Shares(20), Dollars(100.05)));
        Assert.Equal("1 Modified; 1 Execution 20@100.02", desk.Events());
    }

    [Fact]
    public void A_change_of_side_or_below_the_filled_quantity_is_refused_and_the_order_stays()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Limit(1, Side.Buy, 10, 99).Forget();
        desk.Venue.Modify(1, OrderTerms.Limit(A, Side.Sell, Shares(10), Dollars(99)));
        desk.Venue.Modify(1, OrderTerms.Limit(A, Side.Buy, Shares(0), Dollars(99)));
        desk.Venue.Modify(99, OrderTerms.Limit(A, Side.Buy, Shares(1), Dollars(99)));
        Assert.Equal("1 ModifyRejected InvalidTerms; 1 ModifyRejected InvalidQuantity; 99 ModifyRejected UnknownOrder", desk.Events());
        Assert.Equal("1 Execution 10@99.00", desk.Quote(98, 98.5).Events());
    }

    [Fact]
    public void Impossible_orders_are_rejected_with_the_reason()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Market(1, Side.Buy, 10).Forget()
            .Market(1, Side.Buy, 10).Market(2, Side.Buy, 0).Limit(3, Side.Buy, 1, 0).Market(4, Side.Buy, 1, symbol: 2).Market(5, Side.Buy, 1, parent: 77).Market(6, Side.Buy, 1, oca: 3);
        Assert.Equal("1 Rejected InvalidId; 2 Rejected InvalidQuantity; 3 Rejected InvalidPrice; 4 Rejected InvalidSymbol; 5 Rejected UnknownParent; 6 Rejected InvalidTerms", desk.Events());
    }

    [Fact]
    public void Many_orders_live_and_ended_keep_their_identity_as_slots_are_used_again()
    {
        var desk = new VenueDesk(new VenueOptions { Fills = QuoteFills.Instance, Capacity = 16 }).Quote(100, 100.02);
        desk.Limit(1, Side.Buy, 1, 90, TimeInForce.Gtc).Stop(2, Side.Sell, 1, 80, parent: 1);
        for (var id = 3; id < 3_000; id += 3)
        {
            desk.Market(id, Side.Buy, 1).Limit(id + 1, Side.Buy, 1, 50).Stop(id + 2, Side.Sell, 1, 40, parent: 1);
            if (id % 2 == 0) desk.Venue.Cancel(id + 2);
        }
        desk.Forget();
        var events = desk.Quote(89, 89.5).Taken();
        Assert.Equal((1L, VenueEventKind.Execution), (events[0].Order, events[0].Kind));
        // Child 2 and those of odd ids: 3, 9, 15, ... 2,997 are 500 rounds.
        Assert.Equal(501, events.Count(e => e.Kind == VenueEventKind.Working));
    }

    static VenueDesk Group(OcaType type, long target)
    {
        var desk = new VenueDesk(new VenueOptions { Fills = QuoteFills.Instance, PartialFills = DisplayedSizeFills.Instance });
        return desk.Quote(100, 100.02).Limit(1, Side.Sell, target, 101, oca: 5, type: type).Stop(2, Side.Sell, 100, 99, oca: 5, type: type).Forget();
    }

    static VenueDesk PartlyFilled(ChildArming arming, out Quantity filled)
    {
        var desk = new VenueDesk(new VenueOptions { Fills = QuoteFills.Instance, PartialFills = DisplayedSizeFills.Instance, ChildArming = arming });
        desk.Quote(99.5, 99.6).Limit(1, Side.Buy, 1_000, 99.20).Stop(2, Side.Sell, 1_000, 99, parent: 1).Forget();
        desk.Quote(99.1, 99.2, size: 200);
        filled = desk.Taken().Single(e => e is { Order: 1, Kind: VenueEventKind.Execution }).Quantity;
        Assert.InRange(filled.ToDouble(), 100, 300);
        return desk;
    }
}
