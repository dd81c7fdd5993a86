using Bellwether.Core;

namespace Bellwether.Simulation;

/// <content>Shares to sell short, and the venue's orders as values.</content>
public sealed partial class SimulatedVenue
{
    /// <summary>Shares were located for an order that waits for them (<see cref="VenueInstructions.WaitsForRelease"/>): it goes to the market.</summary>
    public void Release(long order)
    {
        books.Release(order);
        books.Settle();
    }

    /// <summary>Where the stop price of a live order is; a trailing stop's moves. Zero for orders without one.</summary>
    public Price StopPriceOf(long order) => books.StopPriceOf(order);

    /// <summary>All live orders in order of their ids. Cancels and changes that are under way are not part of it.</summary>
    public IReadOnlyList<VenueOrderState> Capture() => books.Capture();

    /// <summary>
    /// Takes over orders of an earlier venue, parents before children, without events. Orders that were on their way arrive after the usual delay.
    /// </summary>
    /// <exception cref="ArgumentException">An order that this venue would not take: id in use, unknown symbol or parent, invalid terms.</exception>
    public void Restore(IReadOnlyCollection<VenueOrderState> orders)
    {
        foreach (var state in orders)
        {
            books.Restore(state);
            var rule = state.Order.Instructions;
            if (!rule.IsPlain) AddTimers(state.Order.Id, rule.GoodAfter > Now ? rule : rule with { GoodAfter = 0 });
            if (state.Stage == VenueOrderStage.Pending) schedule.Add(checked(Now + latency.Effect), RequestAction.Enter, state.Order.Id);
        }
        foreach (var state in orders.Where(s => s.Stage == VenueOrderStage.Working).OrderBy(s => s.Place)) books.Resume(state);
    }
}
