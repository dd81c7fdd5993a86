using Bellwether.Core;

namespace Bellwether.Simulation;

/// <content>
/// The opening and the closing auction. All orders of an auction execute at one price; a limit order only if that price is at its limit or better. What does not
/// execute ends with the auction. A halted symbol has no auction.
/// </content>
sealed partial class OrderBooks
{
    int auctionOrders;

    /// <summary>No order waits for an auction.</summary>
    public bool HasNoAuctionOrders => auctionOrders == 0;

    /// <summary>The first change of a symbol's market since the session opened is its opening auction.</summary>
    public void OpeningAuction(int symbol, Price price)
    {
        var count = 0;
        for (var slot = first[symbol]; slot >= 0; slot = orders[slot].Next)
            if (orders[slot].Instructions.TimeInForce == VenueTimeInForce.AtTheOpening && orders[slot].Sessions < venue.SessionsOpened) AddToPass(ref count, slot);
        Clear(count, price);
    }

    public void ClosingAuction(int symbol, Price price)
    {
        var count = 0;
        for (var slot = first[symbol]; slot >= 0; slot = orders[slot].Next)
            if (orders[slot].Instructions.Kind == VenueOrderKind.OnClose) AddToPass(ref count, slot);
        Clear(count, price);
    }

    /// <param name="price">Zero: there is no price and nothing executes.</param>
    void Clear(int count, Price price)
    {
        if (count == 0) return;
        var members = pass.AsSpan(0, count).ToArray();
        foreach (var (slot, id) in members)
        {
            // An execution may have ended a later member of the auction: a group, or a child.
            ref var order = ref orders[slot];
            if (order.Id != id || order.Phase != OrderPhase.Working) continue;
            var executable = Quantity.Min(order.Remaining, order.Armed - order.Filled);
            var reaches = order.Terms.Type != OrderType.Limit || (order.Terms.Side == Side.Buy ? price <= order.Terms.LimitPrice : price >= order.Terms.LimitPrice);
            if (price > Price.Zero && reaches && executable > Quantity.Zero) Execute(slot, price, executable);
            if (orders[slot].Id == id && orders[slot].IsLive) End(slot, VenueReason.Expired);
        }
    }
}
