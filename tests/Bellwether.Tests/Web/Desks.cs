using Bellwether.Core;
using Bellwether.Engine;
using NodaTime;

namespace Bellwether.Tests.Web;

/// <summary>Small snapshots for tests of the dashboard.</summary>
static class Desks
{
    public static readonly Instant Now = Instant.FromUtc(2026, 10, 14, 18, 7, 32);

    /// <summary>Equity 101,230.15 of 100,000 at the start; highest 101,500; one position, long 100 AMD from 239.10, stop 238.60, R = 100 dollars.</summary>
    public static DeskSnapshot Small { get; } = new()
    {
        Sequence = 4711,
        Time = Now,
        Mode = AccountMode.Paper,
        Account = "DU1234567",
        Authority = Authority.ProtectOnly,
        ConfigurationHash = "a41f07c2",
        Session = new TradingSession(new LocalDate(2026, 10, 14), Instant.FromUtc(2026, 10, 14, 13, 30), Instant.FromUtc(2026, 10, 14, 20, 0), IsHalfDay: false),
        StartEquity = Dollars(100_000m),
        Equity = Dollars(101_230.15m),
        Realised = Dollars(1_200.75m),
        Unrealised = Dollars(34m),
        Commission = Dollars(4.60m),
        Gross = Dollars(23_944m),
        PeakEquity = Dollars(101_500m),
        Connection = new ConnectionSnapshot(LinkState.Ok, "11 ms", LinkState.Degraded, "1 stale", LinkState.Down, "no answer", null),
        Positions = [Position("AMD", 100, 239.10m, 239.44m, stop: 238.60m, target: 240.60m, risk: 100m)],
        Orders = [],
        Executions = [],
        Alerts = [],
        EquityCurve = [new EquityPoint(Now - Duration.FromMinutes(1), Dollars(101_200m))],
    };

    public static PositionRow Position(
        string symbol, long shares, decimal average, decimal last, decimal? stop = null, decimal? target = null, decimal risk = 0, long? covered = null) =>
        new(symbol, Quantity.FromShares(shares), Price.FromDecimal(average), Price.FromDecimal(last), Dollars(last * shares), Dollars((last - average) * shares),
            Money.Zero, Money.Zero, stop is { } s ? Price.FromDecimal(s) : null, target is { } t ? Price.FromDecimal(t) : null,
            Quantity.FromShares(covered ?? Math.Abs(shares)), Dollars(risk), Now - Duration.FromMinutes(7), Stale: false);

    public static Money Dollars(decimal amount) => Money.FromDecimal(amount);
}
