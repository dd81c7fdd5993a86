using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>What happens to orders from outside of any client.</content>
public sealed partial class GatewayCore
{
    /// <summary>Takes over orders and executions of an earlier gateway (<see cref="OrderDesk.Capture"/>) before any client is served.</summary>
    internal void RestoreOrders(OrderDeskState state) => orders.Restore(state, SeatOf);

    /// <summary>
    /// Halts and shares to borrow by symbol index. Orders follow: in a halted symbol nothing executes or triggers, while orders are taken and queue; an order that
    /// would be short of more shares than there are is held until there are.
    /// </summary>
    public SymbolConditions Conditions { get; }

    void OnConditionsChanged(int symbol)
    {
        orders.OnConditionsChanged(symbol);
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
}
