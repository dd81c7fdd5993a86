using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>The accounts of the login: what they hold, and what they may hold.</summary>
sealed partial class AccountDesk
{
    /// <summary>Dollars that an order may be worth, far beyond any account: sums of money stay in range.</summary>
    public const double LargestOrder = 1e12;

    /// <summary>Dollars a share where no price is known yet: the highest one there is.</summary>
    const double HighestPrice = 1e6;

    readonly GatewayOptions options;
    readonly ContractBook contracts;
    readonly QuoteBoard board;
    readonly SimulatedAccount[] accounts;
    readonly MarginRule margin;
    readonly AccountValues values;

    public AccountDesk(GatewayOptions options, ContractBook contracts, QuoteBoard board, int symbols, long start)
    {
        this.options = options;
        this.contracts = contracts;
        this.board = board;
        margin = new MarginRule(options.BuyingPowerMultiple);
        values = new AccountValues(board, margin);
        accounts = [.. options.Accounts.Select(a => new SimulatedAccount(a, Money.FromDecimal(options.StartCash), symbols))];
        nextPeriod = start - (start % Period) + Period;
        BeginDay(start);
    }

    /// <summary>The account of that number, the first one for an empty number, or null.</summary>
    public SimulatedAccount? Find(string number) => number.Length == 0 ? accounts[0] : Array.Find(accounts, a => a.Number == number);

    /// <summary>The order is worth more than <see cref="LargestOrder"/>.</summary>
    public bool IsBeyondMeasure(int symbol, decimal shares)
    {
        var mark = board.Mark(symbol);
        return (double)shares * (mark > 0 ? mark : HighestPrice) > LargestOrder;
    }

    /// <summary>Shares at the present mark; zero while none is known.</summary>
    public Money Worth(int symbol, Quantity shares)
    {
        var mark = board.Mark(symbol);
        return mark > 0 ? Price.FromDouble(mark) * shares : Money.Zero;
    }

    /// <summary>The accounts of a group: all of them for All or no name, one by its number, or none.</summary>
    public IReadOnlyList<SimulatedAccount> Group(string name) => name is "" or "All" ? accounts : [.. accounts.Where(a => a.Number == name)];

    /// <summary>Orders and requests must say which account they are for.</summary>
    public bool AreMany => accounts.Length > 1;

    /// <summary>All accounts, in the order in which they were named.</summary>
    public IReadOnlyList<SimulatedAccount> Accounts => accounts;

    /// <summary>Why an order does not fit the account's buying power, or null when it does or only reduces.</summary>
    /// <param name="reserved">Exposure that open orders in other symbols could add.</param>
    public string? MarginRefusal(SimulatedAccount account, int symbol, Side side, Quantity shares, Money reserved = default)
    {
        var held = account[symbol].Quantity;
        var after = held + (side == Side.Buy ? shares : -shares);
        var mark = board.Mark(symbol);
        if (Quantity.Abs(after) <= Quantity.Abs(held) || !(mark > 0)) return null;
        var (net, gross) = account.Value(board);
        var price = Price.FromDouble(mark);
        var exposure = gross - (price * Quantity.Abs(held)) + (price * Quantity.Abs(after)) + reserved;
        var equity = account.Cash + net;
        var needed = margin.Initial(exposure);
        if (needed <= equity) return null;
        return $"YOUR ORDER IS NOT ACCEPTED. IN ORDER TO OBTAIN THE DESIRED POSITION YOUR EQUITY WITH LOAN VALUE [{Dollars(equity)} USD] MUST EXCEED THE INITIAL MARGIN [{Dollars(needed)} USD]";
    }

    /// <summary>What an order would make of the account's margin, at present marks.</summary>
    public WhatIfMargins WhatIf(SimulatedAccount account, int symbol, Side side, Quantity shares)
    {
        var now = AccountFigures.Of(account, board);
        var mark = board.Mark(symbol);
        var price = mark > 0 ? Price.FromDouble(mark) : Price.Zero;
        var held = account[symbol].Quantity;
        var (before, after) = (price * held, price * (held + (side == Side.Buy ? shares : -shares)));
        var longs = now.Longs - Money.Max(before, Money.Zero) + Money.Max(after, Money.Zero);
        var shorts = now.Shorts - Money.Max(-before, Money.Zero) + Money.Max(-after, Money.Zero);
        return new WhatIfMargins(
            now.Equity, margin.Initial(now.Gross), margin.Maintenance(now.Longs, now.Shorts), margin.Initial(longs + shorts), margin.Maintenance(longs, shorts),
            options.Fees.Total(shares, price * shares));
    }

    /// <summary>The shares of a symbol became others, in every account; a fraction of a share is paid in cash.</summary>
    public void Split(int symbol, SplitRatio ratio)
    {
        foreach (var account in accounts) account.Split(symbol, ratio, Worth(symbol, Quantity.FromShares(1)));
    }

    static string Dollars(Money amount) => AccountValues.Dollars(amount);

    internal static decimal Shares(Quantity quantity) => quantity.Units % Quantity.Scale == 0 ? quantity.Units / Quantity.Scale : quantity.ToDecimal();
}
