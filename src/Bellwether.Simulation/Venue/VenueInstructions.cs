using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>What an order is beyond market, limit and stop. The order's terms carry its prices; see each kind for which.</summary>
public enum VenueOrderKind : byte
{
    /// <summary>What <see cref="OrderTerms.Type"/> says, and nothing more.</summary>
    Plain = 0,

    /// <summary>A stop that becomes a limit order. Terms of type stop with both prices.</summary>
    StopLimit,

    /// <summary>A stop that follows the market. Terms of type stop; a stop price of zero starts at the trail's distance from the market.</summary>
    TrailingStop,

    /// <summary>A trailing stop that becomes a limit order, <see cref="VenueInstructions.LimitOffset"/> away from the stop. Terms of type stop.</summary>
    TrailingStopLimit,

    /// <summary>A market order once the market has come to the stop price from its better side. Terms of type market.</summary>
    MarketIfTouched,

    /// <summary>A limit order once the market has come to the stop price from its better side. Terms of type limit with both prices.</summary>
    LimitIfTouched,

    /// <summary>Executes in the closing auction only. Terms of type market, or of type limit: then when the closing price is at the limit or better.</summary>
    OnClose,

    /// <summary>A limit order whose limit follows the midpoint of the quote. Terms of type limit; a limit price above zero caps it.</summary>
    Midpoint,

    /// <summary>A limit order that lies <see cref="VenueInstructions.LimitOffset"/> better than its own side's touch. Terms of type limit; a limit price above zero caps it.</summary>
    Relative,
}

/// <summary>How long an order stands, beyond day and good till cancelled.</summary>
public enum VenueTimeInForce : byte
{
    /// <summary>What <see cref="OrderTerms.TimeInForce"/> says.</summary>
    AsTerms = 0,

    /// <summary>What does not execute at once is cancelled. Where nothing trades the order waits until something does.</summary>
    ImmediateOrCancel,

    /// <summary>Executes whole at once or not at all.</summary>
    FillOrKill,

    /// <summary>Until <see cref="VenueInstructions.GoodTill"/>.</summary>
    GoodTillDate,

    /// <summary>Executes in the next opening auction only.</summary>
    AtTheOpening,
}

/// <summary>Which prices reach a stop. The numbers are Interactive Brokers'.</summary>
public enum TriggerMethod : byte
{
    /// <summary>The last price, or the side of the quote that the order would trade against.</summary>
    Default = 0,

    /// <summary>Two changes of the market in a row: the bid for a buy, the ask for a sell.</summary>
    DoubleBidAsk = 1,

    /// <summary>The last price.</summary>
    Last = 2,

    /// <summary>The last price, two changes of the market in a row.</summary>
    DoubleLast = 3,

    /// <summary>The bid for a buy, the ask for a sell.</summary>
    BidAsk = 4,

    /// <summary>The last price, or the bid for a buy and the ask for a sell.</summary>
    LastOrBidAsk = 7,

    /// <summary>The midpoint of the quote.</summary>
    Midpoint = 8,
}

/// <summary>How an order is to be handled beyond its terms. The default value changes nothing.</summary>
public readonly record struct VenueInstructions
{
    public VenueOrderKind Kind { get; init; }

    public VenueTimeInForce TimeInForce { get; init; }

    public TriggerMethod Trigger { get; init; }

    /// <summary>May trigger and execute in the extended session too, where the venue has one.</summary>
    public bool OutsideRegularHours { get; init; }

    /// <summary>Stays out of the market until <see cref="SimulatedVenue.Release"/>: shares to sell short are being located.</summary>
    public bool WaitsForRelease { get; init; }

    /// <summary>End of a good-till-date order, exclusive: nanoseconds since the Unix epoch.</summary>
    public long GoodTill { get; init; }

    /// <summary>The order stays out of the market before that time: nanoseconds since the Unix epoch; 0 for none.</summary>
    public long GoodAfter { get; init; }

    /// <summary>Distance of a trailing stop from the market; zero when <see cref="TrailPercent"/> says it.</summary>
    public Price Trail { get; init; }

    /// <summary>Distance of a trailing stop in percent of the market price, above 0 and below 100; or 0.</summary>
    public double TrailPercent { get; init; }

    /// <summary>Of a trailing stop limit: how much worse than the stop the limit is. Of a relative order: how much better than its touch.</summary>
    public Price LimitOffset { get; init; }

    /// <summary>Nothing is said. Asked of every order of a backtest, hence not by equality with the default value.</summary>
    internal bool IsPlain =>
        ((int)Kind | (int)TimeInForce | (int)Trigger) == 0 && !OutsideRegularHours && !WaitsForRelease && (GoodTill | GoodAfter | Trail.Micros | LimitOffset.Micros) == 0 && TrailPercent == 0;

    internal bool IsTrailing => Kind is VenueOrderKind.TrailingStop or VenueOrderKind.TrailingStopLimit;

    internal bool IsPegged => Kind is VenueOrderKind.Midpoint or VenueOrderKind.Relative;

    /// <summary>The order's place is an auction.</summary>
    internal bool IsForAuction => Kind == VenueOrderKind.OnClose || TimeInForce == VenueTimeInForce.AtTheOpening;
}
