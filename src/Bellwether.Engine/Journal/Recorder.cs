using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Risk;
using Bellwether.Strategies;

namespace Bellwether.Engine;

/// <summary>
/// The fixed layouts of the engine's records, in the order of <see cref="RecordDecoder"/>, and the decision hash over those that are decisions or
/// their consequences.
/// </summary>
sealed class Recorder<TJournal>(TJournal journal, int symbolCount) where TJournal : struct, IJournalSink
{
    const int SliceRow = 4 + (5 * 8);
    readonly byte[] scratch = new byte[Math.Max(2048, 64 + (symbolCount * SliceRow))];
    DecisionHash hash;
    readonly TJournal journal = journal;

    /// <summary>Number of the latest record.</summary>
    public long Sequence { get; private set; }

    public DecisionHash Hash => hash;

    public void Slice(in Input input, in Slice slice)
    {
        Sequence++;
        if (!TJournal.KeepsInputs) return;
        var w = new RecordWriter(scratch);
        w.Int64(input.Sequence);
        w.Byte((byte)input.B);
        w.Int64(input.C);
        w.Int32(slice.Count);
        for (var row = 0; row < slice.Count; row++)
        {
            w.Int32(slice.Symbols[row]);
            w.Double(slice.Open[row]);
            w.Double(slice.High[row]);
            w.Double(slice.Low[row]);
            w.Double(slice.Close[row]);
            w.Double(slice.Volume[row]);
        }
        journal.Append(RecordKind.InputSlice, Sequence, input.Time, scratch.AsSpan(0, w.Length));
    }

    public void Quote(in Input input, in Quote quote)
    {
        Sequence++;
        if (!TJournal.KeepsInputs) return;
        var w = new RecordWriter(scratch);
        w.Int64(input.Sequence);
        w.Int32(input.A);
        w.Double(quote.Bid);
        w.Double(quote.Ask);
        w.Double(quote.BidSize);
        w.Double(quote.AskSize);
        w.Double(quote.Last);
        journal.Append(RecordKind.InputQuote, Sequence, input.Time, scratch.AsSpan(0, w.Length));
    }

    public void Prediction(in Input input, in Prediction prediction)
    {
        Sequence++;
        if (!TJournal.KeepsInputs) return;
        var w = new RecordWriter(scratch);
        w.Int64(input.Sequence);
        w.Int32(prediction.Symbol);
        w.Int32(prediction.Direction);
        w.Double(prediction.Confidence);
        w.Int64(prediction.AsOf);
        w.Int64(prediction.Horizon);
        w.Int32(prediction.ModelNumber);
        journal.Append(RecordKind.InputPrediction, Sequence, input.Time, scratch.AsSpan(0, w.Length));
    }

    public void Report(in Input input, in BrokerReport report)
    {
        Sequence++;
        if (!TJournal.KeepsInputs) return;
        var w = new RecordWriter(scratch);
        w.Int64(input.Sequence);
        w.Byte((byte)report.Kind);
        w.Byte((byte)report.Status);
        w.Byte((byte)report.Side);
        w.Byte((byte)report.Type);
        w.Int64(report.Order);
        w.Int64(report.PermId);
        w.Int32(report.BrokerOrderId);
        w.Int32(report.Symbol);
        w.Int32(report.Code);
        w.Int32(report.Snapshot);
        w.Quantity(report.Quantity);
        w.Quantity(report.Filled);
        w.Quantity(report.Remaining);
        w.Price(report.Price);
        w.Price(report.StopPrice);
        w.Int64((long)(ulong)(report.Execution.Family >> 64));
        w.Int64((long)(ulong)report.Execution.Family);
        w.Int32(report.Execution.Revision);
        w.Money(report.Amount);
        w.Text(report.Text);
        journal.Append(RecordKind.InputReport, Sequence, input.Time, scratch.AsSpan(0, w.Length));
    }

    public void Timer(in Input input)
    {
        Sequence++;
        if (!TJournal.KeepsInputs) return;
        var w = new RecordWriter(scratch);
        w.Int64(input.Sequence);
        w.Int32(input.A);
        w.Int64(input.C);
        journal.Append(RecordKind.InputTimer, Sequence, input.Time, scratch.AsSpan(0, w.Length));
    }

    public void Command(in Input input)
    {
        Sequence++;
        if (!TJournal.KeepsInputs) return;
        var w = new RecordWriter(scratch);
        w.Int64(input.Sequence);
        w.Int32(input.A);
        journal.Append(RecordKind.InputCommand, Sequence, input.Time, scratch.AsSpan(0, w.Length));
    }

    public void Revision(in Input input, in BarRevision revision)
    {
        Sequence++;
        if (!TJournal.KeepsInputs) return;
        var w = new RecordWriter(scratch);
        w.Int64(input.Sequence);
        w.Int32(revision.Symbol);
        w.Int64(revision.Bar.Time);
        w.Int64(revision.Length);
        w.Double(revision.Bar.Open);
        w.Double(revision.Bar.High);
        w.Double(revision.Bar.Low);
        w.Double(revision.Bar.Close);
        w.Double(revision.Bar.Volume);
        journal.Append(RecordKind.InputRevision, Sequence, input.Time, scratch.AsSpan(0, w.Length));
    }

    public void CorporateAction(in Input input, in CorporateEvent action)
    {
        Sequence++;
        if (!TJournal.KeepsInputs) return;
        var w = new RecordWriter(scratch);
        w.Int64(input.Sequence);
        CorporateEventRecord.Write(ref w, action);
        journal.Append(RecordKind.InputCorporateAction, Sequence, input.Time, scratch.AsSpan(0, w.Length));
    }

    public void PositionSplit(long time, long cause, int symbol, in PositionChange change, in ProtectionPlan plan)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int32(symbol);
        w.Quantity(change.Before);
        w.Quantity(change.After);
        w.Price(plan.Stop);
        w.Price(plan.Target);
        Decision(RecordKind.PositionSplit, time, w.Length);
    }

    public void FractionSettled(long time, long cause, int symbol, in PositionChange change)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int32(symbol);
        w.Quantity(change.Before);
        w.Quantity(change.After);
        Decision(RecordKind.FractionSettled, time, w.Length);
    }

    public void RestoredCorporateAction(long time, in CorporateEvent action, long outdatedBefore, Quantity fraction)
    {
        var w = new RecordWriter(scratch);
        w.Int64(0);
        CorporateEventRecord.Write(ref w, action);
        w.Int64(outdatedBefore);
        w.Quantity(fraction);
        State(RecordKind.RestoredCorporateAction, time, w.Length);
    }

    public void Intent(long time, long cause, in Intent intent)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int32(intent.Symbol);
        w.Byte((byte)intent.Kind);
        w.Byte((byte)intent.Side);
        w.Byte((byte)intent.Reason);
        w.Double(intent.Conviction);
        w.Double(intent.StopDistance);
        w.Double(intent.TargetDistance);
        Decision(RecordKind.Intent, time, w.Length);
    }

    public void Verdict(long time, long cause, in RiskVerdict verdict)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int64(verdict.Number);
        w.Int32(verdict.Symbol);
        w.Byte((byte)verdict.Role);
        w.Byte((byte)verdict.Reason);
        w.Int64(verdict.Value);
        w.Int64(verdict.Limit);
        Decision(RecordKind.Verdict, time, w.Length);
    }

    public void OrderCreated(long time, long cause, in Order order)
    {
        var w = new RecordWriter(scratch);
        OrderRecord.WriteCreated(ref w, cause, order);
        Decision(RecordKind.OrderCreated, time, w.Length);
    }

    public void OrderChanged(long time, long cause, in Order order)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int64(order.Number);
        w.Int32(order.Terms.Symbol);
        w.Byte((byte)order.Role);
        w.Byte((byte)order.Stage);
        w.Byte((byte)order.Pending);
        w.Byte((byte)order.Uncertainty);
        w.Quantity(order.Filled);
        w.Quantity(order.Terms.Quantity);
        w.Text(order.Stage.IsClosed() || order.Uncertainty != Uncertainty.None ? order.Reason : null);
        Decision(RecordKind.OrderChanged, time, w.Length);
    }

    public void CancelRequested(long time, long cause, in Order order)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int64(order.Number);
        w.Int32(order.Terms.Symbol);
        w.Byte((byte)order.Role);
        Decision(RecordKind.CancelRequested, time, w.Length);
    }

    public void ModifyRequested(long time, long cause, in Order order)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int64(order.Number);
        w.Int32(order.Terms.Symbol);
        w.Byte((byte)order.Role);
        w.Quantity(order.Terms.Quantity);
        w.Quantity(order.PendingQuantity);
        Decision(RecordKind.ModifyRequested, time, w.Length);
    }

    public void Fill(long time, long cause, in Fill fill)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int64(fill.Order);
        w.Int32(fill.Symbol);
        w.Byte((byte)fill.Role);
        w.Byte((byte)fill.Side);
        w.Quantity(fill.Quantity);
        w.Price(fill.Price);
        w.Quantity(fill.PositionAfter);
        w.Money(fill.Realised);
        w.Int32(fill.Execution.Revision);
        Decision(RecordKind.Fill, time, w.Length);
    }

    public void CommissionPaid(long time, long cause, int symbol, long order, Money amount)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int64(order);
        w.Int32(symbol);
        w.Money(amount);
        Decision(RecordKind.CommissionPaid, time, w.Length);
    }

    public void PositionAdopted(long time, long cause, int symbol, Quantity change, Price averageCost)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Int32(symbol);
        w.Quantity(change);
        w.Price(averageCost);
        Decision(RecordKind.PositionAdopted, time, w.Length);
    }

    public void Authority(long time, long cause, bool armed, bool frozen)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Byte(armed ? (byte)1 : (byte)0);
        w.Byte(frozen ? (byte)1 : (byte)0);
        Decision(RecordKind.Authority, time, w.Length);
    }

    public void Alert(long time, long cause, AlertSeverity severity, string title, string text)
    {
        Sequence++;
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Byte((byte)severity);
        w.Text(title);
        w.Text(text);
        journal.Append(RecordKind.Alert, Sequence, time, scratch.AsSpan(0, w.Length));
    }

    public void Checkpoint(long time, long cause, Money equity, Money cash, Money gross)
    {
        var w = new RecordWriter(scratch);
        w.Int64(cause);
        w.Money(equity);
        w.Money(cash);
        w.Money(gross);
        w.Int64((long)hash.Value);
        Decision(RecordKind.Checkpoint, time, w.Length);
    }

    public void RestoredAccount(long time, in RestoredAccount account)
    {
        var w = new RecordWriter(scratch);
        account.Write(ref w);
        State(RecordKind.RestoredAccount, time, w.Length);
    }

    public void RestoredPosition(long time, int symbol, in Position position, in ProtectionPlan plan, Money initialRisk)
    {
        var w = new RecordWriter(scratch);
        RestoredState.Write(ref w, symbol, position, plan, initialRisk);
        State(RecordKind.RestoredPosition, time, w.Length);
    }

    public void RestoredOrder(long time, in Order order)
    {
        var w = new RecordWriter(scratch);
        RestoredState.Write(ref w, order);
        State(RecordKind.RestoredOrder, time, w.Length);
    }

    public void RestoredExecution(long time, in ExecutionEntry entry)
    {
        var w = new RecordWriter(scratch);
        RestoredState.Write(ref w, entry);
        State(RecordKind.RestoredExecution, time, w.Length);
    }

    public void RestoredEnd(long time)
    {
        var w = new RecordWriter(scratch);
        w.Int64(0);
        State(RecordKind.RestoredEnd, time, w.Length);
    }

    /// <summary>What an earlier run left is no decision of this one.</summary>
    void State(RecordKind kind, long time, int length) => journal.Append(kind, ++Sequence, time, scratch.AsSpan(0, length));

    void Decision(RecordKind kind, long time, int length)
    {
        Sequence++;
        var payload = scratch.AsSpan(0, length);
        // The cause's sequence counts inputs; how many quotes came between two decisions is no decision.
        hash.Add(kind, time, payload[8..]);
        journal.Append(kind, Sequence, time, payload);
    }
}
