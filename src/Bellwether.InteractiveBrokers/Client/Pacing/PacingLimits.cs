using Bellwether.Core;

namespace Bellwether.InteractiveBrokers;

/// <summary>The rates a client keeps. The defaults stay below the limits that Interactive Brokers documents.</summary>
public sealed record PacingLimits
{
    /// <summary>Messages in any sliding second; the gateway cuts off clients above 50.</summary>
    public int MessagesPerSecond { get; init; } = 40;

    /// <summary>How many of <see cref="MessagesPerSecond"/> data requests leave free, so that an order never waits behind a burst of them.</summary>
    public int ReservedForOrders { get; init; } = 5;

    /// <summary>Requests for ticks or bars of 30 seconds or less in ten minutes; a request for BID_ASK counts twice.</summary>
    public int FineHistoryPerTenMinutes { get; init; } = 60;

    /// <summary>Requests for the same contract, exchange and kind of data within two seconds; six are too many.</summary>
    public int HistoryPerContractInTwoSeconds { get; init; } = 5;

    /// <summary>Nanoseconds before an identical history request may be repeated.</summary>
    public long IdenticalHistoryAfter { get; init; } = 15 * EngineTime.Second;

    /// <summary>History requests without an answer.</summary>
    public int OpenHistory { get; init; } = 50;

    /// <summary>Nanoseconds that are added to every history window: messages do not all travel equally fast.</summary>
    public long HistorySlack { get; init; } = 250 * EngineTime.Millisecond;

    /// <summary>New requests for five-second bars in ten minutes; null for no limit. Above it the broker refuses them (420).</summary>
    public int? RealTimeBarsPerTenMinutes { get; init; } = 60;

    /// <summary>Nanoseconds between two requests for the single ticks of one instrument.</summary>
    public long TicksOfOneInstrumentAfter { get; init; } = 15 * EngineTime.Second;

    internal void Check()
    {
        if (RealTimeBarsPerTenMinutes < 1 || TicksOfOneInstrumentAfter < 0)
            throw new ArgumentException($"{RealTimeBarsPerTenMinutes} bar requests in ten minutes, ticks of an instrument after {TicksOfOneInstrumentAfter} ns: expected at least one and no negative time; correct the limits");
        if (MessagesPerSecond < 1 || ReservedForOrders < 0 || ReservedForOrders >= MessagesPerSecond)
            throw new ArgumentException($"{MessagesPerSecond} messages a second, {ReservedForOrders} of them reserved: expected at least one that is not reserved; correct the limits");
        if (FineHistoryPerTenMinutes < 2 || HistoryPerContractInTwoSeconds < 2 || OpenHistory < 1 || IdenticalHistoryAfter < 0 || HistorySlack < 0)
            throw new ArgumentException($"{this}: expected history limits of at least 2, 2 and 1 and no negative time; a BID_ASK request alone counts 2. Correct the limits");
    }
}
