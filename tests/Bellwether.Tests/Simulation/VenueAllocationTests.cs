using Bellwether.Core;
using Bellwether.Simulation;

namespace Bellwether.Tests.Simulation;

public sealed class VenueAllocationTests
{
    [Fact]
    public void Bars_market_orders_and_brackets_allocate_nothing_in_steady_state()
    {
        var venue = new SimulatedVenue(InstrumentTable.UsEquities("AAA", "BBB"), new VenueOptions());
        var id = 0L;
        for (var i = 0; i < 2_000; i++) Round();
        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var i = 0; i < 20_000; i++) Round();
        }));

        void Round()
        {
            venue.OnBar(id, 0, 10, 10.2, 9.8, 10);
            venue.Submit(new VenueOrder(++id, OrderTerms.Market(0, Side.Buy, Quantity.FromShares(100))));
            var parent = ++id;
            venue.Submit(new VenueOrder(parent, OrderTerms.Limit(0, Side.Buy, Quantity.FromShares(100), Price.FromDouble(9.9))));
            venue.Submit(new VenueOrder(++id, OrderTerms.Limit(0, Side.Sell, Quantity.FromShares(100), Price.FromDouble(10.5)), parent, parent, OcaType.ReduceWithBlock));
            venue.Submit(new VenueOrder(++id, OrderTerms.Stop(0, Side.Sell, Quantity.FromShares(100), Price.FromDouble(9.5)), parent, parent, OcaType.ReduceWithoutBlock));
            venue.OnBar(id, 0, 10, 10.2, 9.8, 10);
            venue.OnBar(id, 0, 9.7, 9.7, 9.2, 9.4);
            while (venue.TryTake(out _)) { }
        }
    }
}
