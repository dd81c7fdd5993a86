using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>An account at present marks.</summary>
/// <param name="Cash">Settled or not: the simulation settles at once.</param>
/// <param name="Longs">Worth of what is long.</param>
/// <param name="Shorts">Worth of what is short, as a positive sum.</param>
/// <param name="Unrealized">Against cost, commissions included.</param>
/// <param name="Realized">Of everything that was ever closed.</param>
/// <param name="Daily">Profit and loss since the day began.</param>
readonly record struct AccountFigures(Money Cash, Money Longs, Money Shorts, Money Unrealized, Money Realized, Money Daily)
{
    public Money Net => Longs - Shorts;

    public Money Gross => Longs + Shorts;

    /// <summary>What the account is worth.</summary>
    public Money Equity => Cash + Net;

    public static AccountFigures Of(SimulatedAccount account, QuoteBoard board)
    {
        var (longs, shorts, unrealized, realized, daily) = (Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);
        for (var i = 0; i < account.Symbols; i++)
        {
            if (!account[i].Known) continue;
            var profit = account.Profit(board, i);
            if (profit.Value > Money.Zero) longs += profit.Value;
            else shorts -= profit.Value;
            unrealized += profit.Unrealized;
            realized += account[i].Realized;
            daily += profit.Daily;
        }
        return new AccountFigures(account.Cash, longs, shorts, unrealized, realized, daily);
    }
}
