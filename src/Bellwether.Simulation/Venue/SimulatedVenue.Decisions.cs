using Bellwether.Core;

namespace Bellwether.Simulation;

/// <content>What an order may do at a moment.</content>
public sealed partial class SimulatedVenue
{
    /// <summary>The session that is on is one of the order's.</summary>
    internal bool IsTradable(in OrderSlot order) => order.Plain ? IsOpen :
        order.Instructions.TimeInForce == VenueTimeInForce.AtTheOpening ? IsOpen && order.Sessions < SessionsOpened : IsOpen || (IsExtended && order.Instructions.OutsideRegularHours);

    /// <summary>Its session is on, its symbol is not halted, and something is known of its market.</summary>
    internal bool CanExecute(in OrderSlot order)
    {
        ref var market = ref markets[order.Terms.Symbol];
        if (market.Halted || !IsTradable(order)) return false;
        return market.Quote.Bid > 0 || market.Quote.Ask > 0 || market.Close > 0;
    }

    /// <summary>What the fill model says of an order that enters, or rests in, its market; nothing while closed or halted.</summary>
    internal FillDecision Decide(ref OrderSlot order, bool arrival)
    {
        ref var market = ref markets[order.Terms.Symbol];
        if (order.Plain)
        {
            if (!IsOpen || market.Halted) return FillDecision.None;
            if (!arrival) return fills.OnUpdate(order.Terms, order.Triggered, market);
            return Ask(order.Terms, order.Triggered, market, arrival: true);
        }
        if (!IsTradable(order) || market.Halted) return FillDecision.None;
        if (order.Instructions.IsPegged) return Ask(Pegged(order, market), triggered: false, market, arrival);
        if (order.Instructions.IsTrailing && !order.Triggered && order.Terms.StopPrice == Price.Zero)
        {
            StopTrigger.Trail(ref order, market, Ticks(order), arrival: true);
            if (order.Terms.StopPrice == Price.Zero) return FillDecision.None;
        }
        var decision = order.WaitsForTrigger ? Triggered(ref order, market, arrival) : Ask(order.WorkingTerms, order.Triggered, market, arrival);
        // First whether the stop as it was is reached, then where it goes: within a bar nobody knows which came first, and this is the worse of both.
        if (order.Instructions.IsTrailing && !order.Triggered && !decision.Triggers) StopTrigger.Trail(ref order, market, Ticks(order), arrival);
        return decision;
    }

    FillDecision Triggered(ref OrderSlot order, in VenueMarket market, bool arrival)
    {
        if (!StopTrigger.IsReached(ref order, market, arrival)) return FillDecision.None;
        var terms = order.Instructions.Kind switch
        {
            VenueOrderKind.StopLimit => order.Terms with { Type = OrderType.Limit },
            VenueOrderKind.TrailingStopLimit => order.Terms with { Type = OrderType.Limit, LimitPrice = OrderBooks.LimitOfTrail(order) },
            _ => order.Terms,
        };
        return fills.OnArrival(terms, triggered: true, market) with { Triggers = true };
    }

    FillDecision Ask(in OrderTerms terms, bool triggered, in VenueMarket market, bool arrival)
    {
        if (!arrival) return fills.OnUpdate(terms, triggered, market);
        var decision = fills.OnArrival(terms, triggered, market);
        // Armed while a bar passed: a limit order was in the market before the close, so it had its limit, not the better close.
        return barPass && decision.Executes && terms.Type == OrderType.Limit ? decision with { Price = terms.LimitPrice } : decision;
    }

    /// <summary>The limit order that a pegged order is at the moment: at the midpoint, or an offset better than its own side's touch, and within its cap.</summary>
    OrderTerms Pegged(in OrderSlot order, in VenueMarket market)
    {
        var buy = order.Terms.Side == Side.Buy;
        var ticks = Ticks(order);
        // An absent quote gives a price that nothing reaches.
        var price = buy ? Price.FromMicros(1) : Price.FromMicros(long.MaxValue);
        if (order.Instructions.Kind == VenueOrderKind.Midpoint && market.Quote.IsTwoSided)
            price = ticks.Round(Price.FromDouble(market.Quote.Mid), buy ? TickRounding.Up : TickRounding.Down);
        else if (order.Instructions.Kind == VenueOrderKind.Relative && (buy ? market.Quote.Bid : market.Quote.Ask) is > 0 and var touch)
            price = buy ? Price.FromDouble(touch) + order.Instructions.LimitOffset : Price.FromDouble(touch) - order.Instructions.LimitOffset;
        var cap = order.Terms.LimitPrice;
        if (cap > Price.Zero && (buy ? price > cap : price < cap)) price = cap;
        return order.Terms with { LimitPrice = price };
    }

    TickRule Ticks(in OrderSlot order) => instruments[order.Terms.Symbol].Ticks;
}
