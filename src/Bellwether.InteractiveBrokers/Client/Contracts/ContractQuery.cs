using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Which contract is meant. Empty fields are open.</summary>
/// <param name="Symbol">As the broker writes it: BRK B, not BRK.B.</param>
/// <param name="SecType">STK, OPT, FUT, CASH, IND …</param>
/// <param name="Exchange">Where to route or take data from; SMART for the router.</param>
/// <param name="Currency">Such as USD.</param>
/// <param name="PrimaryExchange">Settles which of several stocks of one symbol is meant.</param>
/// <param name="ConId">The broker's number; 0 when not known.</param>
/// <param name="Expiry">yyyyMMdd or yyyyMM; empty for none.</param>
/// <param name="Strike">Null for none.</param>
/// <param name="Right">C or P; empty for none.</param>
public readonly record struct ContractQuery(
    string Symbol, string SecType = "STK", string Exchange = "SMART", string Currency = "USD", string PrimaryExchange = "", int ConId = 0,
    string Expiry = "", double? Strike = null, string Right = "")
{
    /// <summary>A US stock or ETF.</summary>
    public static ContractQuery Stock(string symbol, string primaryExchange = "") => new(symbol, PrimaryExchange: primaryExchange);

    internal Contract ToContract() => new()
    {
        ConId = ConId,
        Symbol = Symbol,
        SecType = SecType,
        Exchange = Exchange,
        Currency = Currency,
        PrimaryExchange = PrimaryExchange,
        LastTradeDateOrContractMonth = Expiry,
        Strike = Strike,
        Right = Right,
    };

    public override string ToString() => string.Join(' ', new[]
    {
        ConId > 0 ? ConId.ToString(CultureInfo.InvariantCulture) : "", Symbol, SecType, Expiry, Strike?.ToString(CultureInfo.InvariantCulture) ?? "", Right,
        PrimaryExchange.Length > 0 ? Exchange + "/" + PrimaryExchange : Exchange, Currency,
    }.Where(part => part.Length > 0));
}
