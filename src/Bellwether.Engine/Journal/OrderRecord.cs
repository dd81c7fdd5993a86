using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Engine;

/// <summary>An order as it was created, in a record: what is written here is read here.</summary>
static class OrderRecord
{
    public static void WriteCreated(ref RecordWriter w, long cause, in Order order)
    {
        w.Int64(cause);
        w.Int64(order.Number);
        w.Int64(order.Verdict);
        w.Byte((byte)order.Role);
        w.Int32(order.Terms.Symbol);
        w.Byte((byte)order.Terms.Side);
        w.Byte((byte)order.Terms.Type);
        w.Byte((byte)order.Terms.TimeInForce);
        w.Quantity(order.Terms.Quantity);
        w.Price(order.Terms.LimitPrice);
        w.Price(order.Terms.StopPrice);
        w.Price(order.Reference);
        w.Int64(order.Links.Parent);
        w.Int64(order.Links.OcaGroup);
        w.Byte((byte)order.Links.OcaType);
    }

    /// <summary>An order as it was created, after the leading cause.</summary>
    public static void ReadCreated(ref RecordReader r, long time, out Order order)
    {
        order = new Order { Number = r.Int64(), Verdict = r.Int64(), Role = (OrderRole)r.Byte(), Stage = OrderStage.Created, CreatedAt = time, UpdatedAt = time };
        order.Terms = new OrderTerms(r.Int32(), (Side)(sbyte)r.Byte(), default, (OrderType)r.Byte(), default, default, (TimeInForce)r.Byte());
        order.Terms = order.Terms with { Quantity = r.Quantity(), LimitPrice = r.Price(), StopPrice = r.Price() };
        order.Reference = r.Price();
        order.Links = new OrderLinks(r.Int64(), r.Int64(), (OcaType)r.Byte());
    }
}
