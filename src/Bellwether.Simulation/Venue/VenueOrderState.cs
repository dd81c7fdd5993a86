using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>Where a live order stands.</summary>
public enum VenueOrderStage : byte
{
    /// <summary>On its way into the market.</summary>
    Pending = 1,

    /// <summary>Waits for its parent, its time, or shares to sell short.</summary>
    Held,

    /// <summary>In the market of its symbol.</summary>
    Working,
}

/// <summary>
/// A live order as a venue keeps it: what <see cref="SimulatedVenue.Restore"/> needs to go on with it. Plain values only, so that it can be written to a file.
/// </summary>
/// <param name="Order">The order with its present terms: a trailing stop's stop price is where it has trailed to. A parent that has ended is left out.</param>
/// <param name="Filled">Shares executed.</param>
/// <param name="Armed">Shares that may execute in total; below the quantity while a parent is not complete.</param>
/// <param name="Value">Dollars of the executions.</param>
/// <param name="Charged">Commission charged so far.</param>
/// <param name="Triggered">Its stop price was reached.</param>
/// <param name="Announced">It was reported as working.</param>
public sealed record VenueOrderState(
    VenueOrder Order, VenueOrderStage Stage, Quantity Filled, Quantity Armed, Money Value, Money Charged, bool Triggered, bool Announced)
{
    /// <summary>Shares by which executions of its group reduced it.</summary>
    public Quantity LostToGroup { get; init; }

    /// <summary>Changes of the market in a row that reached its stop price, where its method asks for two.</summary>
    public int Touches { get; init; }

    /// <summary>Of an order for the opening: the session has opened, its auction has not been yet.</summary>
    public bool AuctionIsDue { get; init; }

    /// <summary>Of a working order: its place among those of its symbol, from 0; who came first executes first.</summary>
    public int Place { get; init; }
}
