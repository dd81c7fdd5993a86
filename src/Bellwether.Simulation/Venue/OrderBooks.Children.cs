using Bellwether.Core;

namespace Bellwether.Simulation;

/// <content>How orders end, and what that means for their children: armed, reduced, or gone with their parent.</content>
sealed partial class OrderBooks
{
    /// <summary>The order ends without executing further; children of an order that never executed end with it.</summary>
    void End(int slot, VenueReason reason)
    {
        Leave(slot);
        Emit(slot, VenueEventKind.Cancelled, reason);
        var filled = orders[slot].Filled;
        var id = orders[slot].Id;
        for (var child = orders[slot].FirstChild; child >= 0;)
        {
            var next = orders[child].NextSibling;
            if (IsChildOf(child, slot, id) && orders[child].IsLive)
            {
                if (filled.IsZero) End(child, VenueReason.Parent);
                else if (orders[child].Phase != OrderPhase.Pending) Arm(child, orders[slot]);
            }
            child = next;
        }
    }

    void ArmChildren(int slot)
    {
        var id = orders[slot].Id;
        for (var child = orders[slot].FirstChild; child >= 0;)
        {
            var next = orders[child].NextSibling;
            if (IsChildOf(child, slot, id) && orders[child].Phase is OrderPhase.Held or OrderPhase.Working) Arm(child, orders[slot]);
            child = next;
        }
    }

    /// <summary>The parent has executed, or ended after a part.</summary>
    void Arm(int slot, in OrderSlot parent)
    {
        ref var order = ref orders[slot];
        if (!parent.IsLive && childArming != ChildArming.InFull && parent.Filled < parent.Terms.Quantity)
            Reduce(slot, Quantity.Max(Quantity.Min(order.Terms.Quantity, parent.Filled - order.LostToGroup), order.Filled), VenueReason.Parent);
        if (!order.IsLive) return;
        var armed = ArmedBy(parent, order);
        if (armed <= order.Armed) return;
        order.Armed = armed;
        if (order.Phase == OrderPhase.Working) TryExecute(slot, arrival: true);
        else if (order.Plain || !MustWait(order)) Rest(slot);
    }

    /// <summary>For shares or for its time.</summary>
    bool MustWait(in OrderSlot order) => order.Instructions.WaitsForRelease || order.Instructions.GoodAfter > venue.Now;

    Quantity ArmedBy(in OrderSlot parent, in OrderSlot order) => childArming switch
    {
        ChildArming.InFull => parent.Filled.IsZero ? Quantity.Zero : order.Terms.Quantity,
        ChildArming.WhenParentEnds => parent.IsLive ? Quantity.Zero : order.Terms.Quantity,
        // A parent that has ended frees its children whatever their size; what it did not execute they have lost by then. Before that, what another child has
        // already closed of the parent's shares is not there for this one.
        _ => parent.IsLive ? Quantity.Min(order.Terms.Quantity, parent.Filled - order.LostToGroup) : order.Terms.Quantity,
    };
}
