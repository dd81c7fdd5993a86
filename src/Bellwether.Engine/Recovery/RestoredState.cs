using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;

namespace Bellwether.Engine;

/// <summary>Totals and counters of an account as an earlier run left them.</summary>
/// <param name="LastExecution">When an execution was told last, nanoseconds since the Unix epoch; 0 = never.</param>
/// <param name="LastComparison">When the broker was compared with last, nanoseconds since the Unix epoch; 0 = never.</param>
readonly record struct RestoredAccount(
    Money Cash, Money StartEquity, Money Commission, Money Realised, Money PeakEquity, OrderCounts Counts, long Signals, long LastExecution, long LastComparison)
{
    public void Write(ref RecordWriter w)
    {
        w.Int64(0);
        w.Money(Cash);
        w.Money(StartEquity);
        w.Money(Commission);
        w.Money(Realised);
        w.Money(PeakEquity);
        w.Int64(Counts.Submitted);
        w.Int64(Counts.Filled);
        w.Int64(Counts.Cancelled);
        w.Int64(Counts.Rejected);
        w.Int64(Signals);
        w.Int64(LastExecution);
        w.Int64(LastComparison);
    }

    /// <summary>The mirror of <see cref="Write"/>, after the leading cause.</summary>
    public static RestoredAccount Read(ref RecordReader r) =>
        new(r.Money(), r.Money(), r.Money(), r.Money(), r.Money(), new OrderCounts(r.Int64(), r.Int64(), r.Int64(), r.Int64()), r.Int64(), r.Int64(), r.Int64());
}

/// <summary>The layouts of the records that restate what an earlier run left; reading begins after the leading cause.</summary>
static class RestoredState
{
    public static void Write(ref RecordWriter w, int symbol, in Position position, in ProtectionPlan plan, Money initialRisk)
    {
        w.Int64(0);
        w.Int32(symbol);
        w.Quantity(position.Quantity);
        w.Money(position.Cost);
        w.Money(position.Realised);
        w.Money(position.Commission);
        w.Price(position.Last);
        w.Int64(position.OpenedAt);
        w.Quantity(position.Adjusted);
        w.Byte(position.Touched ? (byte)1 : (byte)0);
        w.Byte((byte)plan.Side);
        w.Price(plan.Stop);
        w.Price(plan.Target);
        w.Byte(plan.IsActive ? (byte)1 : (byte)0);
        w.Money(initialRisk);
    }

    public static void ReadPosition(ref RecordReader r, out int symbol, out Position position, out ProtectionPlan plan, out Money initialRisk)
    {
        symbol = r.Int32();
        position = new Position
        {
            Quantity = r.Quantity(), Cost = r.Money(), Realised = r.Money(), Commission = r.Money(), Last = r.Price(), OpenedAt = r.Int64(), Adjusted = r.Quantity(), Touched = r.Byte() != 0,
        };
        plan = new ProtectionPlan((Side)(sbyte)r.Byte(), r.Price(), r.Price(), r.Byte() != 0);
        initialRisk = r.Money();
    }

    public static void Write(ref RecordWriter w, in Order order)
    {
        OrderRecord.WriteCreated(ref w, 0, order);
        w.Byte((byte)order.Stage);
        w.Byte((byte)order.Uncertainty);
        w.Quantity(order.Filled);
        w.Money(order.FilledValue);
        w.Quantity(order.ClaimedFilled);
        w.Byte((byte)order.ClosesAs);
        w.Byte(order.IsAcknowledged ? (byte)1 : (byte)0);
        w.Int64(order.PermId);
        w.Int32(order.BrokerOrderId);
        w.Int64(order.CreatedAt);
        w.Int64(order.SentAt);
        w.Int64(order.UpdatedAt);
        w.Text(order.Reason);
    }

    public static void ReadOrder(ref RecordReader r, out Order order)
    {
        order = new Order { Number = r.Int64(), Verdict = r.Int64(), Role = (OrderRole)r.Byte() };
        order.Terms = new OrderTerms(r.Int32(), (Side)(sbyte)r.Byte(), default, (OrderType)r.Byte(), default, default, (TimeInForce)r.Byte());
        order.Terms = order.Terms with { Quantity = r.Quantity(), LimitPrice = r.Price(), StopPrice = r.Price() };
        order.Reference = r.Price();
        order.Links = new OrderLinks(r.Int64(), r.Int64(), (OcaType)r.Byte());
        order.Stage = (OrderStage)r.Byte();
        order.Uncertainty = (Uncertainty)r.Byte();
        order.Filled = r.Quantity();
        order.FilledValue = r.Money();
        order.ClaimedFilled = r.Quantity();
        order.ClosesAs = (OrderStage)r.Byte();
        order.IsAcknowledged = r.Byte() != 0;
        order.PermId = r.Int64();
        order.BrokerOrderId = r.Int32();
        order.CreatedAt = r.Int64();
        order.SentAt = r.Int64();
        order.UpdatedAt = r.Int64();
        order.Reason = r.Text() is { Length: > 0 } reason ? reason : null;
    }

    public static void Write(ref RecordWriter w, in ExecutionEntry entry)
    {
        w.Int64(0);
        w.Int64((long)(ulong)(entry.Family >> 64));
        w.Int64((long)(ulong)entry.Family);
        w.Int32(entry.Revision);
        w.Byte(entry.HasExecution ? (byte)1 : (byte)0);
        w.Byte(entry.HasCommission ? (byte)1 : (byte)0);
        w.Int64(entry.Order);
        w.Int32(entry.Symbol);
        w.Quantity(entry.Signed);
        w.Price(entry.Price);
        w.Money(entry.Commission);
    }

    public static void ReadExecution(ref RecordReader r, out ExecutionEntry entry) => entry = new ExecutionEntry
    {
        Family = ReadFamily(ref r), Revision = r.Int32(), HasExecution = r.Byte() != 0, HasCommission = r.Byte() != 0, Order = r.Int64(), Symbol = r.Int32(), Signed = r.Quantity(), Price = r.Price(),
        Commission = r.Money(),
    };

    /// <summary>A report of the broker as it was taken, after the leading number of its input.</summary>
    public static void ReadReport(ref RecordReader r, out BrokerReport report)
    {
        report = new BrokerReport { Kind = (BrokerReportKind)r.Byte(), Status = (BrokerStatus)r.Byte(), Side = (Side)(sbyte)r.Byte(), Type = (OrderType)r.Byte() };
        report.Order = r.Int64();
        report.PermId = r.Int64();
        report.BrokerOrderId = r.Int32();
        report.Symbol = r.Int32();
        report.Code = r.Int32();
        report.Snapshot = r.Int32();
        report.Quantity = r.Quantity();
        report.Filled = r.Quantity();
        report.Remaining = r.Quantity();
        report.Price = r.Price();
        report.StopPrice = r.Price();
        var family = ReadFamily(ref r);
        report.Execution = new ExecutionId(family, r.Int32());
        report.Amount = r.Money();
        report.Text = r.Text();
    }

    static UInt128 ReadFamily(ref RecordReader r)
    {
        var high = (ulong)r.Int64();
        return new UInt128(high, (ulong)r.Int64());
    }
}
