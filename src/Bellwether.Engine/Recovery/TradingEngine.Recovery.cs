using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Engine;

// Taking up an earlier run from its journal: recorded facts and decisions are folded into the books; nothing is decided again and nothing is sent.
public sealed partial class TradingEngine<TJournal>
{
    long recoveredUntil;

    /// <summary>When an execution was told last, by this run or an earlier one that it took up; nanoseconds since the Unix epoch, 0 = never.</summary>
    public long LastExecution { get; private set; }

    /// <summary>When open orders and executions of the broker were seen whole last, by this run or an earlier one; nanoseconds since the Unix epoch, 0 = never.</summary>
    public long LastComparison { get; private set; }

    /// <summary>
    /// Folds one record of an earlier run into the books. All of them, in their order, come before the first input; <see cref="EndRecovery"/> ends it.
    /// </summary>
    /// <param name="kind">What the record is.</param>
    /// <param name="time">Engine time of the record, nanoseconds since the Unix epoch.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="symbols">This run's index of each symbol of the earlier one; -1 = it has none.</param>
    /// <exception cref="JournalFormatException">The payload does not have the layout of its kind, or names an order or a symbol that cannot be.</exception>
    public void Recover(RecordKind kind, long time, ReadOnlySpan<byte> payload, ReadOnlySpan<int> symbols)
    {
        if (lastSequence != 0) throw new InvalidOperationException("an earlier run is taken up before the first input, not after it");
        recoveredUntil = Math.Max(recoveredUntil, time);
        var r = new RecordReader(payload);
        if (kind is RecordKind.InputQuote or RecordKind.InputPrediction) return;
        r.Int64();
        switch (kind)
        {
            case RecordKind.RestoredAccount: RecoverAccount(RestoredAccount.Read(ref r)); break;
            case RecordKind.RestoredPosition: RecoverPosition(ref r, symbols); break;
            case RecordKind.RestoredOrder:
                RestoredState.ReadOrder(ref r, out var known);
                RecoverOrder(known, symbols);
                break;
            case RecordKind.RestoredExecution:
                RestoredState.ReadExecution(ref r, out var entry);
                if (entry.Symbol >= 0) entry.Symbol = Mapped(entry.Symbol, symbols);
                Executions.Restore(entry);
                break;
            case RecordKind.OrderCreated:
                OrderRecord.ReadCreated(ref r, time, out var created);
                RecoverOrder(created, symbols);
                break;
            case RecordKind.OrderChanged: RecoverChange(ref r, time); break;
            case RecordKind.PositionAdopted:
                var there = r.Int32();
                var (shares, cost) = (r.Quantity(), r.Price());
                if (Mapped(there, symbols) is var adopted and >= 0) Positions.Adjust(adopted, shares, cost, time);
                else Drop(there, shares);
                break;
            case RecordKind.InputReport:
                RestoredState.ReadReport(ref r, out var report);
                RecoverReport(report, time, symbols);
                break;
            case RecordKind.InputCorporateAction: RecoverCorporateAction(CorporateEventRecord.Read(ref r), time, symbols); break;
            case RecordKind.FractionSettled: RecoverFraction(ref r, time, symbols); break;
            case RecordKind.RestoredCorporateAction: RecoverRestated(ref r, symbols); break;
            case RecordKind.InputSlice: RecoverMarks(ref r, symbols); break;
            case RecordKind.RestoredEnd: Orders.RestoreCounts(restatedCounts); break;
            case RecordKind.Intent: Signals++; break;
            case RecordKind.Alert:
                r.Byte();
                RecoverAlert(r.Text(), time);
                break;
            case RecordKind.Checkpoint: PeakEquity = Max(PeakEquity, r.Money()); break;
        }
    }

    static int Mapped(int symbol, ReadOnlySpan<int> symbols) => symbol >= 0 && symbol < symbols.Length
        ? symbols[symbol]
        : throw new JournalFormatException($"a record names symbol {symbol}, and its header {symbols.Length} symbols");

    static Money Max(Money a, Money b) => a > b ? a : b;

    void RecoverAccount(in RestoredAccount account)
    {
        Positions.RestoreAccount(account.Cash, account.StartEquity, account.Commission, account.Realised);
        (PeakEquity, Signals, LastExecution, LastComparison) = (account.PeakEquity, account.Signals, account.LastExecution, account.LastComparison);
        restatedCounts = account.Counts;
    }

    /// <summary>Orders that are restated are in these counts already.</summary>
    OrderCounts restatedCounts;

    /// <summary>What symbols of the earlier run that this one does not have still hold, by their index there; and the orders in them that may live.</summary>
    readonly SortedDictionary<int, Quantity> droppedShares = [];
    readonly SortedDictionary<long, int> droppedOrders = [];

    /// <summary>Symbols of the earlier run, by their index there, that this one does not have although shares are held or orders may live in them.</summary>
    public IReadOnlyList<int> LeftBehind => [.. droppedShares.Where(d => !d.Value.IsZero).Select(d => d.Key).Concat(droppedOrders.Values).Distinct().Order()];

    void Drop(int symbol, Quantity shares) => droppedShares[symbol] = droppedShares.GetValueOrDefault(symbol) + shares;

    void RecoverPosition(ref RecordReader r, ReadOnlySpan<int> symbols)
    {
        RestoredState.ReadPosition(ref r, out var there, out var position, out var plan, out var risk);
        var symbol = Mapped(there, symbols);
        if (symbol < 0)
        {
            Drop(there, position.Quantity);
            return;
        }
        Positions.Restore(symbol, position, position.OpenedAt);
        (plans[symbol], initialRisk[symbol]) = (plan, risk);
    }

    void RecoverOrder(Order order, ReadOnlySpan<int> symbols)
    {
        var symbol = Mapped(order.Terms.Symbol, symbols);
        if (symbol < 0)
        {
            Orders.Burn(order.Number);
            if (order.IsLive) droppedOrders[order.Number] = order.Terms.Symbol;
            return;
        }
        order.Terms = order.Terms with { Symbol = symbol };
        Orders.Restore(order);
        if (order.Stage != OrderStage.Created) return;
        ref var plan = ref plans[symbol];
        switch (order.Role)
        {
            case OrderRole.Entry:
                plan = new ProtectionPlan(order.Terms.Side, Price.Zero, Price.Zero, IsActive: true);
                (isAccident[symbol], initialRisk[symbol]) = (false, Money.Zero);
                break;
            case OrderRole.Stop when order.Links.Parent != 0:
                plan = plan with { Stop = order.Terms.StopPrice };
                initialRisk[symbol] = Money.Abs((order.Reference - order.Terms.StopPrice) * order.Terms.Quantity);
                break;
            case OrderRole.Target when order.Links.Parent != 0: plan = plan with { Target = order.Terms.LimitPrice }; break;
        }
    }

    void RecoverChange(ref RecordReader r, long time)
    {
        var number = r.Int64();
        r.Int32();
        r.Byte();
        var stage = (OrderStage)r.Byte();
        if (stage.IsClosed()) droppedOrders.Remove(number);
        if (!Orders.Contains(number)) return; // Of a symbol that this run does not have, or long gone.
        var order = Orders[number];
        order.Stage = stage;
        order.Pending = (PendingChange)r.Byte();
        order.Uncertainty = (Uncertainty)r.Byte();
        r.Quantity();
        order.Terms = order.Terms with { Quantity = r.Quantity() };
        order.Reason = r.Text() is { Length: > 0 } reason ? reason : null;
        order.UpdatedAt = time;
        Orders.Restore(order);
    }

    void RecoverReport(BrokerReport report, long time, ReadOnlySpan<int> symbols)
    {
        switch (report.Kind)
        {
            case BrokerReportKind.Execution:
                var there = report.Symbol;
                report.Symbol = there < 0 ? -1 : Mapped(there, symbols);
                if (RecoverExecution(report, time) is var moved && there >= 0 && report.Symbol < 0) Drop(there, moved);
                break;
            case BrokerReportKind.Commission:
                var change = Executions.RecordCommission(report.Execution, report.Amount, out var place);
                if (change != Money.Zero && Executions[place] is { HasExecution: true, Symbol: >= 0 } paid) Positions.ApplyCommission(paid.Symbol, change);
                break;
            case BrokerReportKind.AccountCash:
                AdoptCash(report.Amount);
                break;
            case BrokerReportKind.SnapshotEnd or BrokerReportKind.LightSnapshotEnd: LastComparison = time; break;
        }
        if (report.Order == 0 || !Orders.Contains(report.Order)) return;
        var order = Orders[report.Order];
        if (report.PermId != 0) order.PermId = report.PermId;
        if (report.BrokerOrderId != 0) order.BrokerOrderId = report.BrokerOrderId;
        if (report.Kind == BrokerReportKind.Sent) order.SentAt = time;
        if (report.Kind is BrokerReportKind.Status or BrokerReportKind.OpenOrder or BrokerReportKind.Execution or BrokerReportKind.CompletedOrder) order.IsAcknowledged = true;
        Orders.Restore(order);
    }

    /// <summary>Returns by how many shares the position moved.</summary>
    Quantity RecoverExecution(in BrokerReport report, long time)
    {
        LastExecution = time;
        if (!Executions.Record(report, out var previous, out var place)) return Quantity.Zero;
        var symbol = report.Symbol;
        var signed = Executions[place].Signed;
        if (symbol >= 0) RecoverFill(report, previous, place, time);
        return signed - previous.Signed;
    }

    void RecoverFill(in BrokerReport report, in ExecutionEntry previous, int place, long time)
    {
        var symbol = report.Symbol;
        var signed = Executions[place].Signed;
        var change = previous.HasExecution
            ? Positions.Correct(symbol, previous.Signed, previous.Price, signed, report.Price, time)
            : Positions.Apply(symbol, signed, report.Price, time);
        if (previous is { HasCommission: true, HasExecution: false }) Positions.ApplyCommission(symbol, previous.Commission);
        var ours = Orders.Contains(report.Order) && Orders[report.Order].Terms.Symbol == symbol;
        if (options.KeepsHistory)
        {
            Fills.Add(new Fill(0, time, symbol, report.Side, report.Quantity, report.Price, change.After, change.Realised, ours ? report.Order : 0, ours ? Orders[report.Order].Role : default,
                report.Execution, place));
        }
        if (ours)
        {
            var order = Orders[report.Order];
            order.Filled += Quantity.Abs(signed) - Quantity.Abs(previous.Signed);
            order.FilledValue += (report.Price * Quantity.Abs(signed)) - (previous.Price * Quantity.Abs(previous.Signed));
            Orders.Restore(order);
            JudgeSide(symbol, isEntry: order.Role == OrderRole.Entry);
        }
        if (change.Before.IsZero || !change.After.IsZero) return;
        initialRisk[symbol] = Money.Zero;
        strategy.OnFlat(symbol, time);
        if (Orders.Exposure(symbol).Entries == 0) plans[symbol] = plans[symbol] with { IsActive = false };
    }

    /// <summary>What an alert of the configuration said after the checkpoint, if there is one, or at all.</summary>
    void RecoverAlert(string title, long time)
    {
        if (options.Alerts is not { } alerts || time <= rememberedUntil) return;
        var end = title.IndexOf(": ", StringComparison.Ordinal);
        if (end > 0 && Instruments.TryFind(title[..end], out var instrument)) alerts.HasSpoken(title[(end + 2)..], instrument.Index, time);
    }

    void RecoverMarks(ref RecordReader r, ReadOnlySpan<int> symbols)
    {
        r.Byte();
        r.Int64();
        for (var rows = r.Int32(); rows > 0; rows--)
        {
            var symbol = Mapped(r.Int32(), symbols);
            r.Double();
            r.Double();
            r.Double();
            var close = r.Double();
            r.Double();
            if (symbol >= 0 && close > 0) Positions.Mark(symbol, Price.FromDouble(close));
        }
    }

    /// <summary>
    /// All records of the earlier run are folded in. Whatever it had at the broker is unconfirmed until the first barrier, sent or not: of what it was about to send
    /// nobody knows whether it left. The state is restated in this run's journal, which from here on stands by itself.
    /// </summary>
    public void EndRecovery()
    {
        for (var at = Orders.LiveCount - 1; at >= 0; at--)
        {
            var order = Orders.Live(at);
            // The journal may end between an execution and what followed from it.
            if (order.Filled >= order.Terms.Quantity && !order.Filled.IsZero)
            {
                (order.Stage, order.Pending, order.Uncertainty) = (OrderStage.Filled, PendingChange.None, Uncertainty.None);
                Orders.Restore(order);
                continue;
            }
            if (order.Stage is OrderStage.Created or OrderStage.Durable) order.Stage = OrderStage.Sent;
            if (order.SentAt == 0) order.SentAt = order.CreatedAt;
            if (order.Uncertainty != Uncertainty.ExecutionsMissing) (order.Uncertainty, order.UncertainSince) = (Uncertainty.SessionLost, recoveredUntil);
            (order.Pending, order.Absences, order.SeenInSnapshot, order.EndedInSession) = (PendingChange.None, 0, 0, 0);
            Orders.Restore(order);
        }
        PeakEquity = Max(PeakEquity, Positions.Value().Equity);
        Restate();
        for (var symbol = 0; symbol < Positions.SymbolCount; symbol++) RefreshFrozenSymbol(symbol);
        Time = recoveredUntil;
        Raise(AlertSeverity.Information, "An earlier run is taken up", $"{Orders.LiveCount} orders may live at the broker, {Positions.HeldCount} positions; all are compared with it before anything new is risked");
        Audit(auditor.CheckAll());
        // The first input says what time it is now.
        Time = 0;
    }

    void Restate()
    {
        record.RestoredAccount(recoveredUntil, new RestoredAccount(Positions.Cash, Positions.StartEquity, Positions.Commission, Positions.Realised, PeakEquity, Orders.Counts, Signals, LastExecution, LastComparison));
        for (var symbol = 0; symbol < Positions.SymbolCount; symbol++)
            if (Positions[symbol].Touched || plans[symbol].Side != 0) record.RestoredPosition(recoveredUntil, symbol, Positions[symbol], plans[symbol], initialRisk[symbol]);
        for (var number = Math.Max(1, Orders.LastNumber - Orders.Capacity + 1); number <= Orders.LastNumber; number++)
            if (Orders.Contains(number)) record.RestoredOrder(recoveredUntil, Orders[number]);
        foreach (ref readonly var entry in Executions.Entries) record.RestoredExecution(recoveredUntil, entry);
        RestateCorporateActions();
        record.RestoredEnd(recoveredUntil);
    }
}
