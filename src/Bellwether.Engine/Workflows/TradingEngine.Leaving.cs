using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Strategies;

namespace Bellwether.Engine;

// Ways out: exits of positions, cancels of entries, and the clean-up after a position is flat.
public sealed partial class TradingEngine<TJournal>
{
    /// <summary>Leftover protection may be cancelled by the broker itself (its group); what still lives after this long is cancelled by us.</summary>
    const long LeftoverPatience = 2 * EngineTime.Second;

    /// <summary>
    /// Closes the symbol's position at market. While protective orders rest at the broker, the exit joins their one-cancels-all group, so that at no
    /// moment more shares could be sold (or bought back) than are held.
    /// </summary>
    void Exit(in Intent intent)
    {
        var symbol = intent.Symbol;
        CancelEntries(symbol);
        var position = Positions[symbol].Quantity;
        var exiting = Orders.Exposure(symbol).Exit;
        var remaining = Quantity.Abs(position) - exiting;
        if (remaining <= Quantity.Zero) return;
        var side = position > Quantity.Zero ? Side.Sell : Side.Buy;
        var verdict = gate.CheckExit(OrderTerms.Market(symbol, side, remaining), Reference(symbol, side), exiting, out var approved);
        record.Verdict(Time, cause, verdict);
        if (!verdict.IsApproved)
        {
            Raise(AlertSeverity.Critical, $"{Instruments[symbol].Symbol}: exit refused", $"{verdict.Reason}: {remaining} of {position} shares; close the position by hand");
            return;
        }
        Place(approved, ProtectionGroup(symbol), isLast: true);
    }

    /// <summary>Asks to cancel working entries: those of one symbol, or all (-1). Their children go with them.</summary>
    void CancelEntries(int symbol)
    {
        if (symbol >= 0 && Orders.Exposure(symbol).Entries == 0) return;
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            if (order.Role == OrderRole.Entry && (symbol < 0 || order.Terms.Symbol == symbol)) Cancel(order.Number);
        }
    }

    void Cancel(long number)
    {
        if (!Orders.RequestCancel(number, Time)) return;
        record.CancelRequested(Time, cause, Orders[number]);
        Outputs.Add(new Output(OutputKind.Cancel, number, true, record.Sequence));
        AwaitAnswer(number);
    }

    OrderLinks ProtectionGroup(int symbol)
    {
        if (Orders.Exposure(symbol).Protective == 0) return OrderLinks.None;
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            if (order.Terms.Symbol == symbol && order.Role is OrderRole.Stop or OrderRole.Target) return new OrderLinks(0, order.Links.OcaGroup, order.Links.OcaType);
        }
        return OrderLinks.None;
    }

    void OnFlat(int symbol)
    {
        initialRisk[symbol] = Money.Zero;
        if (Orders.Exposure(symbol).Entries == 0) plans[symbol] = plans[symbol] with { IsActive = false };
        strategy.OnFlat(symbol, Time);
        if (Orders.Exposure(symbol).Protective > 0) timers.Ask(Time + LeftoverPatience, TimerKind.Leftovers, symbol);
    }

    /// <summary>A stop that protects nothing would open a position when it executes.</summary>
    void CancelLeftovers(int symbol)
    {
        if (!Positions[symbol].IsFlat || Orders.Exposure(symbol).Entries > 0) return;
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            if (order.Terms.Symbol == symbol && order.Role is OrderRole.Stop or OrderRole.Target or OrderRole.Exit) Cancel(order.Number);
        }
    }
}
