using System.Globalization;
using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>One value of an account as it is told: its name, the value as text, and the currency.</summary>
readonly record struct AccountValue(string Key, string Value, string Currency);

/// <summary>The values of an account by the names that a gateway uses.</summary>
sealed class AccountValues(QuoteBoard board, MarginRule margin)
{
    /// <summary>An account in its own currency has a line in that and one in the base currency, which is the same here.</summary>
    static readonly string[] LedgerCurrencies = ["USD", "BASE"];

    /// <summary>All but the ledger, in a fixed order.</summary>
    public AccountValue[] Of(SimulatedAccount account)
    {
        var now = AccountFigures.Of(account, board);
        var (initial, maintenance) = (margin.Initial(now.Gross), margin.Maintenance(now.Longs, now.Shorts));
        var regT = MarginRule.RegulationT(now.Gross);
        var (available, excess) = (now.Equity - initial, now.Equity - maintenance);
        return
        [
            new("AccountType", "INDIVIDUAL", ""),
            Amount("NetLiquidation", now.Equity),
            Amount("TotalCashValue", now.Cash),
            Amount("SettledCash", now.Cash),
            Amount("AccruedCash", Money.Zero),
            Amount("EquityWithLoanValue", now.Equity),
            Amount("PreviousDayEquityWithLoanValue", now.Equity - now.Daily),
            Amount("GrossPositionValue", now.Gross),
            Amount("ReqTEquity", now.Equity),
            Amount("ReqTMargin", regT),
            Amount("SMA", Money.FromMicros(Math.Max(0, (now.Equity - regT).Micros))),
            Amount("InitMarginReq", initial),
            Amount("MaintMarginReq", maintenance),
            Amount("AvailableFunds", available),
            Amount("ExcessLiquidity", excess),
            new("Cushion", Ratio(excess, now.Equity), ""),
            Amount("FullInitMarginReq", initial),
            Amount("FullMaintMarginReq", maintenance),
            Amount("FullAvailableFunds", available),
            Amount("FullExcessLiquidity", excess),
            new("LookAheadNextChange", "0", ""),
            Amount("LookAheadInitMarginReq", initial),
            Amount("LookAheadMaintMarginReq", maintenance),
            Amount("LookAheadAvailableFunds", available),
            Amount("LookAheadExcessLiquidity", excess),
            new("HighestSeverity", "0", ""),
            new("DayTradesRemaining", "-1", ""),
            new("Leverage", Ratio(now.Gross, now.Equity), ""),
            Amount("BuyingPower", margin.BuyingPower(available)),
            Amount("UnrealizedPnL", now.Unrealized),
            Amount("RealizedPnL", now.Realized),
        ];
    }

    /// <summary>The ledger: what there is of each currency, and the base currency's line.</summary>
    public AccountValue[] Ledger(SimulatedAccount account)
    {
        var now = AccountFigures.Of(account, board);
        return
        [
            .. LedgerCurrencies.SelectMany(currency => new AccountValue[]
            {
                new("Currency", currency, currency),
                new("CashBalance", Dollars(now.Cash), currency),
                new("TotalCashBalance", Dollars(now.Cash), currency),
                new("AccruedCash", Dollars(Money.Zero), currency),
                new("StockMarketValue", Dollars(now.Net), currency),
                new("NetLiquidationByCurrency", Dollars(now.Equity), currency),
                new("UnrealizedPnL", Dollars(now.Unrealized), currency),
                new("RealizedPnL", Dollars(now.Realized), currency),
                new("ExchangeRate", "1.00", currency),
                new("AccountOrGroup", account.Number, currency),
                new("RealCurrency", currency, currency),
            }),
        ];
    }

    static AccountValue Amount(string key, Money amount) => new(key, Dollars(amount), "USD");

    static string Ratio(Money part, Money whole) => whole.Micros == 0 ? "0" : (part.ToDouble() / whole.ToDouble()).ToString("0.######", CultureInfo.InvariantCulture);

    public static string Dollars(Money amount) => amount.ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);
}
