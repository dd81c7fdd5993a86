namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What a client wants to know of accounts, and what it was told last.</summary>
/// <param name="accounts">The accounts of the group.</param>
sealed class SummarySubscription(int requestId, IReadOnlyList<SimulatedAccount> accounts, string[] tags)
{
    readonly Dictionary<(string Account, string Key, string Currency), string> told = [];

    public int RequestId { get; } = requestId;

    public IReadOnlyList<SimulatedAccount> Accounts { get; } = accounts;

    /// <summary>Currency of the ledger that is wanted: BASE, a currency, ALL, or null for no ledger.</summary>
    public string? Ledger { get; } = LedgerOf(tags);

    public bool Wants(string key) => Array.IndexOf(tags, key) >= 0 || Array.IndexOf(tags, "All") >= 0;

    /// <summary>The client has not been told this value yet; from now on it has.</summary>
    public bool IsNews(string account, in AccountValue value)
    {
        var key = (account, value.Key, value.Currency);
        if (told.TryGetValue(key, out var before) && before == value.Value) return false;
        told[key] = value.Value;
        return true;
    }

    static string? LedgerOf(string[] tags)
    {
        var tag = Array.Find(tags, t => t.StartsWith("$LEDGER", StringComparison.Ordinal));
        return tag is null ? null : tag.Length > 8 && tag[7] == ':' ? tag[8..] : "BASE";
    }
}
