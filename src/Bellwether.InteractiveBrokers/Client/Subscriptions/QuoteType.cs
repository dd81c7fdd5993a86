namespace Bellwether.InteractiveBrokers;

/// <summary>What kind of market data comes for a subscription. Only live data may price an order.</summary>
public enum QuoteType
{
    /// <summary>The gateway has not said it yet.</summary>
    Unknown = 0,

    Live = 1,

    /// <summary>The last live values after the close.</summary>
    Frozen = 2,

    /// <summary>Fifteen minutes old or so.</summary>
    Delayed = 3,

    DelayedFrozen = 4,
}
