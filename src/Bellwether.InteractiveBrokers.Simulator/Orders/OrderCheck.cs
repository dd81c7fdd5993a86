using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Whether the terms of a placeOrder are such that the gateway takes them.</summary>
static class OrderCheck
{
    /// <summary>Code and text of the error, or null.</summary>
    public static (int Code, string Text)? Refusal(Order order, TickRule ticks)
    {
        if (order.Action is not ("BUY" or "SELL" or "SSHORT")) return Invalid($"Invalid side: {order.Action}. Expected BUY or SELL");
        if (order.OrderType is not ("MKT" or "LMT" or "STP")) return Invalid($"Invalid order type: {order.OrderType}. The simulated gateway takes MKT, LMT and STP");
        if (order.Tif is not ("" or "DAY" or "GTC")) return Invalid($"Invalid time in force: {order.Tif}. The simulated gateway takes DAY and GTC");
        if (order.OcaType is < 0 or > 3) return Invalid($"Invalid OCA type: {order.OcaType}. Expected 0 to 3");
        if (order.TotalQuantity <= 0) return (434, "The order size cannot be zero.");
        if (order.TotalQuantity != decimal.Truncate(order.TotalQuantity) || order.TotalQuantity > 100_000_000)
            return (10243, "Fractional-sized order cannot be placed via API. Please refer to our website for more information.");
        return order.OrderType switch
        {
            "LMT" => Price("limit", order.LmtPrice, ticks),
            "STP" => Price("stop", order.AuxPrice, ticks),
            _ => null,
        };
    }

    static (int, string)? Price(string kind, double? price, TickRule ticks)
    {
        if (price is not (> 0 and < 1e6)) return Invalid($"The {kind} price {price} is missing or out of range");
        return ticks.IsOnTick(Core.Price.FromDouble(price.Value)) ? null : (110, "The price does not conform to the minimum price variation for this contract.");
    }

    static (int, string) Invalid(string cause) => (321, "Error validating request.-'bW' : cause - " + cause);
}
