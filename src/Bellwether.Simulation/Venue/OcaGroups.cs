namespace Bellwether.Simulation;

/// <summary>Live orders of each one-cancels-all group, linked in order of arrival.</summary>
sealed class OcaGroups(OrderSlab orders)
{
    readonly Dictionary<long, (int First, int Last)> ends = [];

    /// <summary>The first live order of a group that is not <paramref name="except"/>, or -1.</summary>
    public int First(long group, long except = 0)
    {
        if (!ends.TryGetValue(group, out var range)) return -1;
        var slot = range.First;
        while (slot >= 0 && orders[slot].Id == except) slot = orders[slot].OcaNext;
        return slot;
    }

    public void Join(int slot)
    {
        ref var order = ref orders[slot];
        if (ends.TryGetValue(order.OcaGroup, out var range))
        {
            order.OcaPrevious = range.Last;
            orders[range.Last].OcaNext = slot;
            ends[order.OcaGroup] = (range.First, slot);
        }
        else
        {
            ends.Add(order.OcaGroup, (slot, slot));
        }
    }

    public void Leave(int slot)
    {
        ref var order = ref orders[slot];
        var range = ends[order.OcaGroup];
        if (order.OcaPrevious >= 0) orders[order.OcaPrevious].OcaNext = order.OcaNext;
        else range.First = order.OcaNext;
        if (order.OcaNext >= 0) orders[order.OcaNext].OcaPrevious = order.OcaPrevious;
        else range.Last = order.OcaPrevious;
        if (range.First < 0) ends.Remove(order.OcaGroup);
        else ends[order.OcaGroup] = range;
    }
}
