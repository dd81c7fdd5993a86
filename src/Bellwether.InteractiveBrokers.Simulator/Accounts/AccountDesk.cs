using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// Positions and account values. Positions are sent with each execution; account values when asked, after executions, and every three minutes, as a real gateway
/// does.
/// </summary>
sealed partial class AccountDesk
{
    /// <summary>Dollars that an order may be worth, far beyond any account: sums of money stay in range.</summary>
    public const double LargestOrder = 1e12;

    /// <summary>Dollars a share where no price is known yet: the highest one there is.</summary>
    const double HighestPrice = 1e6;
    const long Period = 3 * EngineTime.Minute;

    readonly GatewayOptions options;
    readonly ContractBook contracts;
    readonly QuoteBoard board;
    readonly SimulatedAccount[] accounts;
    long nextPeriod;

    public AccountDesk(GatewayOptions options, ContractBook contracts, QuoteBoard board, int symbols, long start)
    {
        this.options = options;
        this.contracts = contracts;
        this.board = board;
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
        if (exposure.Micros / options.BuyingPowerMultiple <= equity.Micros) return null;
        var needed = Money.FromMicros(exposure.Micros / options.BuyingPowerMultiple);
        return $"YOUR ORDER IS NOT ACCEPTED. IN ORDER TO OBTAIN THE DESIRED POSITION YOUR EQUITY WITH LOAN VALUE [{Dollars(equity)} USD] MUST EXCEED THE INITIAL MARGIN [{Dollars(needed)} USD]";
    }

    /// <summary>Of a what-if: equity, margin before and after the order, and the order's value; dollars.</summary>
    public (double Equity, double Before, double After, Money Value) Margins(SimulatedAccount account, int symbol, Side side, Quantity shares)
    {
        var (net, gross) = account.Value(board);
        var mark = board.Mark(symbol);
        var price = mark > 0 ? Price.FromDouble(mark) : Price.Zero;
        var held = account[symbol].Quantity;
        var after = gross - (price * Quantity.Abs(held)) + (price * Quantity.Abs(held + (side == Side.Buy ? shares : -shares)));
        return ((account.Cash + net).ToDouble(), gross.ToDouble() / options.BuyingPowerMultiple, after.ToDouble() / options.BuyingPowerMultiple, price * shares);
    }

    /// <summary>An execution was booked: its position, and the values of its account, to every client that follows them, whoever's order it was.</summary>
    public void OnExecution(SimulatedAccount account, int symbol, List<GatewaySession> sessions, long now)
    {
        foreach (var session in sessions)
        {
            var subscriptions = session.Subscriptions;
            if (subscriptions.Positions) SendPosition(session, account, symbol);
            if (subscriptions.Account == account.Number)
            {
                SendPortfolio(session, account, symbol);
                SendValues(session, account, now);
            }
        }
    }

    public void OnInstant(long now, List<GatewaySession> sessions)
    {
        if (now >= nextDay) BeginDay(now);
        SendProfits(now, sessions);
        if (now < nextPeriod) return;
        nextPeriod = now - (now % Period) + Period;
        foreach (var session in sessions)
        {
            if (session.IsClosed) continue;
            var subscriptions = session.Subscriptions;
            if (subscriptions.Account is { } number && Find(number) is { } account) SendUpdates(session, account, now);
            foreach (var (requestId, tags) in subscriptions.Summaries) SendSummary(session, requestId, tags);
            foreach (var (requestId, name, model) in subscriptions.AccountsMulti) SendMulti(session, requestId, name, model);
        }
    }

    public void SendPositions(GatewaySession session)
    {
        foreach (var account in accounts)
            for (var i = 0; i < account.Symbols; i++)
                if (!account[i].Quantity.IsZero) SendPosition(session, account, i);
        session.Send(new PositionEnd());
    }

    /// <summary>All values, the portfolio, and the end marker.</summary>
    public void SendDownload(GatewaySession session, SimulatedAccount account, long now)
    {
        session.Send(new UpdateAccountValue { Key = "AccountCode", Value = account.Number, AccountName = account.Number });
        SendUpdates(session, account, now);
        session.Send(new AccountDownloadEnd { AccountName = account.Number });
    }

    public void SendSummary(GatewaySession session, int requestId, string[] tags)
    {
        foreach (var account in accounts)
            foreach (var (key, value, currency) in Values(account))
                if (Array.IndexOf(tags, key) >= 0 || Array.IndexOf(tags, "All") >= 0)
                    session.Send(new AccountSummary { ReqId = requestId, Account = account.Number, Tag = key, Value = value, Currency = currency });
    }

    public void SendMulti(GatewaySession session, int requestId, string number, string model)
    {
        if (Find(number) is not { } account) return;
        foreach (var (key, value, currency) in Values(account))
            session.Send(new AccountUpdateMulti { ReqId = requestId, Account = account.Number, ModelCode = model, Key = key, Value = value, Currency = currency });
    }

    public void SendPositionsMulti(GatewaySession session, int requestId, string number, string model)
    {
        if (Find(number) is { } account)
            for (var i = 0; i < account.Symbols; i++)
                if (!account[i].Quantity.IsZero)
                    session.Send(new PositionMulti { ReqId = requestId, Account = account.Number, ModelCode = model, Contract = contracts[i], Position = Shares(account[i].Quantity), AvgCost = account[i].AverageCost });
        session.Send(new PositionMultiEnd { ReqId = requestId });
    }

    void SendUpdates(GatewaySession session, SimulatedAccount account, long now)
    {
        SendValues(session, account, now);
        for (var i = 0; i < account.Symbols; i++)
            if (account[i].Known) SendPortfolio(session, account, i);
    }

    void SendValues(GatewaySession session, SimulatedAccount account, long now)
    {
        foreach (var (key, value, currency) in Values(account))
            session.Send(new UpdateAccountValue { Key = key, Value = value, Currency = currency, AccountName = account.Number });
        session.Send(new UpdateAccountTime { TimeStamp = GatewayTime.HourText(now) });
    }

    void SendPosition(GatewaySession session, SimulatedAccount account, int symbol) => session.Send(new Position
    {
        Account = account.Number, Contract = contracts[symbol], Quantity = Shares(account[symbol].Quantity), AvgCost = account[symbol].AverageCost,
    });

    void SendPortfolio(GatewaySession session, SimulatedAccount account, int symbol)
    {
        ref readonly var holding = ref account[symbol];
        var mark = board.Mark(symbol);
        var value = mark > 0 ? Price.FromDouble(mark) * holding.Quantity : Money.Zero;
        session.Send(new UpdatePortfolio
        {
            Contract = contracts[symbol], Position = Shares(holding.Quantity), MarketPrice = mark > 0 ? mark : 0, MarketValue = value.ToDouble(),
            AverageCost = holding.AverageCost, UnrealizedPNL = (value - holding.Cost).ToDouble(), RealizedPNL = holding.Realized.ToDouble(), AccountName = account.Number,
        });
    }

    (string Key, string Value, string Currency)[] Values(SimulatedAccount account)
    {
        var (net, gross) = account.Value(board);
        var equity = account.Cash + net;
        // One margin for all: the exposure over the multiple, to open and to keep.
        var initial = Money.FromMicros(gross.Micros / options.BuyingPowerMultiple);
        var available = equity - initial;
        var (unrealized, realized) = (net, Money.Zero);
        for (var i = 0; i < account.Symbols; i++)
        {
            unrealized -= account[i].Cost;
            realized += account[i].Realized;
        }
        return
        [
            ("AccountType", "INDIVIDUAL", ""),
            ("NetLiquidation", Dollars(equity), "USD"),
            ("TotalCashValue", Dollars(account.Cash), "USD"),
            ("SettledCash", Dollars(account.Cash), "USD"),
            ("EquityWithLoanValue", Dollars(equity), "USD"),
            ("GrossPositionValue", Dollars(gross), "USD"),
            ("InitMarginReq", Dollars(initial), "USD"),
            ("MaintMarginReq", Dollars(initial), "USD"),
            ("AvailableFunds", Dollars(available), "USD"),
            ("ExcessLiquidity", Dollars(available), "USD"),
            ("BuyingPower", Dollars(Money.FromMicros(Math.Max(0, available.Micros) * options.BuyingPowerMultiple)), "USD"),
            ("UnrealizedPnL", Dollars(unrealized), "USD"),
            ("RealizedPnL", Dollars(realized), "USD"),
        ];
    }

    static string Dollars(Money amount) => amount.ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);

    internal static decimal Shares(Quantity quantity) => quantity.Units % Quantity.Scale == 0 ? quantity.Units / Quantity.Scale : quantity.ToDecimal();
}
