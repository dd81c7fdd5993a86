using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Engine;

/// <summary>
/// What the living orders of one symbol do to its position. Members of one group cannot execute beyond the largest of them, so a group counts as that one.
/// </summary>
/// <param name="Stops">Shares that stops certainly cover.</param>
/// <param name="Targets">Shares that targets certainly cover.</param>
/// <param name="Reducing">The most that all orders against the position could still execute.</param>
/// <param name="WrongSide">A stop or a target lives that would add to the position, and no entry that it could belong to.</param>
/// <param name="Entering">What entries on the position's side could still add.</param>
readonly record struct ProtectionCover(Quantity Stops, Quantity Targets, Quantity Reducing, bool WrongSide, Quantity Entering)
{
    /// <summary>Adds up the living orders of a symbol.</summary>
    /// <param name="orders">All orders.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="held">Side of the position; of the last one when it is flat.</param>
    public static ProtectionCover Of(OrderBook orders, int symbol, Side held)
    {
        ref readonly var exposure = ref orders.Exposure(symbol);
        var entering = held == Side.Buy ? exposure.Buy : exposure.Sell;
        if (exposure.Protective == 0 && exposure.Exit.IsZero) return new ProtectionCover(Quantity.Zero, Quantity.Zero, Quantity.Zero, false, entering);
        var cover = new ProtectionCover(Quantity.Zero, Quantity.Zero, Quantity.Zero, false, entering);
        for (var i = 0; i < orders.LiveCount; i++)
        {
            ref readonly var order = ref orders.Live(i);
            if (order.Terms.Symbol != symbol || order.Role == OrderRole.Entry) continue;
            if (order.Terms.Side == held)
            {
                cover = cover with { WrongSide = cover.WrongSide || (order.Role != OrderRole.Exit && exposure.Entries == 0) };
                continue;
            }
            if (order.Links.OcaGroup != 0 && HasEarlierMember(orders, order.Links.OcaGroup, i)) continue;
            cover = Add(orders, cover, i);
        }
        return cover;
    }

    static bool HasEarlierMember(OrderBook orders, long group, int before)
    {
        for (var i = 0; i < before; i++)
            if (orders.Live(i).Links.OcaGroup == group && orders.Live(i).Role != OrderRole.Entry) return true;
        return false;
    }

    /// <summary>Adds the group of an order, or the order if it has none.</summary>
    static ProtectionCover Add(OrderBook orders, in ProtectionCover cover, int first)
    {
        var group = orders.Live(first).Links.OcaGroup;
        Quantity stops = default, targets = default, most = default;
        for (var i = first; i < orders.LiveCount; i++)
        {
            ref readonly var order = ref orders.Live(i);
            if (order.Role == OrderRole.Entry || (i != first && (group == 0 || order.Links.OcaGroup != group))) continue;
            most = Quantity.Max(most, order.AtMost);
            if (order.Role == OrderRole.Stop) stops = Quantity.Max(stops, order.Covering);
            else if (order.Role == OrderRole.Target) targets = Quantity.Max(targets, order.Covering);
        }
        return cover with { Stops = cover.Stops + stops, Targets = cover.Targets + targets, Reducing = cover.Reducing + most };
    }

    /// <summary>What is wrong with the protection of a position of <paramref name="position"/> shares, signed.</summary>
    /// <param name="position">Shares held.</param>
    /// <param name="plan">How it is to be protected.</param>
    /// <param name="isAccident">Its side is one that nobody wanted.</param>
    /// <param name="isEntering">An entry works, on whichever side: its execution may be late.</param>
    public ProtectionFlaw Flaw(Quantity position, in ProtectionPlan plan, bool isAccident, bool isEntering)
    {
        if (position.IsZero) return !isEntering && (!Reducing.IsZero || WrongSide) ? ProtectionFlaw.Orphan : ProtectionFlaw.None;
        if (isAccident) return isEntering ? ProtectionFlaw.None : ProtectionFlaw.Flipped;
        if (WrongSide) return ProtectionFlaw.Orphan;
        var held = Quantity.Abs(position);
        var isPlanned = plan.IsActive && (int)plan.Side == position.Sign;
        if (isPlanned && plan.Stop > Price.Zero && Stops < held) return ProtectionFlaw.StopMissing;
        if (Reducing > held + Entering) return ProtectionFlaw.TooMuch;
        return isPlanned && plan.Target > Price.Zero && Targets < held ? ProtectionFlaw.TargetMissing : ProtectionFlaw.None;
    }
}
