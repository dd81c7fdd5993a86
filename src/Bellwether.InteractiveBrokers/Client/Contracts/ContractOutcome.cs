namespace Bellwether.InteractiveBrokers;

/// <summary>How a contract query ended.</summary>
public enum ContractOutcome
{
    /// <summary>Exactly one contract.</summary>
    Found,

    /// <summary>None.</summary>
    NotFound,

    /// <summary>More than one: the query must say more.</summary>
    Ambiguous,
}
