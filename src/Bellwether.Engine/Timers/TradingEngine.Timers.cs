using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Strategies;

namespace Bellwether.Engine;

// What is due by time alone. A timer asks, alarms or flattens; it never closes an order.
public sealed partial class TradingEngine<TJournal>
{
    /// <summary>A cancel or a modification without an answer for this long is alarmed.</summary>
    const long AnswerLimit = EngineTime.Minute;

    /// <summary>An order that the broker cannot work is cancelled after this long; one that waits for shares to borrow, after ten minutes.</summary>
    const long SuspendedLimit = EngineTime.Minute;
    const long LocateLimit = 10 * EngineTime.Minute;

    /// <summary>Between two looks at what is still held when the session is to end flat.</summary>
    const long FlattenAgain = 15 * EngineTime.Second;

    void OnNewSession()
    {
        if (options.KeepsHistory) EquityCurve.Clear();
        timers.Ask(clock.Close, TimerKind.SessionClose);
        for (var symbol = 0; symbol < watches.Length; symbol++)
        {
            // What could not be mended in a closed market is tried again in an open one.
            if (watches[symbol].Flaw == ProtectionFlaw.None) continue;
            (watches[symbol].IsGivenUp, watches[symbol].Tries, watches[symbol].Steps) = (false, 0, 0);
            LookAgain(symbol, clock.Open);
        }
        if (strategy.FlatBeforeClose > 0) timers.Ask(clock.Close - strategy.FlatBeforeClose, TimerKind.FlatBeforeClose);
    }

    /// <summary>Handles every timer that is due at the input's time.</summary>
    void OnTimer(in Input input)
    {
        record.Timer(input);
        while (timers.TryTake(Time, out var timer))
        {
            switch (timer.Kind)
            {
                case TimerKind.FlatBeforeClose: Flatten(); break;
                case TimerKind.SessionClose: OnSessionClose(); break;
                case TimerKind.Acknowledgement: OnUnacknowledged(timer.Subject); break;
                case TimerKind.MissingCommission: OnMissingCommission((int)timer.Subject); break;
                case TimerKind.Leftovers: CancelLeftovers((int)timer.Subject); break;
                case TimerKind.Protection: OnProtectionDue((int)timer.Subject); break;
                case TimerKind.Pending: OnUnanswered(timer.Subject); break;
                case TimerKind.Suspended: OnSuspendedLong(timer.Subject); break;
            }
        }
    }

    /// <summary>
    /// Everything out, symbol by symbol; entries still working are cancelled. Until the close it looks again as long as something is held: an exit may have been refused, or
    /// could not go out.
    /// </summary>
    void Flatten()
    {
        if (Time >= clock.Close) return;
        // What rests at the broker is not known while the link is down: an exit might sell twice.
        if (isCompared || !gate.IsFrozen)
        {
            CancelEntries(symbol: -1);
            for (var symbol = 0; symbol < Positions.SymbolCount; symbol++)
            {
                var position = Positions[symbol].Quantity;
                if (!position.IsZero) intents.Add(new Intent(IntentKind.Exit, symbol, position > Quantity.Zero ? Side.Sell : Side.Buy, 1, 0, 0, IntentReason.BeforeClose));
            }
            CarryOutIntents();
        }
        if (Positions.HeldCount > 0 && Time + FlattenAgain < clock.Close) timers.Ask(Time + FlattenAgain, TimerKind.FlatBeforeClose);
    }

    void OnSessionClose()
    {
        if (strategy.FlatBeforeClose > 0 && Positions.HeldCount > 0)
            Raise(AlertSeverity.Critical, "Not flat at the close", $"{Positions.HeldCount} positions are open after the session although the strategy wants none");
        Checkpoint();
    }

    void OnUnacknowledged(long number)
    {
        if (!Orders.Contains(number)) return;
        ref readonly var order = ref Orders[number];
        if (order.Stage != OrderStage.Sent || order.IsAcknowledged) return;
        var symbol = Instruments[order.Terms.Symbol].Symbol;
        if (Time < order.SentAt + options.AcknowledgementTimeout)
        {
            Raise(AlertSeverity.Warning, $"Order {number} is not acknowledged",
                $"{symbol}: no word of the broker for {(Time - order.SentAt) / EngineTime.Second} s. A dialog in IB Gateway may hold it: look there. It counts as live and is not sent again");
            timers.Ask(order.SentAt + options.AcknowledgementTimeout, TimerKind.Acknowledgement, number);
            return;
        }
        if (!Orders.Unconfirm(number, Uncertainty.NoAcknowledgement, Time)) return;
        record.OrderChanged(Time, cause, order);
        RefreshFrozenSymbol(order.Terms.Symbol);
        Raise(AlertSeverity.Critical, $"Order {number} is unknown",
            $"{symbol}: no word of the broker for {options.AcknowledgementTimeout / EngineTime.Second} s. It counts as live and is not sent again; entries in {symbol} are frozen until the broker shows it, or " +
            "twice does not; a dialog in IB Gateway may hold it");
        RequestSnapshot();
    }

    /// <summary>A cancel or a modification was asked for: it is answered, or somebody is told.</summary>
    void AwaitAnswer(long number)
    {
        if (WatchesProtection) timers.Ask(Time + AnswerLimit, TimerKind.Pending, number);
    }

    /// <summary>Nothing closes the request by time: it stays pending and counts; the broker is asked, and a person told, every minute.</summary>
    void OnUnanswered(long number)
    {
        if (!Orders.Contains(number)) return;
        ref readonly var order = ref Orders[number];
        if (!order.IsLive || order.Pending == PendingChange.None || Time < order.PendingSince + AnswerLimit) return;
        Raise(AlertSeverity.Warning, $"Order {number}: {(order.Pending == PendingChange.Cancel ? "a cancel" : "a change")} is not answered",
            $"{Instruments[order.Terms.Symbol].Symbol} {order.Role}: asked {(Time - order.PendingSince) / EngineTime.Second} s ago. It counts as live; the broker is asked what is so");
        RequestSnapshot();
        timers.Ask(Time + AnswerLimit, TimerKind.Pending, number);
    }

    /// <summary>The broker took an order and cannot work it. It counts as live, and is given a minute; one that waits for shares to borrow, longer.</summary>
    void OnSuspended(in Order order, in BrokerReport report)
    {
        if (!WatchesProtection) return;
        var isLocate = report.Text is { } held && held.Contains("locate", StringComparison.Ordinal);
        timers.Ask(Time + (isLocate ? LocateLimit : SuspendedLimit), TimerKind.Suspended, order.Number);
        Raise(AlertSeverity.Warning, $"Order {order.Number} cannot work", $"{Instruments[order.Terms.Symbol].Symbol} {order.Role}: {(isLocate ? "shares to borrow are looked for" : "the broker holds it as inactive")}; " +
            $"it counts as live and is cancelled in {(isLocate ? LocateLimit : SuspendedLimit) / EngineTime.Second} s");
    }

    void OnSuspendedLong(long number)
    {
        if (Orders.Contains(number) && Orders[number].Stage == OrderStage.Suspended && Time >= Orders[number].UpdatedAt + SuspendedLimit) Cancel(number);
    }

    void AwaitCommission(int place)
    {
        if (options.CommissionTimeout > 0) timers.Ask(Time + options.CommissionTimeout, TimerKind.MissingCommission, place);
    }

    /// <summary>Executions bring their commissions along when they are asked for. The position moved long ago: only what it cost is missing.</summary>
    void OnMissingCommission(int place)
    {
        if (Executions[place].HasCommission) return;
        RequestSnapshot();
        AwaitCommission(place);
    }
}
