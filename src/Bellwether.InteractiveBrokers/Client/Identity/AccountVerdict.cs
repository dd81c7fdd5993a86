namespace Bellwether.InteractiveBrokers;

/// <summary>What the account guard says.</summary>
public enum AccountVerdict
{
    Accepted,

    /// <summary>The gateway named no account at all.</summary>
    NoAccount,

    /// <summary>The account that was asked for is not one of the gateway's.</summary>
    NotListed,

    /// <summary>None was asked for and the gateway has several.</summary>
    Ambiguous,

    /// <summary>A live account, and live accounts are not allowed.</summary>
    LiveRefused,
}
