namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Keeps orders out of the wrong account: the account must be one of those the gateway is logged in to, and a live one only if that was allowed explicitly.
/// It is asked again at every connection; ports prove nothing.
/// </summary>
public static class AccountGuard
{
    /// <summary>Paper accounts start with D: DU single, DF adviser, DI and DM their kin.</summary>
    public static bool IsPaper(string account) => account.StartsWith('D');

    /// <summary>The accounts of the list, which may end in a comma.</summary>
    public static IReadOnlyList<string> Parse(string accountsList) =>
        accountsList.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="accountsList">As <c>managedAccounts</c> brings it.</param>
    /// <param name="wanted">The account of the configuration; null takes the only one.</param>
    /// <param name="allowLive">Whether an account that is not a paper one may be used.</param>
    /// <param name="takeFirst">Whether the first of several is taken when none was asked for.</param>
    public static AccountDecision Decide(string accountsList, string? wanted, bool allowLive, bool takeFirst = false)
    {
        var accounts = Parse(accountsList);
        if (accounts.Count == 0)
            return Refuse(AccountVerdict.NoAccount, "the gateway named no account, expected at least one: log in to an account in IB Gateway or TWS");
        if (wanted is not null && !accounts.Contains(wanted, StringComparer.Ordinal))
            return Refuse(AccountVerdict.NotListed, $"account {wanted} is not one of this gateway's: correct the account, or log in to it");
        if (wanted is null && accounts.Count > 1 && !takeFirst)
            return Refuse(AccountVerdict.Ambiguous, $"the gateway has {accounts.Count} accounts and none was chosen: name the account to use");
        var account = wanted ?? accounts[0];
        return allowLive || IsPaper(account)
            ? new(AccountVerdict.Accepted, account, "")
            : Refuse(AccountVerdict.LiveRefused, $"account {account} is a live account, expected a paper one (its code starts with D): log in to a paper account, or allow live trading explicitly");
    }

    static AccountDecision Refuse(AccountVerdict verdict, string explanation) => new(verdict, "", explanation);
}
