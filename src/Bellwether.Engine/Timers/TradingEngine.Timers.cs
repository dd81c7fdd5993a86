using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Strategies;

namespace Bellwether.Engine;

// What is due by time alone. A timer asks, alarms or flattens; it never closes an order.
public sealed partial class TradingEngine<TJournal>
{
    void OnNewSession()
    {
        if (options.KeepsHistory) EquityCurve.Clear();
        timers.Ask(clock.Close, TimerKind.SessionClose);
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
            }
        }
    }

    /// <summary>Everything out, symbol by symbol; entries still working are cancelled.</summary>
    void Flatten()
    {
        if (Time >= clock.Close) return;
        CancelEntries(symbol: -1);
        for (var symbol = 0; symbol < Positions.SymbolCount; symbol++)
        {
            var position = Positions[symbol].Quantity;
            if (!position.IsZero) intents.Add(new Intent(IntentKind.Exit, symbol, position > Quantity.Zero ? Side.Sell : Side.Buy, 1, 0, 0, IntentReason.BeforeClose));
        }
        CarryOutIntents();
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
