namespace Bellwether.Core;

public enum Side : sbyte { Buy = 1, Sell = -1 }

/// <summary>Market, limit, stop (becomes a market order once its price trades).</summary>
public enum OrderType : byte { Market = 1, Limit = 2, Stop = 3 }

/// <summary>Day: until the session's close. Gtc: until cancelled.</summary>
public enum TimeInForce : byte { Day = 1, Gtc = 2 }

/// <summary>What an order is for. Only entries add risk; the others reduce or protect a position.</summary>
public enum OrderRole : byte { Entry = 1, Exit = 2, Stop = 3, Target = 4 }

/// <summary>How orders of one one-cancels-all group act on each other's fills (the broker's numbers).</summary>
public enum OcaType : byte { None = 0, CancelWithBlock = 1, ReduceWithBlock = 2, ReduceWithoutBlock = 3 }

/// <summary>The broker's words for the state of an order; <see cref="Unknown"/> is any word not listed here.</summary>
public enum BrokerStatus : byte { Unknown = 0, ApiPending, PendingSubmit, PendingCancel, PreSubmitted, Submitted, ApiCancelled, Cancelled, Filled, Inactive }

/// <summary>
/// What the broker is asked to do: the terms of one order. <see cref="LimitPrice"/> counts for limit orders, <see cref="StopPrice"/> for stop orders.
/// </summary>
public readonly record struct OrderTerms(int Symbol, Side Side, Quantity Quantity, OrderType Type, Price LimitPrice, Price StopPrice, TimeInForce TimeInForce)
{
    public static OrderTerms Market(int symbol, Side side, Quantity quantity, TimeInForce timeInForce = TimeInForce.Day) =>
        new(symbol, side, quantity, OrderType.Market, Price.Zero, Price.Zero, timeInForce);

    public static OrderTerms Limit(int symbol, Side side, Quantity quantity, Price limit, TimeInForce timeInForce = TimeInForce.Day) =>
        new(symbol, side, quantity, OrderType.Limit, limit, Price.Zero, timeInForce);

    public static OrderTerms Stop(int symbol, Side side, Quantity quantity, Price stop, TimeInForce timeInForce = TimeInForce.Gtc) =>
        new(symbol, side, quantity, OrderType.Stop, Price.Zero, stop, timeInForce);

    /// <summary>The quantity with the sign of its side.</summary>
    public Quantity SignedQuantity => Side == Side.Buy ? Quantity : -Quantity;
}
