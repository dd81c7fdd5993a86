namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What market data of a symbol the login has paid for.</summary>
public enum DataPermission
{
    /// <summary>All of them, live.</summary>
    All = 0,

    /// <summary>None: 354, or delayed data with 10167 for who chose them.</summary>
    None,

    /// <summary>For the broker's own programs only: 10089. Delayed data follow for who chose them, and nothing for who did not.</summary>
    NotForApi,

    /// <summary>A part: 10090, and then only what needs no subscription (halts, shares to borrow).</summary>
    Part,
}
