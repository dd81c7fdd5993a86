using Bellwether.Core;
using Bellwether.Simulation;
using static Bellwether.Tests.Simulation.VenueDesk;

namespace Bellwether.Tests.Simulation;

/// <summary>Groups and brackets whose parts meet: never more closed than was opened.</summary>
public sealed class VenueGroupTests
{
    [Fact]
    public void What_the_target_has_closed_of_a_part_the_stop_cannot_close_again()
    {
        // 40 of 100 bought; the target sells those 40; then the stop's price comes while the rest of the entry still rests.
        var desk = Bracket(out var bought);
        desk.Quote(105, 105.02, size: 10_000).Quote(98, 99.5, last: 98.5, size: 10_000);
        var sold = desk.Taken().Where(e => e is { Kind: VenueEventKind.Execution, Order: > 1 }).ToList();
        Assert.Equal([(2L, bought)], sold.Select(e => (e.Order, e.Quantity)));
    }

    [Fact]
    public void A_parent_cancelled_after_its_part_was_closed_leaves_no_child()
    {
        var desk = Bracket(out var bought);
        desk.Quote(105, 105.02, size: 10_000).Forget();
        desk.Venue.Cancel(1);
        Assert.Equal("1 Cancelled Requested; 2 Cancelled Parent; 3 Cancelled Parent", desk.Events());
        Assert.Equal("", desk.Quote(50, 50.02).Events());
        Assert.True(bought > Quantity.Zero);
    }

    [Fact]
    public void Grandchildren_are_armed_by_their_own_parent_and_end_with_it()
    {
        var desk = new VenueDesk().Quote(100, 100.02).Limit(1, Side.Buy, 10, 99).Limit(2, Side.Sell, 10, 101, parent: 1).Limit(3, Side.Buy, 10, 98, parent: 2).Forget();
        Assert.Equal("1 Execution 10@99.00; 2 Working", desk.Quote(98.5, 98.6).Events());
        Assert.Equal("", desk.Quote(97, 97.5).Events()); // the grandchild's price, but nothing is sold yet
        Assert.Equal("2 Execution 10@101.00; 3 Working", desk.Quote(101.5, 101.6).Events());
        Assert.Equal("3 Execution 10@98.00", desk.Quote(97, 97.5).Events());

        desk.Limit(4, Side.Buy, 10, 90).Limit(5, Side.Sell, 10, 101, parent: 4).Limit(6, Side.Buy, 10, 80, parent: 5).Forget();
        desk.Venue.Cancel(4);
        Assert.Equal("4 Cancelled Requested; 5 Cancelled Parent; 6 Cancelled Parent", desk.Events());
    }

    /// <summary>Buy 100 at 99.20, target 105, stop 99, in a group of type 2; a part of the entry is bought.</summary>
    static VenueDesk Bracket(out Quantity bought)
    {
        var desk = new VenueDesk(new VenueOptions { Fills = QuoteFills.Instance, PartialFills = DisplayedSizeFills.Instance }).Quote(100, 100.02)
            .Limit(1, Side.Buy, 100, 99.20).Limit(2, Side.Sell, 100, 105, parent: 1, oca: 1, type: OcaType.ReduceWithBlock)
            .Stop(3, Side.Sell, 100, 99, parent: 1, oca: 1, type: OcaType.ReduceWithBlock).Forget();
        bought = desk.Quote(99.1, 99.15, last: 99.15, size: 40).Taken().Where(e => e.Kind == VenueEventKind.Execution).Aggregate(Quantity.Zero, (sum, e) => sum + e.Quantity);
        Assert.InRange(bought.ToDecimal(), 20, 60);
        return desk;
    }
}
