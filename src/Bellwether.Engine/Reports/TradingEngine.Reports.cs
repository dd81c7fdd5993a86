using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Engine;

// What the broker says about orders, executions and the account.
public sealed partial class TradingEngine<TJournal>
{
    void OnReport(in Input input, in BrokerReport report)
    {
        record.Report(input, report);
        switch (report.Kind)
        {
            case BrokerReportKind.Execution: OnExecution(report); break;
            case BrokerReportKind.Commission: OnCommission(report); break;
            case BrokerReportKind.Position: OnBrokerPosition(report); break;
            case BrokerReportKind.AccountCash: OnAccountCash(report); break;
            default: OnOrderReport(report); break;
        }
    }

    void OnOrderReport(in BrokerReport report)
    {
        if (!Orders.Contains(report.Order))
        {
            OnForeignOrder(report);
            return;
        }
        ref readonly var order = ref Orders[report.Order];
        var symbol = order.Terms.Symbol;
        var wasCertain = order.Uncertainty == Uncertainty.None;
        var stageBefore = order.Stage;
        var effect = Orders.Apply(report.Order, report with { Session = session }, Time);
        if ((effect & FoldEffect.Changed) != 0) record.OrderChanged(Time, cause, order);
        if (wasCertain != (order.Uncertainty == Uncertainty.None)) RefreshFrozenSymbol(symbol);
        if (report.Kind == BrokerReportKind.Sent && options.AcknowledgementTimeout > 0)
            timers.Ask(Time + Math.Min(options.AcknowledgementAlarm, options.AcknowledgementTimeout), TimerKind.Acknowledgement, order.Number);
        if (order.Stage == OrderStage.Suspended && stageBefore != OrderStage.Suspended) OnSuspended(order, report);
        if (effect == FoldEffect.Changed) WatchProtection(symbol);
        if (effect <= FoldEffect.Changed) return;

        if ((effect & FoldEffect.Closed) != 0) OnClosed(order);
        if ((effect & FoldEffect.Resurrected) != 0)
        {
            OnOutsideChange(symbol);
            Raise(AlertSeverity.Critical, $"Order {order.Number} lives again", $"{Instruments[symbol].Symbol}: the broker shows an order as open that had been closed");
        }
        if ((effect & (FoldEffect.ExecutionsMissing | FoldEffect.SeenAlive | FoldEffect.Ask | FoldEffect.Unclassified)) != 0) RequestSnapshot();
        if (report is { Kind: BrokerReportKind.Code, Code: 103 })
            Raise(AlertSeverity.Critical, $"Order {order.Number}: its id is in use", $"{Instruments[symbol].Symbol}: {report.Text}: it may exist and is not sent again; the broker is asked");
        // What the table does not know changes nothing: a person looks, and the broker is asked.
        if ((effect & FoldEffect.Unclassified) != 0)
            Raise(AlertSeverity.Warning, $"Order {order.Number}: unclassified message", $"{Instruments[symbol].Symbol}: code {report.Code}, status {report.Status}: {report.Text}");
        WatchProtection(symbol);
        Audit(auditor.Check(symbol));
    }

    /// <summary>
    /// Law: executions alone move quantity, and none is dropped. It finds its order in any stage; without one it still moves the position.
    /// </summary>
    void OnExecution(in BrokerReport report)
    {
        LastExecution = Time;
        if (!Executions.Record(report, out var previous, out var place)) return;
        var symbol = report.Symbol;
        var ours = Orders.Contains(report.Order) && Orders[report.Order].Terms.Symbol == symbol;
        // One that was taken for gone is back.
        var isLate = ours && !Orders[report.Order].IsLive;
        var signed = Executions[place].Signed;
        if (symbol < 0)
        {
            Raise(AlertSeverity.Warning, "Execution in an unknown instrument", $"{report.Quantity} shares at {report.Price} ({report.Text}): not in this run's symbols, so not in its positions");
            return;
        }

        var change = previous.HasExecution
            ? Positions.Correct(symbol, previous.Signed, previous.Price, signed, report.Price, Time)
            : Positions.Apply(symbol, signed, report.Price, Time);
        var fill = new Fill(record.Sequence + 1, Time, symbol, report.Side, report.Quantity, report.Price, change.After, change.Realised,
            ours ? report.Order : 0, ours ? Orders[report.Order].Role : default, report.Execution, place);
        record.Fill(Time, cause, fill);
        if (options.KeepsHistory) Fills.Add(fill);
        if (previous is { HasCommission: true, HasExecution: false }) PayCommission(place, previous.Commission);
        else if (!previous.HasCommission) AwaitCommission(place);

        if (ours)
        {
            ref readonly var order = ref Orders[report.Order];
            var wasCertain = order.Uncertainty == Uncertainty.None;
            var quantityChange = Quantity.Abs(signed) - Quantity.Abs(previous.Signed);
            var valueChange = (report.Price * Quantity.Abs(signed)) - (previous.Price * Quantity.Abs(previous.Signed));
            var effect = Orders.ApplyExecution(report.Order, quantityChange, valueChange, Time);
            record.OrderChanged(Time, cause, order);
            if (wasCertain != (order.Uncertainty == Uncertainty.None)) RefreshFrozenSymbol(symbol);
            if ((effect & FoldEffect.Overfilled) != 0)
                Raise(AlertSeverity.Critical, $"Order {order.Number} is overfilled", $"{Instruments[symbol].Symbol}: {order.Filled} of {order.Terms.Quantity} shares executed");
            if ((effect & FoldEffect.Closed) != 0) OnClosed(order);
            if ((effect & FoldEffect.ExecutionsMissing) != 0) RequestSnapshot();
        }
        else
        {
            Raise(AlertSeverity.Warning, $"{Instruments[symbol].Symbol}: execution of an order that is not ours",
                $"{report.Side} {report.Quantity} at {report.Price} moved the position to {change.After}");
        }
        if (previous.HasExecution)
        {
            Raise(AlertSeverity.Warning, $"{Instruments[symbol].Symbol}: execution corrected", $"from {previous.Signed} at {previous.Price} to {signed} at {report.Price}");
        }
        if (ours) JudgeSide(symbol, isEntry: Orders[report.Order].Role == OrderRole.Entry);
        if (!change.Before.IsZero && change.After.IsZero) OnFlat(symbol);
        if (previous.HasExecution || !ours || isLate) OnOutsideChange(symbol);
        WatchProtection(symbol);
        Audit(auditor.Check(symbol));
    }

    /// <summary>What was approved beside the old state of a symbol may be too much beside the one that the broker tells of: then working entries go.</summary>
    void OnOutsideChange(int symbol)
    {
        if (auditor.Excuse(symbol)) CancelEntries(symbol);
    }

    void OnCommission(in BrokerReport report)
    {
        var change = Executions.RecordCommission(report.Execution, report.Amount, out var place);
        if (change == Money.Zero || !Executions[place].HasExecution) return;
        PayCommission(place, change);
    }

    void PayCommission(int place, Money amount)
    {
        ref readonly var entry = ref Executions[place];
        if (entry.Symbol < 0) return;
        Positions.ApplyCommission(entry.Symbol, amount);
        record.CommissionPaid(Time, cause, entry.Symbol, entry.Order, amount);
    }

    void OnAccountCash(in BrokerReport report)
    {
        AdoptCash(report.Amount);
    }

    /// <summary>Figures of the broker are compared, never adopted; only before the first execution there is nothing of ours to compare with.</summary>
    void AdoptCash(Money cash)
    {
        if (Executions.Executions != 0) return;
        Positions.RestateCash(cash);
        PeakEquity = Positions.Value().Equity;
    }

    void OnClosed(in Order order)
    {
        OnProtectionGone(order);
        if (order.Stage == OrderStage.Rejected)
            Raise(order.Role is OrderRole.Entry ? AlertSeverity.Warning : AlertSeverity.Critical, $"Order {order.Number} rejected",
                $"{Instruments[order.Terms.Symbol].Symbol} {order.Role} {order.Terms.Side} {order.Terms.Quantity}: {order.Reason}");
        else if (order.Stage == OrderStage.NeverArrived)
            Raise(AlertSeverity.Warning, $"Order {order.Number} did not go out", $"{Instruments[order.Terms.Symbol].Symbol} {order.Role}: {order.Reason}");
    }
}
