using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;

namespace Bellwether.Engine;

/// <summary>
/// Open orders at the broker that this engine did not send, as the snapshots show them. What they could still buy or sell counts for the limits like entries of
/// our own.
/// </summary>
sealed class ExternalOrders(OrderBook orders)
{
    struct External
    {
        public long PermId;
        public int Symbol;
        public Side Side;
        public Quantity Open;
        public Money Value;
        public int Seen;
    }

    External[] all = new External[16];
    int count;

    /// <summary>Orders of others that are open.</summary>
    public int Count => count;

    /// <summary>Takes an open order of somebody else. True when it was not known.</summary>
    public bool Show(in BrokerReport report, PositionBook positions)
    {
        var at = 0;
        while (at < count && all[at].PermId != report.PermId) at++;
        var isNew = at == count;
        if (isNew)
        {
            if (count == all.Length) Array.Resize(ref all, count * 2);
            all[count++] = new External { PermId = report.PermId, Symbol = report.Symbol, Side = report.Side };
        }
        ref var order = ref all[at];
        var price = report.Price > Price.Zero ? report.Price : report.StopPrice > Price.Zero ? report.StopPrice : report.Symbol >= 0 ? positions[report.Symbol].Last : Price.Zero;
        var isOver = report.Status is BrokerStatus.Cancelled or BrokerStatus.ApiCancelled or BrokerStatus.Filled;
        Set(ref order, isOver || report.Symbol < 0 ? Quantity.Zero : Quantity.Max(Quantity.Zero, report.Quantity - report.Filled), price);
        if (report.Snapshot != 0) order.Seen = report.Snapshot;
        return isNew && !isOver;
    }

    /// <summary>Those that a complete snapshot did not show are over.</summary>
    public void Forget(int snapshot)
    {
        for (var at = count - 1; at >= 0; at--)
        {
            if (all[at].Seen == snapshot) continue;
            Set(ref all[at], Quantity.Zero, Price.Zero);
            all[at] = all[--count];
        }
    }

    void Set(ref External order, Quantity open, Price price)
    {
        if (order.Symbol < 0) return;
        var value = price * open;
        orders.CountExternal(order.Symbol, order.Side, open - order.Open, value - order.Value);
        (order.Open, order.Value) = (open, value);
    }
}
