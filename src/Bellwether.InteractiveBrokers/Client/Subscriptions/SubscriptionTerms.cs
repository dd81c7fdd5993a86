using Bellwether.Core;

namespace Bellwether.InteractiveBrokers;

/// <summary>What a subscription is and how it is to be treated.</summary>
/// <param name="Kind">What is subscribed to.</param>
/// <param name="Tag">Whatever the owner wants to find it by, such as a symbol's index.</param>
/// <param name="Priority">Higher ones get the market data lines first: give held symbols a higher one.</param>
/// <param name="DataWithin">Nanoseconds after which silence means that the subscription is dead; null when silence is normal.</param>
/// <param name="UsesLine">Whether it takes one of the market data lines.</param>
/// <param name="AllowsSnapshots">Whether snapshots from time to time will do when no line is left.</param>
/// <param name="Instrument">Whose data they are: single ticks of one instrument may be asked for only so often.</param>
public sealed record SubscriptionTerms(
    RequestKind Kind, int Tag = 0, int Priority = 0, long? DataWithin = null, bool UsesLine = false, bool AllowsSnapshots = false, string Instrument = "")
{
    /// <summary>Quotes: one line, silent for half a minute at most while the market is open.</summary>
    public static SubscriptionTerms Quotes(int tag = 0, int priority = 0) =>
        new(RequestKind.Quotes, tag, priority, 30 * EngineTime.Second, UsesLine: true, AllowsSnapshots: true);

    /// <summary>Bars of five seconds: one line, three missing bars are too many.</summary>
    public static SubscriptionTerms RealTimeBars(int tag = 0, int priority = 0) =>
        new(RequestKind.RealTimeBars, tag, priority, 20 * EngineTime.Second, UsesLine: true);
}
