using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A client's order in the words of the venue. For orders that <see cref="OrderCheck"/> has let through.</summary>
static class VenueTerms
{
    /// <summary>The order waits at the broker until a price is reached: a stop, or an if-touched order.</summary>
    public static bool WaitsForTrigger(string orderType) => orderType is "STP" or "STP LMT" or "TRAIL" or "TRAIL LIMIT" or "MIT" or "LIT";

    /// <summary>Orders for an auction and plain market orders have no place in the extended session.</summary>
    public static bool MayTradeOutsideHours(Order order) => order.OrderType is not ("MKT" or "MOC" or "LOC") && order.Tif != "OPG";

    public static OrderTerms Of(int symbol, Order order) => new(
        symbol,
        order.Action == "BUY" ? Side.Buy : Side.Sell,
        Quantity.FromDecimal(order.TotalQuantity),
        order.OrderType switch
        {
            "LMT" or "LIT" or "LOC" or "REL" or "MIDPRICE" => OrderType.Limit,
            "STP" or "STP LMT" or "TRAIL" or "TRAIL LIMIT" => OrderType.Stop,
            _ => OrderType.Market,
        },
        order.OrderType is "LMT" or "LIT" or "LOC" or "REL" or "MIDPRICE" or "STP LMT" ? PriceOf(order.LmtPrice) : Price.Zero,
        order.OrderType switch
        {
            "STP" or "STP LMT" or "MIT" or "LIT" => PriceOf(order.AuxPrice),
            "TRAIL" or "TRAIL LIMIT" => PriceOf(order.TrailStopPrice),
            _ => Price.Zero,
        },
        order.Tif is "GTC" or "GTD" or "OPG" ? TimeInForce.Gtc : TimeInForce.Day);

    /// <param name="order">Times in it are in the past or the future: the venue takes both.</param>
    /// <param name="now">Day of times that name none. Nanoseconds since the Unix epoch.</param>
    public static VenueInstructions Instructions(Order order, long now)
    {
        var trailing = order.OrderType is "TRAIL" or "TRAIL LIMIT";
        return new VenueInstructions
        {
            Kind = order.OrderType switch
            {
                "STP LMT" => VenueOrderKind.StopLimit,
                "TRAIL" => VenueOrderKind.TrailingStop,
                "TRAIL LIMIT" => VenueOrderKind.TrailingStopLimit,
                "MIT" => VenueOrderKind.MarketIfTouched,
                "LIT" => VenueOrderKind.LimitIfTouched,
                "MOC" or "LOC" => VenueOrderKind.OnClose,
                "MIDPRICE" => VenueOrderKind.Midpoint,
                "REL" => VenueOrderKind.Relative,
                _ => VenueOrderKind.Plain,
            },
            TimeInForce = order.Tif switch
            {
                "IOC" => VenueTimeInForce.ImmediateOrCancel,
                "FOK" => VenueTimeInForce.FillOrKill,
                "GTD" => VenueTimeInForce.GoodTillDate,
                "OPG" => VenueTimeInForce.AtTheOpening,
                _ => VenueTimeInForce.AsTerms,
            },
            Trigger = WaitsForTrigger(order.OrderType) ? (TriggerMethod)order.TriggerMethod : TriggerMethod.Default,
            OutsideRegularHours = order.OutsideRth && MayTradeOutsideHours(order),
            GoodTill = order.Tif == "GTD" && OrderTime.TryParse(order.GoodTillDate, now, out var till, out _) ? till : 0,
            GoodAfter = order.GoodAfterTime.Length > 0 && OrderTime.TryParse(order.GoodAfterTime, now, out var after, out _) ? after : 0,
            Trail = trailing && order.TrailingPercent is null ? PriceOf(order.AuxPrice) : Price.Zero,
            TrailPercent = trailing ? order.TrailingPercent ?? 0 : 0,
            LimitOffset = order.OrderType switch
            {
                "TRAIL LIMIT" => order.Adjusted.LmtPriceOffset is { } offset ? Price.FromDouble(offset) : Distance(order.TrailStopPrice, order.LmtPrice),
                "REL" => PriceOf(order.AuxPrice),
                _ => Price.Zero,
            },
        };
    }

    static Price PriceOf(double? price) => price is { } value ? Price.FromDouble(value) : Price.Zero;

    static Price Distance(double? a, double? b)
    {
        var distance = PriceOf(a) - PriceOf(b);
        return distance < Price.Zero ? -distance : distance;
    }
}
