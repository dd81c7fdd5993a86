using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Engine;

// The link to the broker: what is in doubt while it is gone, and the comparison that opens the gate again. Start and reconnection are one path.
public sealed partial class TradingEngine<TJournal>
{
    readonly Quantity[] brokerPositions;
    readonly bool[] positionDiffers;
    /// <summary>Sessions with the broker so far.</summary>
    int session;
    int snapshot;
    long snapshotBegan;
    bool snapshotRequested;

    void OnConnection(in Input input, in BrokerReport report)
    {
        record.Report(input, report);
        switch (report.Kind)
        {
            case BrokerReportKind.SessionLost: OnSessionLost(report.Text); break;
            case BrokerReportKind.SessionRestored: session++; break;
            case BrokerReportKind.SnapshotBegin:
                snapshot = report.Snapshot;
                snapshotBegan = Time;
                Array.Clear(brokerPositions);
                break;
            case BrokerReportKind.SnapshotEnd:
                // A snapshot that began before the session was lost proves nothing.
                if (report.Snapshot == snapshot) OnSnapshotEnd();
                break;
            default: throw new ArgumentException($"{report.Kind} is no report about the connection", nameof(report));
        }
    }

    void OnSessionLost(string? reason)
    {
        snapshotRequested = false;
        snapshot = 0;
        if (!gate.IsFrozen)
        {
            gate.IsFrozen = true;
            record.Authority(Time, cause, gate.IsArmed, gate.IsFrozen);
            Raise(AlertSeverity.Critical, "The broker is gone", $"{reason ?? "the session ended"}: no new risk; working orders are unconfirmed; protection rests at the broker as last heard");
        }
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            var number = Orders.Live(i).Number;
            if (Orders.Unconfirm(number, Uncertainty.SessionLost, Time)) record.OrderChanged(Time, cause, Orders[number]);
        }
    }

    void OnBrokerPosition(in BrokerReport report)
    {
        if (report.Symbol < 0 || report.Snapshot == 0) return;
        brokerPositions[report.Symbol] = report.Quantity;
        // A position that was there before this run is taken over at the broker's cost; one of our own is only compared.
        if (Positions[report.Symbol].Touched || report.Quantity.IsZero || Orders.Exposure(report.Symbol).Entries > 0) return;
        Positions.Adjust(report.Symbol, report.Quantity, report.Price, Time);
        record.PositionAdopted(Time, cause, report.Symbol, report.Quantity, report.Price);
        Audit(auditor.Check(report.Symbol));
    }

    void OnSnapshotEnd()
    {
        snapshotRequested = false;
        for (var i = Orders.LiveCount - 1; i >= 0; i--)
        {
            var number = Orders.Live(i).Number;
            if (Orders[number].SeenInSnapshot == snapshot) continue;
            var effect = Orders.ApplyAbsence(number, snapshotBegan, Time, options.AbsenceInterval);
            if ((effect & FoldEffect.Changed) != 0) record.OrderChanged(Time, cause, Orders[number]);
            if ((effect & FoldEffect.Closed) != 0)
                Raise(AlertSeverity.Warning, $"Order {number} is gone", $"{Instruments[Orders[number].Terms.Symbol].Symbol}: {Orders[number].Stage.Word()}, {Orders[number].Reason}");
        }
        for (var symbol = 0; symbol < Positions.SymbolCount; symbol++)
        {
            var differs = brokerPositions[symbol] != Positions[symbol].Quantity;
            if (differs && !positionDiffers[symbol])
                Raise(AlertSeverity.Critical, $"{Instruments[symbol].Symbol}: the broker holds another position", $"the broker says {brokerPositions[symbol]}, executions add up to {Positions[symbol].Quantity}; entries in it are frozen");
            positionDiffers[symbol] = differs;
            RefreshFrozenSymbol(symbol);
        }
        if (gate.IsFrozen)
        {
            gate.IsFrozen = false;
            record.Authority(Time, cause, gate.IsArmed, gate.IsFrozen);
            Raise(AlertSeverity.Information, "Reconciled with the broker", $"{Orders.LiveCount} live orders, {Positions.HeldCount} positions");
        }
        Audit(auditor.CheckAll());
    }

    /// <summary>True while an order is in doubt: the driver takes snapshots until none is.</summary>
    public bool HasUncertainOrders
    {
        get
        {
            for (var i = 0; i < Orders.LiveCount; i++)
                if (Orders.Live(i).Uncertainty != Uncertainty.None) return true;
            return false;
        }
    }

    void RefreshFrozenSymbol(int symbol)
    {
        var frozen = positionDiffers[symbol];
        for (var i = 0; i < Orders.LiveCount && !frozen; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            frozen = order.Terms.Symbol == symbol && order.Uncertainty != Uncertainty.None;
        }
        gate.FreezeSymbol(symbol, frozen);
    }

    void RequestSnapshot()
    {
        if (snapshotRequested) return;
        snapshotRequested = true;
        Outputs.Add(new Output(OutputKind.RequestSnapshot, 0, true, record.Sequence));
    }
}
