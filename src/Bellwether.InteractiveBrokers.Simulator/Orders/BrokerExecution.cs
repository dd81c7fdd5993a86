using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>An execution as it is reported, at once and again on request.</summary>
sealed record BrokerExecution(
    BrokerOrder Order, string ExecId, long Time, Side Side, Quantity Shares, Price Price, Quantity Cumulative, double AveragePrice, Money Commission, Money? Realized)
{
    /// <summary>The order was resting and added liquidity; else it took what was there.</summary>
    public bool AddedLiquidity { get; init; }

    public string SideWord => Side == Side.Buy ? "BOT" : "SLD";

    /// <param name="requestId">-1 when nobody asked.</param>
    /// <param name="contract">The order's contract.</param>
    /// <param name="serverVersion">Before 174 times have two blanks and no zone.</param>
    public ExecDetails Details(int requestId, Contract contract, int serverVersion) => new()
    {
        ReqId = requestId,
        OrderId = Order.OrderId,
        Contract = contract,
        ExecId = ExecId,
        Time = serverVersion >= 174 ? GatewayTime.Text(Time) : GatewayTime.OldText(Time),
        AcctNumber = Order.Account.Number,
        ExecExchange = contract.PrimaryExchange,
        Side = SideWord,
        Shares = AccountDesk.Shares(Shares),
        Price = Price.ToDouble(),
        PermId = Order.PermId,
        ClientId = Order.Seat.ClientId,
        CumQty = AccountDesk.Shares(Cumulative),
        AvgPrice = AveragePrice,
        OrderRef = Order.Terms.OrderRef,
        LastLiquidity = AddedLiquidity ? 1 : 2,
    };

    public CommissionReport CommissionReport() => new()
    {
        ExecId = ExecId, Commission = Commission.ToDouble(), Currency = "USD", RealizedPNL = Realized?.ToDouble(),
    };
}
