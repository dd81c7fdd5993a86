using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>The answer to a contract query.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Details">The contract when found.</param>
/// <param name="Candidates">The contracts that match when there are several.</param>
public sealed record ContractResolution(ContractQuery Query, ContractOutcome Outcome, ContractDetails? Details, IReadOnlyList<ContractDetails> Candidates)
{
    const int Listed = 8;

    /// <summary>What was asked, what came, what to do; empty when found.</summary>
    public string Explanation => Outcome switch
    {
        ContractOutcome.Found => "",
        ContractOutcome.NotFound => $"{Query}: the broker knows no such contract. Check symbol (BRK B, not BRK.B), security type, exchange and currency",
        _ => $"{Query}: {Candidates.Count} contracts match: {string.Join("; ", Candidates.Take(Listed).Select(Describe))}"
            + (Candidates.Count > Listed ? $" and {Candidates.Count - Listed} more" : "") + ". Name the primary exchange, or the conId",
    };

    static string Describe(ContractDetails d) => string.Join(' ', new[]
    {
        d.Contract.ConId.ToString(CultureInfo.InvariantCulture), d.Contract.LocalSymbol, d.Contract.LastTradeDateOrContractMonth,
        d.Contract.PrimaryExchange.Length > 0 ? d.Contract.PrimaryExchange : d.Contract.Exchange, d.Contract.Currency, d.LongName,
    }.Where(part => part.Length > 0));
}
