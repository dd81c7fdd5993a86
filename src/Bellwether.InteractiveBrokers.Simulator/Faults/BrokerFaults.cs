using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// The gateway loses the broker: 1100 (or 2110), repeated every ten seconds; data stand still, reports wait or are lost, and orders, changes and cancels wait at
/// the gateway. Then 1102, or 1101 when the subscriptions are lost.
/// </summary>
public sealed record ConnectivityLoss : TimedFault
{
    public required Duration Lasts { get; init; }

    /// <summary>1101: market data subscriptions are gone. Otherwise 1102.</summary>
    public bool DataLost { get; init; }

    /// <summary>Reports of that time are never sent by themselves: only a question brings them to light.</summary>
    public bool ReportsLost { get; init; }

    /// <summary>2110 instead of 1100.</summary>
    public bool ServerLinkOnly { get; init; }

    internal override void Validate() => RequireWhile(nameof(Lasts), Lasts);
}

/// <summary>What a farm of the broker serves.</summary>
public enum DataFarm
{
    /// <summary>Quotes and real-time bars: 2103, 2104.</summary>
    MarketData,

    /// <summary>History: 2105, 2106.</summary>
    History,

    /// <summary>Contracts: 2157, 2158.</summary>
    Contracts,
}

/// <summary>A farm is gone for a while: its data stop, its questions wait. Orders are not concerned.</summary>
public sealed record FarmOutage : TimedFault
{
    public DataFarm Farm { get; init; }

    public required Duration Lasts { get; init; }

    internal override void Validate() => RequireWhile(nameof(Lasts), Lasts);
}

/// <summary>10197 for every quote subscription: another session of the same user has the data. They stop for a while.</summary>
public sealed record CompetingSession : TimedFault
{
    public required Duration Lasts { get; init; }

    internal override void Validate() => RequireWhile(nameof(Lasts), Lasts);
}

/// <summary>What stands in for live quotes.</summary>
public enum StandInData
{
    /// <summary>Type 3: 10167, and ticks of other numbers.</summary>
    Delayed,

    /// <summary>Type 2: the last quotes, standing still.</summary>
    Frozen,
}

/// <summary>Quotes are not live for a while; real-time bars stop.</summary>
public sealed record DelayedData : TimedFault
{
    public StandInData Kind { get; init; }

    public required Duration Lasts { get; init; }

    internal override void Validate() => RequireWhile(nameof(Lasts), Lasts);
}

/// <summary>Market data of some symbols are not paid for: from a time on, for a while or for good.</summary>
public sealed record PermissionLoss : TimedFault
{
    /// <summary>What is left. Not <see cref="DataPermission.All"/>.</summary>
    public DataPermission Kind { get; init; } = DataPermission.None;

    /// <summary>Of these symbols; empty: of all of <see cref="Exchange"/>.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>Of symbols that are listed there, such as NASDAQ or NYSE; null: of <see cref="Symbols"/>.</summary>
    public string? Exchange { get; init; }

    /// <summary>Null: for good. Afterwards they are there for whoever asks again.</summary>
    public Duration? Lasts { get; init; }

    internal override void Validate()
    {
        Require(Kind != DataPermission.All, nameof(Kind), Kind, "None, NotForApi or Part");
        Require(Symbols.Count > 0 != Exchange is not null, nameof(Symbols), string.Join(',', Symbols), "symbols or an exchange, one of the two");
        if (Lasts is { } lasts) RequireWhile(nameof(Lasts), lasts);
    }
}

/// <summary>What is wrong with a price.</summary>
public enum BadTickKind
{
    /// <summary>-1: no value.</summary>
    Absent,

    /// <summary>0.</summary>
    Zero,

    /// <summary>1.7976931348623157E308: unset.</summary>
    Largest,

    /// <summary>-5.</summary>
    Negative,

    /// <summary>A bid 2 % above, or an ask 2 % below, what is true.</summary>
    Crossed,
}

/// <summary>A bid, ask or last price is replaced; the true one follows a little later.</summary>
public sealed record BadTick : ChanceFault
{
    public BadTickKind Kind { get; init; }

    /// <summary>How long the wrong price stands. Default: 1 s.</summary>
    public Duration Lasts { get; init; } = Duration.FromSeconds(1);

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(Lasts), Lasts);
    }
}

/// <summary>A question (not an order) reaches the gateway late.</summary>
public sealed record SlowAnswer : ChanceFault
{
    public required Duration Delay { get; init; }

    internal override void Validate()
    {
        base.Validate();
        RequireWhile(nameof(Delay), Delay);
    }
}
