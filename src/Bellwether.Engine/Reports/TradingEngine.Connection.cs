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
    /// <summary>Why the data of a symbol, or of all, are not good enough for a new position; null while they are.</summary>
    readonly string?[] dataProblems;
    string? dataProblem;
    /// <summary>Why a symbol that was halted may not be entered; null while it trades as usual.</summary>
    readonly string?[] haltProblems;
    /// <summary>Why a symbol is not of the session's universe; null when it is.</summary>
    readonly string?[] universeProblems;

    /// <summary>Why a symbol's indicators are of before a gap; null when they are not.</summary>
    readonly string?[] minuteProblems;
    /// <summary>Nothing may add risk whatever a snapshot says: the gateway is about to restart.</summary>
    bool isBarred;
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
            case BrokerReportKind.LightSnapshotEnd:
                if (report.Snapshot != snapshot) break;
                ApplyAbsences(isLight: true);
                LastComparison = Time;
                break;
            case BrokerReportKind.SnapshotFailed: OnSnapshotFailed(report); break;
            case BrokerReportKind.Data: OnData(report); break;
            case BrokerReportKind.Halt: OnHalt(report); break;
            case BrokerReportKind.Universe: OnUniverse(report); break;
            case BrokerReportKind.Minutes:
                // Nobody is told of it: the interruption was, and it passes within a minute or two, or is told as a hole.
                minuteProblems[report.Symbol] = report.Text;
                RefreshFrozenSymbol(report.Symbol);
                break;
            case BrokerReportKind.RiskBarred:
                isBarred = true;
                Freeze("Entries are barred", report.Text ?? "by the gateway's calendar", AlertSeverity.Information);
                break;
            case BrokerReportKind.RiskAllowed: isBarred = false; break;
            case BrokerReportKind.SecondInstance: OnSecondInstance(report); break;
            default: throw new ArgumentException($"{report.Kind} is no report about the connection", nameof(report));
        }
    }

    void OnSessionLost(string? reason)
    {
        snapshotRequested = false;
        snapshot = 0;
        isCompared = false;
        Freeze("The broker is gone", $"{reason ?? "the session ended"}: no new risk; working orders are unconfirmed; protection rests at the broker as last heard", AlertSeverity.Critical);
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            var number = Orders.Live(i).Number;
            if (Orders.Unconfirm(number, Uncertainty.SessionLost, Time)) record.OrderChanged(Time, cause, Orders[number]);
        }
    }

    void Freeze(string title, string text, AlertSeverity severity)
    {
        if (gate.IsFrozen && severity != AlertSeverity.Critical) return;
        var wasFrozen = gate.IsFrozen;
        gate.IsFrozen = true;
        if (!wasFrozen || isBarred) Raise(severity, title, text);
        if (!wasFrozen) record.Authority(Time, cause, gate.IsArmed, gate.IsFrozen);
    }

    void OnSnapshotFailed(in BrokerReport report)
    {
        snapshot = 0;
        if (report.Code is 1 or 5)
            Raise(report.Code == 1 ? AlertSeverity.Warning : AlertSeverity.Critical, "The comparison with the broker failed",
                $"{report.Text}; {(report.Code == 1 ? "it is tried again" : $"{report.Code} times in a row; no new risk until it succeeds")}");
    }

    /// <summary>Data that may not price an order: the symbol stays frozen for entries; what protects and what leaves goes on.</summary>
    void OnData(in BrokerReport report)
    {
        var isGood = report.Text is null;
        if (report.Symbol < 0)
        {
            Raise(isGood ? AlertSeverity.Information : AlertSeverity.Warning, isGood ? "Market data are back" : "No market data", report.Text is null ? "entries are allowed again" : $"{report.Text}: no entries until it is back; orders and protection are not affected");
            dataProblem = report.Text;
            for (var symbol = 0; symbol < Positions.SymbolCount; symbol++) RefreshFrozenSymbol(symbol);
            return;
        }
        dataProblems[report.Symbol] = report.Text;
        RefreshFrozenSymbol(report.Symbol);
        Raise(isGood ? AlertSeverity.Information : AlertSeverity.Warning, $"{Instruments[report.Symbol].Symbol}: {(isGood ? "market data are back" : "no entries")}", report.Text ?? "entries in it are allowed again");
    }

    /// <summary>What does not trade is not entered, and entries that rest would meet the reopening: they are cancelled. Stops and exits stay.</summary>
    void OnHalt(in BrokerReport report)
    {
        haltProblems[report.Symbol] = report.Text;
        RefreshFrozenSymbol(report.Symbol);
        if (report.Code is 1 or 2) CancelEntries(report.Symbol);
        Raise(report.Code is 1 or 2 ? AlertSeverity.Warning : AlertSeverity.Information, $"{Instruments[report.Symbol].Symbol}: {(report.Text is null ? "trading has settled" : "no entries")}", report.Text ?? "entries in it are allowed again");
    }

    /// <summary>A symbol outside the universe is not entered, and entries of it that work are cancelled; what is held keeps its exits and its protection.</summary>
    void OnUniverse(in BrokerReport report)
    {
        if (report.Symbol < 0)
        {
            Raise(AlertSeverity.Information, "Universe", report.Text ?? "chosen");
            return;
        }
        universeProblems[report.Symbol] = report.Text;
        RefreshFrozenSymbol(report.Symbol);
        if (report.Text is not null) CancelEntries(report.Symbol);
    }

    /// <summary>Why a symbol is not of the session's universe; null when it is.</summary>
    public string? UniverseProblem(int symbol) => universeProblems[symbol];

    void OnSecondInstance(in BrokerReport report)
    {
        gate.IsArmed = false;
        CancelEntries(symbol: -1);
        record.Authority(Time, cause, gate.IsArmed, gate.IsFrozen);
        Raise(AlertSeverity.Critical, "A second instance trades this account", $"an order with the reference {report.Text} is not of this run and was not there at its start: no new risk here; stop one of the two");
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

    void ApplyAbsences(bool isLight)
    {
        ForgetExternals();
        for (var i = Orders.LiveCount - 1; i >= 0; i--)
        {
            var number = Orders.Live(i).Number;
            if (Orders[number].SeenInSnapshot == snapshot) continue;
            var effect = Orders.ApplyAbsence(number, snapshotBegan, Time, isLight || isBarred ? long.MaxValue : options.AbsenceInterval);
            if ((effect & FoldEffect.Changed) != 0) record.OrderChanged(Time, cause, Orders[number]);
            if ((effect & FoldEffect.Closed) != 0)
                Raise(AlertSeverity.Warning, $"Order {number} is gone", $"{Instruments[Orders[number].Terms.Symbol].Symbol}: {Orders[number].Stage.Word()}, {Orders[number].Reason}");
            if ((effect & FoldEffect.Changed) == 0) continue;
            RefreshFrozenSymbol(Orders[number].Terms.Symbol);
            if ((effect & FoldEffect.Closed) != 0) OnProtectionGone(Orders[number]);
            WatchProtection(Orders[number].Terms.Symbol);
        }
    }

    void OnSnapshotEnd()
    {
        snapshotRequested = false;
        LastComparison = Time;
        ApplyAbsences(isLight: false);
        for (var symbol = 0; symbol < Positions.SymbolCount; symbol++)
        {
            CancelOutdated(symbol);
            SettleFraction(symbol);
            var differs = brokerPositions[symbol] != Positions[symbol].Quantity;
            if (differs && !positionDiffers[symbol])
                Raise(AlertSeverity.Critical, $"{Instruments[symbol].Symbol}: the broker holds another position", $"the broker says {brokerPositions[symbol]}, executions add up to {Positions[symbol].Quantity}; entries in it are frozen{SplitHint(symbol)}");
            positionDiffers[symbol] = differs;
            RefreshFrozenSymbol(symbol);
        }
        CompareProtection(isBarrier: !isCompared || isBarred);
        if (gate.IsFrozen && !isBarred)
        {
            gate.IsFrozen = false;
            record.Authority(Time, cause, gate.IsArmed, gate.IsFrozen);
            Raise(AlertSeverity.Information, "Reconciled with the broker", $"{Orders.LiveCount} live orders, {Positions.HeldCount} positions");
        }
        Audit(auditor.CheckAll());
    }

    /// <summary>True while an order or a position is in doubt: the driver takes snapshots until none is.</summary>
    public bool IsInDoubt
    {
        get
        {
            foreach (var differs in positionDiffers)
                if (differs) return true;
            for (var i = 0; i < Orders.LiveCount; i++)
                if (Orders.Live(i).Uncertainty != Uncertainty.None) return true;
            return false;
        }
    }

    void RefreshFrozenSymbol(int symbol)
    {
        var frozen = positionDiffers[symbol] || watches[symbol].IsAlarmed || dataProblem is not null || dataProblems[symbol] is not null || haltProblems[symbol] is not null ||
            universeProblems[symbol] is not null || minuteProblems[symbol] is not null || actionProblems[symbol] is not null;
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
