using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What outlives a gateway's process: orders, executions, cash, holdings, and the next order id of each client. Times in nanoseconds since the Unix epoch.</summary>
/// <param name="Format">Version of this form, 1.</param>
/// <param name="Time">The gateway's time when it was taken.</param>
sealed record GatewayState(int Format, long Time, IReadOnlyList<SeatState> Clients, IReadOnlyList<AccountState> Accounts, OrderDeskState Orders)
{
    public const int CurrentFormat = 1;
}

/// <summary>What is kept of a client id.</summary>
sealed record SeatState(int ClientId, int NextOrderId);

/// <summary>Cash and holdings of an account.</summary>
sealed record AccountState(string Number, Money Cash, IReadOnlyList<HoldingState> Holdings);

/// <summary>What an account holds of a symbol, or held.</summary>
/// <param name="DayStartProfit">Unrealized and realized profit when the day of <see cref="GatewayState.Time"/> began.</param>
/// <param name="DayStartRealized">The realized part of it.</param>
sealed record HoldingState(string Symbol, Quantity Quantity, Money Cost, Money Realized, Money DayStartProfit, Money DayStartRealized);
