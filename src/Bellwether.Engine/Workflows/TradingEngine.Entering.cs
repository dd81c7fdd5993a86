using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Risk;
using Bellwether.Strategies;

namespace Bellwether.Engine;

// From an intent to an order: sizing, gate, bracket, output ring.
public sealed partial class TradingEngine<TJournal>
{
    /// <summary>A quote that is crossed for longer prices no entry.</summary>
    const long CrossedLimit = 2 * EngineTime.Second;

    readonly Money[] initialRisk;

    /// <summary>Dollars that the present position of the symbol stood to lose at its first stop; zero when it has none.</summary>
    public Money InitialRisk(int symbol) => initialRisk[symbol];

    void Enter(in Intent intent)
    {
        var symbol = intent.Symbol;
        var reference = IsQuoteInvalid(symbol) ? Price.Zero : Reference(symbol, intent.Side);
        var ticks = Instruments[symbol].Ticks;
        var quantity = reference > Price.Zero ? sizing.Size(reference) : Quantity.Zero;
        var away = intent.Side == Side.Buy ? 1 : -1;
        var stop = intent.StopDistance > 0 && reference > Price.Zero ? Protective(reference, -away * intent.StopDistance, ticks) : Price.Zero;
        var target = intent.TargetDistance > 0 && reference > Price.Zero ? Protective(reference, away * intent.TargetDistance, ticks) : Price.Zero;

        var verdict = gate.Check(new BracketProposal(OrderTerms.Market(symbol, intent.Side, quantity), reference, stop, target), out var approval);
        record.Verdict(Time, cause, verdict);
        if (!verdict.IsApproved) return;

        var entry = Place(approval.Entry, OrderLinks.None, isLast: !approval.HasStop && !approval.HasTarget);
        // The stop goes last and transmits the whole bracket: no moment has the entry at the broker without its stop.
        var links = new OrderLinks(entry, entry, OcaType.ReduceWithBlock);
        if (approval.HasTarget) Place(approval.Target, links, isLast: !approval.HasStop);
        if (approval.HasStop) Place(approval.Stop, links, isLast: true);
        plans[symbol] = new ProtectionPlan(intent.Side, stop, target, IsActive: true);
        isAccident[symbol] = false;
        initialRisk[symbol] = stop == Price.Zero ? Money.Zero : Money.Abs((reference - stop) * quantity);
    }

    /// <summary>A quote is crossed for a moment when its sides arrive one after the other; one that stays crossed is no price.</summary>
    bool IsQuoteInvalid(int symbol) => crossedSince[symbol] != 0 && Time - crossedSince[symbol] > CrossedLimit;

    /// <summary>The price an order of that side would meet: the far side of a two-sided quote, else the latest close.</summary>
    Price Reference(int symbol, Side side)
    {
        ref readonly var quote = ref quotes[symbol];
        var price = quote.IsTwoSided ? (side == Side.Buy ? quote.Ask : quote.Bid) : bars.Close[symbol];
        return price > 0 ? Price.FromDouble(price) : Price.Zero;
    }

    /// <summary>On the tick grid; zero or less becomes one tick, so that the gate can say what is wrong with it.</summary>
    static Price Protective(Price reference, double distance, TickRule ticks)
    {
        var price = ticks.Round(reference + Price.FromDouble(distance));
        return price > Price.Zero ? price : ticks.IncrementAt(Price.Zero);
    }

    long Place(in ApprovedOrder approved, in OrderLinks links, bool isLast)
    {
        var number = Orders.Create(approved, links, Time);
        record.OrderCreated(Time, cause, Orders[number]);
        Outputs.Add(new Output(OutputKind.Place, number, isLast, record.Sequence));
        return number;
    }
}
