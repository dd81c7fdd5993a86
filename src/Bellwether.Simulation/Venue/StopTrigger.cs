using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// Whether the market has reached a stop price, and where a trailing stop has trailed to. Quotes decide where there are any, else the latest bar: its range for
/// an order that was resting, its close for one that enters.
/// </summary>
static class StopTrigger
{
    /// <summary>The market as it stands reaches the order's stop price. Counts for the methods that ask for two changes in a row.</summary>
    public static bool IsReached(ref OrderSlot order, in VenueMarket market, bool arrival)
    {
        var touched = order.Instructions.Kind is VenueOrderKind.MarketIfTouched or VenueOrderKind.LimitIfTouched;
        // A buy stop waits for a higher price, a buy if-touched order for a lower one.
        var upward = (order.Terms.Side == Side.Buy) != touched;
        var reached = HasQuote(market.Quote) ? ByQuote(order, market.Quote, upward, touched) : ByBar(order, market, upward, arrival);
        if (order.Instructions.Trigger is not (TriggerMethod.DoubleBidAsk or TriggerMethod.DoubleLast)) return reached;
        order.Touches = reached ? (byte)Math.Min(order.Touches + 1, 2) : (byte)0;
        return order.Touches == 2;
    }

    /// <summary>Moves a trailing stop after the market; never away from it.</summary>
    public static void Trail(ref OrderSlot order, in VenueMarket market, TickRule ticks, bool arrival)
    {
        var buy = order.Terms.Side == Side.Buy;
        var reference = HasQuote(market.Quote) ? Reference(order, market.Quote) : arrival ? market.Close : buy ? market.Low : market.High;
        if (!(reference > 0)) return;
        var from = Price.FromDouble(reference);
        var distance = order.Instructions.TrailPercent > 0
            ? Price.FromDouble(reference * order.Instructions.TrailPercent / 100)
            : order.Instructions.Trail;
        var stop = buy ? from + distance : from - distance;
        if (stop <= Price.Zero) return;
        stop = ticks.Round(stop);
        var present = order.Terms.StopPrice;
        if (present > Price.Zero && (buy ? stop >= present : stop <= present)) return;
        order.Terms = order.Terms with { StopPrice = stop };
    }

    static bool HasQuote(in Quote quote) => quote.Bid > 0 || quote.Ask > 0 || quote.Last > 0;

    static bool ByQuote(in OrderSlot order, in Quote quote, bool upward, bool touched)
    {
        var buy = order.Terms.Side == Side.Buy;
        var (own, against) = buy ? (quote.Bid, quote.Ask) : (quote.Ask, quote.Bid);
        var stop = order.Terms.StopPrice;
        // An if-touched order looks at the side it would trade against, so that it executes where it was touched.
        var side = touched ? against : own;
        return order.Instructions.Trigger switch
        {
            TriggerMethod.DoubleBidAsk or TriggerMethod.BidAsk => Beyond(upward, side, stop),
            TriggerMethod.Last or TriggerMethod.DoubleLast => Beyond(upward, quote.Last, stop),
            TriggerMethod.LastOrBidAsk => Beyond(upward, quote.Last, stop) || Beyond(upward, side, stop),
            TriggerMethod.Midpoint => Beyond(upward, quote.Mid, stop),
            _ => Beyond(upward, quote.Last, stop) || Beyond(upward, against, stop),
        };
    }

    static bool ByBar(in OrderSlot order, in VenueMarket market, bool upward, bool arrival) =>
        Beyond(upward, arrival ? market.Close : upward ? market.High : market.Low, order.Terms.StopPrice);

    static double Reference(in OrderSlot order, in Quote quote)
    {
        var against = order.Terms.Side == Side.Buy ? quote.Ask : quote.Bid;
        return order.Instructions.Trigger switch
        {
            TriggerMethod.DoubleBidAsk or TriggerMethod.BidAsk => against,
            TriggerMethod.Midpoint => quote.Mid,
            _ => quote.Last > 0 ? quote.Last : against,
        };
    }

    static bool Beyond(bool upward, double price, Price stop) => price > 0 && (upward ? Price.FromDouble(price) >= stop : Price.FromDouble(price) <= stop);
}
