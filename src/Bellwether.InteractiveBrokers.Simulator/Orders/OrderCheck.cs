using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Whether the terms of a placeOrder are such that the gateway takes them.</summary>
static class OrderCheck
{
    /// <summary>Characters of text that an order may carry: what is echoed fits a frame many times over.</summary>
    const int LongestText = 16_384;

    /// <summary>Code and text of the error, or null.</summary>
    /// <param name="now">Nanoseconds since the Unix epoch.</param>
    public static (int Code, string Text)? Refusal(Order order, TickRule ticks, long now) =>
        Words(order) ?? NotSimulated(order) ?? Size(order) ?? TimeInForce(order, now) ?? Prices(order, ticks);

    /// <summary>Why a change of a working order is refused, or null. Side, type, account and place in a bracket stay as they are.</summary>
    public static (int Code, string Text)? ChangeRefusal(Order order, Order before)
    {
        if (order.OrderType != before.OrderType) return (329, $"Order modify failed. Cannot change to the new order type.{order.OrderType}");
        var (old, wanted) = (before.Tif, order.Tif.Length == 0 ? "DAY" : order.Tif);
        return old == wanted || (IsLasting(old) && IsLasting(wanted)) ? null : (462, $"Order modify failed. Cannot change to the new Time in Force:{wanted}");

        static bool IsLasting(string tif) => tif is "DAY" or "GTC" or "GTD";
    }

    static (int, string)? Words(Order order)
    {
        if (order.Action is not ("BUY" or "SELL" or "SSHORT")) return Invalid($"Invalid side: {Clip(order.Action)}. Expected BUY or SELL");
        if (order.OrderType is not ("MKT" or "LMT" or "STP" or "STP LMT" or "TRAIL" or "TRAIL LIMIT" or "MIT" or "LIT" or "MOC" or "LOC" or "REL" or "MIDPRICE"))
            return Invalid($"Invalid order type: {Clip(order.OrderType)}. The simulated gateway takes MKT, LMT, STP, STP LMT, TRAIL, TRAIL LIMIT, MIT, LIT, MOC, LOC, REL and MIDPRICE");
        if (order.Tif is not ("" or "DAY" or "GTC" or "IOC" or "FOK" or "GTD" or "OPG"))
            return Invalid($"Invalid time in force: {Clip(order.Tif)}. The simulated gateway takes DAY, GTC, IOC, FOK, GTD and OPG");
        if (order.OcaType is < 0 or > 3) return Invalid($"Invalid OCA type: {order.OcaType}. Expected 0 to 3");
        if (order.TriggerMethod is < 0 or > 8 or 5 or 6) return Invalid($"Invalid trigger method: {order.TriggerMethod}. Expected 0, 1, 2, 3, 4, 7 or 8");
        if (order.ETradeOnly) return (10268, "The 'EtradeOnly' order attribute is not supported.");
        if (order.FirmQuoteOnly) return (10269, "The 'FirmQuoteOnly' order attribute is not supported.");
        if (order.NbboPriceCap is not null) return (10270, "The 'NbboPriceCap' order attribute is not supported.");
        return TextLength(order) > LongestText ? Invalid($"The texts of the order have more than {LongestText} characters. Shorten orderRef, ocaGroup and the like") : null;
    }

    /// <summary>Attributes that would change how the order trades and that this gateway does not play: said, not ignored.</summary>
    static (int, string)? NotSimulated(Order order)
    {
        var attribute = order switch
        {
            { AllOrNone: true } => "allOrNone",
            { MinQty: > 0 } => "minQty",
            { DiscretionaryAmt: not 0 } => "discretionaryAmt",
            { Conditions.List.Length: > 0 } => "conditions",
            { Algo.Strategy.Length: > 0 } => "algoStrategy",
            { HedgeType.Length: > 0 } => "hedgeType",
            { Scale.PriceIncrement: > 0 } => "scalePriceIncrement",
            { Adjusted.OrderType: not ("" or "None") } => "adjustedOrderType",
            { PercentOffset: not (null or 0) } => "percentOffset",
            { FaGroup.Length: > 0 } => "faGroup",
            _ => null,
        };
        if (attribute is not null) return Invalid($"The simulated gateway does not play {attribute}. Send the order without it");
        return order.CashQty > 0 ? (10244, "Cash Quantity cannot be used for this order.") : null;
    }

    static (int, string)? Size(Order order)
    {
        if (order.TotalQuantity <= 0) return (434, "The order size cannot be zero.");
        if (order.TotalQuantity != decimal.Truncate(order.TotalQuantity) || order.TotalQuantity > 100_000_000)
            return (10243, "Fractional-sized order cannot be placed via API. Please refer to our website for more information.");
        return null;
    }

    static (int, string)? TimeInForce(Order order, long now)
    {
        if (order.OrderType is "MOC" or "LOC" && order.Tif is not ("" or "DAY")) return (113, "The Time-in-Force should be set to DAY for MOC and LOC orders.");
        if (order.Tif == "OPG" && order.OrderType is not ("MKT" or "LMT")) return (111, "The TIF (Time-in-Force) and the order type are incompatible.");
        if (order.Tif is "IOC" or "FOK" && order.OrderType is "TRAIL" or "TRAIL LIMIT" or "MIDPRICE" or "REL") return (111, "The TIF (Time-in-Force) and the order type are incompatible.");
        if (order.Tif == "GTD")
        {
            if (!OrderTime.TryParse(order.GoodTillDate, now, out var till, out _)) return (10314, "End Date/Time: " + OrderTime.Format);
            if (till <= now) return (201, $"Order rejected - reason:The good till date {order.GoodTillDate} is not in the future");
        }
        if (order.GoodAfterTime.Length > 0 && !OrderTime.TryParse(order.GoodAfterTime, now, out _, out _)) return (10314, "Start Date/Time: " + OrderTime.Format);
        return null;
    }

    static (int, string)? Prices(Order order, TickRule ticks) => order.OrderType switch
    {
        "LMT" or "LOC" => Price("limit", order.LmtPrice, ticks),
        "STP" or "MIT" => Price("stop", order.AuxPrice, ticks),
        "STP LMT" or "LIT" => Price("stop", order.AuxPrice, ticks) ?? Price("limit", order.LmtPrice, ticks),
        "TRAIL" => Trail(order, ticks),
        "TRAIL LIMIT" => Trail(order, ticks) ?? LimitOfTrail(order, ticks),
        "REL" => (order.AuxPrice is null or 0 ? null : Distance("offset", order.AuxPrice, ticks)) ?? Cap(order, ticks),
        "MIDPRICE" => Cap(order, ticks),
        _ => null,
    };

    static (int, string)? Trail(Order order, TickRule ticks)
    {
        if (order.TrailingPercent is { } percent)
        {
            if (percent is not (> 0 and < 100)) return Invalid($"The trailing percent {Number(percent)} is out of range: above 0 and below 100");
            if (order.AuxPrice is > 0) return Invalid("A trailing order has an amount (auxPrice) or a percentage (trailingPercent), not both");
        }
        else if (Distance("trailing amount", order.AuxPrice, ticks) is { } refusal)
        {
            return refusal;
        }
        return order.TrailStopPrice is { } stop ? Price("trailing stop", stop, ticks) : null;
    }

    static (int, string)? LimitOfTrail(Order order, TickRule ticks)
    {
        var hasLimit = order.LmtPrice is > 0;
        if (order.Adjusted.LmtPriceOffset is { } offset)
        {
            if (hasLimit) return Invalid("A trailing stop limit has a limit price (lmtPrice) or an offset (lmtPriceOffset), not both");
            return offset == 0 ? null : Distance("limit offset", offset, ticks);
        }
        if (!hasLimit || order.TrailStopPrice is null) return Invalid("A trailing stop limit needs an offset (lmtPriceOffset), or a limit price (lmtPrice) with a trailing stop price (trailStopPrice)");
        return Price("limit", order.LmtPrice, ticks);
    }

    /// <summary>A pegged order may go without a limit.</summary>
    static (int, string)? Cap(Order order, TickRule ticks) => order.LmtPrice is null or 0 ? null : Price("limit", order.LmtPrice, ticks);

    static (int, string)? Price(string kind, double? price, TickRule ticks)
    {
        if (price is not (> 0 and < 1e6)) return Invalid($"The {kind} price {(price is { } wrong ? Number(wrong) : "")} is missing or out of range");
        return ticks.IsOnTick(Core.Price.FromDouble(price.Value)) ? null : (110, "The price does not conform to the minimum price variation for this contract.");
    }

    /// <summary>Between two prices: on the grid of prices above a dollar, however small it is.</summary>
    static (int, string)? Distance(string kind, double? distance, TickRule ticks) =>
        Price(kind, distance, TickRule.Flat(ticks.IncrementAt(Core.Price.FromMicros(Core.Price.Scale))));

    static long TextLength(Order order) =>
        (long)order.OrderRef.Length + order.OcaGroup.Length + order.OpenClose.Length + order.GoodAfterTime.Length + order.GoodTillDate.Length + order.FaMethod.Length
        + order.FaPercentage.Length + order.FaProfile.Length + order.ModelCode.Length + order.DesignatedLocation.Length + order.Rule80A.Length + order.SettlingFirm.Length
        + order.ScaleTable.Length + order.ActiveStartTime.Length + order.ActiveStopTime.Length + order.ClearingAccount.Length + order.ClearingIntent.Length
        + order.Algo.Id.Length + order.OrderMiscOptions.Length + order.ExtOperator.Length + order.SoftDollarTier.Name.Length + order.SoftDollarTier.Value.Length
        + order.Mifid2.DecisionMaker.Length + order.Mifid2.DecisionAlgo.Length + order.Mifid2.ExecutionTrader.Length + order.Mifid2.ExecutionAlgo.Length
        + order.AdvancedErrorOverride.Length + order.ManualOrderTime.Length + order.CustomerAccount.Length;

    static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Clip(string text) => text.Length <= 40 ? text : text[..40] + "…";

    static (int, string) Invalid(string cause) => (321, "Error validating request.-'bW' : cause - " + cause);
}
