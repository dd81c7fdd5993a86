using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>What happens to orders from outside of any client.</content>
public sealed partial class GatewayCore
{
    internal OrderDesk OrderDesk => orders;

    /// <summary>Takes over orders and executions of an earlier gateway (<see cref="OrderDesk.Capture"/>) before any client is served.</summary>
    internal void RestoreOrders(OrderDeskState state) => orders.Restore(state, SeatOf);

    /// <summary>
    /// Trading in a symbol stops: nothing executes or triggers, orders are taken and queue. Tells the order side only; whoever calls it tells the market data side.
    /// </summary>
    /// <exception cref="ArgumentException">The symbol is not in the market.</exception>
    public void Halt(string symbol) => venue.Halt(IndexOf(symbol));

    /// <summary>Trading goes on with the next change of the symbol's market.</summary>
    /// <exception cref="ArgumentException">The symbol is not in the market.</exception>
    public void Resume(string symbol) => venue.Resume(IndexOf(symbol));

    /// <inheritdoc cref="Halt"/>
    public bool IsHalted(string symbol) => venue.IsHalted(IndexOf(symbol));

    /// <summary>Sets how many shares of a symbol each account may be short of; orders held for them go to the market as far as they suffice.</summary>
    /// <param name="symbol">Ticker.</param>
    /// <param name="shares">0 or more; null for as many as anyone wants.</param>
    /// <exception cref="ArgumentException">The symbol is not in the market, or the number is negative.</exception>
    public void SetShortShares(string symbol, long? shares)
    {
        if (shares < 0) throw new ArgumentException($"{shares} shares of {symbol} to borrow; expected 0 or more, or null for no limit", nameof(shares));
        orders.SetShortShares(IndexOf(symbol), shares);
        reports.Drain();
    }

    /// <summary>
    /// Places an order as if by hand at the gateway. It has no client's number until client 0 binds it (reqAutoOpenOrders or reqOpenOrders). Prices and the like are
    /// checked as a client's are.
    /// </summary>
    /// <returns>Its permanent id.</returns>
    /// <exception cref="ArgumentException">The order would be refused; the text has the code and the reason.</exception>
    public long PlaceManualOrder(Contract contract, Order order)
    {
        var permId = orders.PlaceManual(SeatOf(0), new PlaceOrder { Contract = contract, Order = order }, Now);
        reports.Drain();
        return permId;
    }

    int IndexOf(string symbol) => market.Instruments.TryFind(symbol, out var instrument)
        ? instrument.Index
        : throw new ArgumentException($"{symbol} is not in this market; expected one of its symbols", nameof(symbol));
}
