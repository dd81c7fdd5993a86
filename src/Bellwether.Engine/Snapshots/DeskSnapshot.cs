using Bellwether.Core;
using NodaTime;

namespace Bellwether.Engine;

/// <summary>Whose money moves.</summary>
public enum AccountMode { Simulated, Paper, Live }

/// <summary>How much the engine may do: nothing new, only protect and reduce, or everything.</summary>
public enum Authority { Disarmed, ProtectOnly, Armed }

/// <summary>Health of one link, told by shape before colour on a page.</summary>
public enum LinkState { Ok, Degraded, Down, Planned }

/// <summary>
/// What a viewer sees of the desk at one engine event: immutable, so any thread may read it. Money in US dollars, times in engine time.
/// Day P&amp;L = <see cref="Realised"/> + <see cref="Unrealised"/> − <see cref="Commission"/> = <see cref="Equity"/> − <see cref="StartEquity"/>.
/// </summary>
public sealed record DeskSnapshot
{
    /// <summary>Sequence number of the last input that it contains.</summary>
    public required long Sequence { get; init; }

    /// <summary>Engine time.</summary>
    public required Instant Time { get; init; }

    public required AccountMode Mode { get; init; }

    /// <summary>Account id; empty until the broker named it.</summary>
    public required string Account { get; init; }

    public required Authority Authority { get; init; }

    /// <summary>First eight hex digits of the configuration's hash.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>The session in progress, or the next one.</summary>
    public TradingSession? Session { get; init; }

    public required Money StartEquity { get; init; }

    public required Money Equity { get; init; }

    public required Money Realised { get; init; }

    public required Money Unrealised { get; init; }

    /// <summary>Commissions paid, positive.</summary>
    public required Money Commission { get; init; }

    /// <summary>Value of all positions, long and short added up.</summary>
    public required Money Gross { get; init; }

    /// <summary>Highest equity seen in this run.</summary>
    public required Money PeakEquity { get; init; }

    public required ConnectionSnapshot Connection { get; init; }

    /// <summary>Open positions first, then symbols traded and flat again; each group by symbol.</summary>
    public required IReadOnlyList<PositionRow> Positions { get; init; }

    /// <summary>What is known of the session of each symbol, in the order of the run; empty where nobody keeps it, as in backtests.</summary>
    public IReadOnlyList<SessionRow> Sessions { get; init; } = [];

    /// <summary>Live orders and the latest closed ones, newest first.</summary>
    public required IReadOnlyList<OrderRow> Orders { get; init; }

    /// <summary>The latest executions, newest first.</summary>
    public required IReadOnlyList<ExecutionRow> Executions { get; init; }

    /// <summary>The latest things a person should know, newest first.</summary>
    public required IReadOnlyList<AlertRow> Alerts { get; init; }

    /// <summary>Equity at the close of each minute of the current session, oldest first.</summary>
    public required IReadOnlyList<EquityPoint> EquityCurve { get; init; }
}

/// <summary>State of the three links.</summary>
/// <param name="Broker">The socket to IB Gateway.</param>
/// <param name="BrokerDetail">Round trip or since when it is gone, in words.</param>
/// <param name="Data">Market data.</param>
/// <param name="DataDetail">For example <c>12 symbols</c> or <c>2 stale</c>.</param>
/// <param name="Predictions">The prediction service.</param>
/// <param name="PredictionsDetail">Age of the last answer, or what is wrong.</param>
/// <param name="Note">One sentence when something is lost, else null.</param>
public sealed record ConnectionSnapshot(
    LinkState Broker, string BrokerDetail, LinkState Data, string DataDetail, LinkState Predictions, string PredictionsDetail, string? Note);

/// <param name="Stop">Price of the resting protective stop, if any.</param>
/// <param name="Target">Price of the resting target, if any.</param>
/// <param name="Protected">Shares that live protective stops cover.</param>
/// <param name="Risk">Initial risk of the trade, dollars: the unit R; zero when unknown.</param>
/// <param name="OpenedAt">When the present position was opened; null when flat.</param>
/// <param name="Stale">The last price is older than it should be in market time.</param>
public sealed record PositionRow(
    string Symbol, Quantity Quantity, Price AveragePrice, Price Last, Money Value, Money Unrealised, Money Realised, Money Commission,
    Price? Stop, Price? Target, Quantity Protected, Money Risk, Instant? OpenedAt, bool Stale);

/// <summary>Statistics of a symbol's session so far (<see cref="MarketData.SessionSnapshot"/>); null where a value is not known.</summary>
public sealed record SessionRow(
    string Symbol, LocalDate Date, double? Open, double? High, double? Low, double? Close, double Volume, double? Vwap, double? OpeningRangeHigh, double? OpeningRangeLow,
    double? PremarketHigh, double? PremarketLow, double? PriorClose, double? Change, double? AverageVolume, double? SpreadMean, double? RealisedVolatility);

/// <param name="Number">The engine's order number.</param>
/// <param name="State">The stage in a word: created, sent, held, working, suspended, filled, cancelled, rejected, expired, never arrived.</param>
/// <param name="IsLive">May still execute.</param>
/// <param name="IsConfirmed">False while the broker's view is unknown.</param>
/// <param name="Price">Limit or stop price; null for market orders.</param>
public sealed record OrderRow(
    long Number, string Symbol, OrderRole Role, Side Side, OrderType Type, Quantity Quantity, Quantity Filled, Price? Price, Price? AverageFill,
    string State, bool IsLive, bool IsConfirmed, string? Pending, TimeInForce TimeInForce, Instant Created, Instant Updated, string? Reason);

public sealed record ExecutionRow(
    long Sequence, Instant Time, string Symbol, Side Side, Quantity Quantity, Price Price, Money? Commission, Money Realised, long Order, OrderRole? Role);

public enum AlertSeverity { Information, Warning, Critical }

public sealed record AlertRow(long Sequence, Instant Time, AlertSeverity Severity, string Title, string Text);

public readonly record struct EquityPoint(Instant Time, Money Equity);
