using Bellwether.Core;
using Bellwether.Engine;
using NodaTime;

namespace Bellwether.EndToEnd;

/// <summary>
/// An invented trading day to look at: six positions and their orders around 14:07 ET of 2026-10-14. Everything agrees: day P&amp;L = realised + unrealised −
/// commission = equity − start equity, gross is the sum of the values. The same seed gives the same day.
/// </summary>
public sealed class DemoDesk
{
    static readonly LocalDate Date = new(2026, 10, 14);
    static readonly Money Start = Dollars(1_248_310.44m);
    static readonly Money PaidSoFar = Dollars(220.82m);
    static readonly Money RealisedSoFar = Dollars(3_952.56m);

    SplitMix64 random;
    readonly List<Holding> holdings;
    readonly List<EquityPoint> curve = [];
    readonly Instant open = At(9, 30, 0);
    Instant time;
    long sequence = 998_834;
    Money peak;

    public DemoDesk(ulong seed = 780, AccountMode mode = AccountMode.Paper)
    {
        random = new SplitMix64(seed);
        Mode = mode;
        time = At(14, 7, 32);
        holdings =
        [
            new("JPM", -355, 309.44m, 309.24m, 310.55m, 307.50m, 394.05m, 43),
            new("QQQ", 165, 641.716m, 641.54m, 639.41m, 646.10m, 380.49m, 98),
            new("XOM", -805, 117.30m, 116.96m, 117.72m, 116.50m, 338.10m, 22),
            new("META", -82, 735.73m, 732.62m, 735.71m, 728.10m, 217.96m, 70),
            new("AMD", 212, 239.099m, 239.44m, 239.12m, 241.71m, 185.42m, 7),
            new("NVDA", 155, 215.58m, 216.68m, 215.60m, 217.92m, 120.90m, 26),
        ];
        DrawCurve();
    }

    public AccountMode Mode { get; }

    /// <summary>Symbols whose price is too old.</summary>
    public HashSet<string> Stale { get; } = [];

    /// <summary>What has been lost, or null.</summary>
    public ConnectionSnapshot? Trouble { get; set; }

    public Instant Time => time;

    /// <summary>A second passes: prices move by up to four ticks.</summary>
    public DeskSnapshot Step()
    {
        time += Duration.FromSeconds(1);
        sequence += 7;
        foreach (var h in holdings.Where(h => !Stale.Contains(h.Symbol))) h.Last += (Next(9) - 4) * 0.01m;
        return Snapshot();
    }

    /// <summary>The next snapshot has this price.</summary>
    public void Move(string symbol, decimal last) => holdings.Single(h => h.Symbol == symbol).Last = last;

    public DeskSnapshot Snapshot()
    {
        var unrealised = holdings.Aggregate(Money.Zero, (sum, h) => sum + h.Unrealised);
        var equity = Start + RealisedSoFar + unrealised - PaidSoFar;
        peak = Money.Max(peak, equity);
        if (curve[^1].Time < time - Duration.FromMinutes(1)) curve.Add(new EquityPoint(curve[^1].Time + Duration.FromMinutes(1), equity));
        return new DeskSnapshot
        {
            Sequence = sequence,
            Time = time,
            Mode = Mode,
            Account = Mode == AccountMode.Live ? "U1234567" : Mode == AccountMode.Paper ? "DU1234567" : "simulated venue",
            Authority = Authority.Armed,
            ConfigurationHash = "a41f07c2",
            Session = new TradingSession(Date, open, At(16, 0, 0), IsHalfDay: false),
            StartEquity = Start,
            Equity = equity,
            Realised = RealisedSoFar,
            Unrealised = unrealised,
            Commission = PaidSoFar,
            Gross = holdings.Aggregate(Money.Zero, (sum, h) => sum + Money.Abs(h.Value)),
            PeakEquity = peak,
            Connection = Trouble ?? new ConnectionSnapshot(LinkState.Ok, "11 ms", LinkState.Ok, "12 symbols", LinkState.Ok, "31 s ago", null),
            Positions = [.. holdings.OrderBy(h => h.Symbol, StringComparer.Ordinal).Select(h => h.Row(time, Stale.Contains(h.Symbol)))],
            Orders = [.. Orders()],
            Executions = [.. Executions()],
            Alerts = [.. Alerts()],
            EquityCurve = [.. curve],
        };
    }

    IEnumerable<OrderRow> Orders()
    {
        var confirmed = Trouble?.Broker != LinkState.Down;
        yield return Order(4231, "SPY", OrderRole.Entry, Side.Buy, OrderType.Limit, 95, 0, 704.22m, null, "working", true, confirmed, At(14, 0, 40));
        yield return Order(4230, "SOXL", OrderRole.Entry, Side.Buy, OrderType.Limit, 1300, 400, 61.13m, 61.13m, "working", true, confirmed, At(13, 58, 0));
        var number = 4229L;
        foreach (var h in holdings.OrderByDescending(h => h.OpenedAt(time)))
        {
            var exit = h.Shares > 0 ? Side.Sell : Side.Buy;
            yield return Order(number--, h.Symbol, OrderRole.Stop, exit, OrderType.Stop, Math.Abs(h.Shares), 0, h.Stop, null, "working", true, confirmed, h.OpenedAt(time) + Duration.FromSeconds(2));
            yield return Order(number--, h.Symbol, OrderRole.Target, exit, OrderType.Limit, Math.Abs(h.Shares), 0, h.Target, null, "working", true, confirmed, h.OpenedAt(time) + Duration.FromSeconds(1));
        }
        yield return Order(number--, "AAPL", OrderRole.Target, Side.Sell, OrderType.Limit, 390, 390, 251.18m, 251.183m, "filled", false, true, At(13, 55, 25));
        yield return Order(number--, "AAPL", OrderRole.Stop, Side.Sell, OrderType.Stop, 390, 0, 248.44m, null, "cancelled", false, true, At(13, 55, 25));
        yield return Order(number, "TSLA", OrderRole.Entry, Side.Sell, OrderType.Limit, 190, 0, 431.02m, null, "rejected", false, true, At(13, 33, 0), "201: no short stock available");
    }

    static OrderRow Order(
        long number, string symbol, OrderRole role, Side side, OrderType type, long quantity, long filled, decimal price, decimal? average, string state, bool live, bool confirmed,
        Instant updated, string? reason = null) =>
        new(number, symbol, role, side, type, Quantity.FromShares(quantity), Quantity.FromShares(filled), Price.FromDecimal(price),
            average is { } a ? Price.FromDecimal(a) : null, state, live, confirmed, null, role == OrderRole.Stop ? TimeInForce.Gtc : TimeInForce.Day, updated, updated, reason);

    static IEnumerable<ExecutionRow> Executions()
    {
        (string Symbol, Side Side, int Shares, decimal Price, decimal Realised, OrderRole Role, Instant Time)[] fills =
        [
            ("AMD", Side.Buy, 212, 239.10m, 0, OrderRole.Entry, At(14, 0, 1)),
            ("SOXL", Side.Buy, 400, 61.13m, 0, OrderRole.Entry, At(13, 58, 4)),
            ("NVDA", Side.Sell, 155, 217.14m, 241.80m, OrderRole.Target, At(13, 56, 12)),
            ("AAPL", Side.Sell, 390, 251.18m, 682.50m, OrderRole.Target, At(13, 55, 25)),
            ("SLV", Side.Sell, 1700, 47.12m, -306.00m, OrderRole.Stop, At(13, 52, 43)),
            ("NVDA", Side.Sell, 155, 216.36m, 120.90m, OrderRole.Target, At(13, 49, 5)),
            ("GOOGL", Side.Buy, 120, 703.88m, 419.25m, OrderRole.Exit, At(13, 46, 2)),
            ("TSLA", Side.Buy, 190, 432.61m, -302.10m, OrderRole.Stop, At(13, 45, 42)),
            ("XOM", Side.Sell, 805, 117.30m, 0, OrderRole.Entry, At(13, 45, 2)),
            ("NVDA", Side.Buy, 280, 215.58m, 0, OrderRole.Entry, At(13, 41, 3)),
            ("NVDA", Side.Buy, 185, 215.57m, 0, OrderRole.Entry, At(13, 41, 2)),
            ("JPM", Side.Sell, 355, 309.44m, 0, OrderRole.Entry, At(13, 24, 2)),
        ];
        for (var i = 0; i < fills.Length; i++)
        {
            var f = fills[i];
            yield return new ExecutionRow(998_800 - (i * 31), f.Time, f.Symbol, f.Side, Quantity.FromShares(f.Shares), Price.FromDecimal(f.Price),
                Dollars(Math.Max(1m, f.Shares * 0.005m)), Dollars(f.Realised), 4200 - i, f.Role);
        }
    }

    IEnumerable<AlertRow> Alerts()
    {
        if (Trouble?.Broker == LinkState.Down) yield return new AlertRow(998_830, At(14, 7, 14), AlertSeverity.Critical, "IB Gateway does not answer", "No new risk; working orders unconfirmed; protection as last heard");
        yield return new AlertRow(998_411, At(14, 4, 51), AlertSeverity.Warning, "Correlated group near its cap", "Semiconductors 25.9 % of 30.0 % with working orders");
        yield return new AlertRow(990_102, At(13, 52, 40), AlertSeverity.Information, "Reconciliation", "Broker and journal agree: positions, orders, cash within 0.01");
        yield return new AlertRow(930_870, At(12, 42, 5), AlertSeverity.Warning, "Slippage above model", "SOXL entry 1.6 bps, model p95 1.2 bps");
        yield return new AlertRow(911_344, At(12, 26, 12), AlertSeverity.Warning, "Prediction provider answered 429", "Retry-After 20 s honoured; 2 tickers 21 s late");
        yield return new AlertRow(840_019, At(11, 18, 4), AlertSeverity.Warning, "Market data farm usfarm interrupted", "2103 then 2104 after 41 s; 7 symbols stale, entries frozen meanwhile; 8 bars backfilled");
        yield return new AlertRow(612_007, At(9, 30, 3), AlertSeverity.Information, "Session opened", "Barrier passed in 2.1 s; 0 differences; armed until 16:00");
    }

    // A walk that ends at the equity of the first snapshot.
    void DrawCurve()
    {
        var minutes = (int)(time - open).TotalMinutes;
        var end = (double)(RealisedSoFar + holdings.Aggregate(Money.Zero, (sum, h) => sum + h.Unrealised) - PaidSoFar).ToDecimal();
        var walk = new double[minutes + 1];
        for (var i = 1; i <= minutes; i++) walk[i] = walk[i - 1] + (i < 20 ? 0 : (Next(1001) - 500) / 2.6);
        for (var i = 0; i <= minutes; i++)
        {
            var equity = Start + Money.FromDouble(Math.Round(i < 20 ? 0 : walk[i] + (end - walk[minutes]) * (i - 19) / (minutes - 19), 2));
            peak = Money.Max(peak, equity);
            curve.Add(new EquityPoint(open + Duration.FromMinutes(i), equity));
        }
    }

    int Next(int below) => random.NextInt(below);

    static Money Dollars(decimal amount) => Money.FromDecimal(amount);

    static Instant At(int hour, int minute, int second) =>
        Date.At(new LocalTime(hour, minute, second)).InZoneStrictly(DateTimeZoneProviders.Tzdb["America/New_York"]).ToInstant();

    sealed record Holding(string Symbol, long Shares, decimal Average, decimal First, decimal Stop, decimal Target, decimal Risk, int MinutesHeld)
    {
        public decimal Last { get; set; } = First;

        public Money Value => Dollars(Last * Shares);

        public Money Unrealised => Dollars((Last - Average) * Shares);

        public Instant OpenedAt(Instant now) => now - Duration.FromMinutes(MinutesHeld);

        public PositionRow Row(Instant now, bool stale) => new(
            Symbol, Quantity.FromShares(Shares), Price.FromDecimal(Average), Price.FromDecimal(Last), Value, Unrealised, Money.Zero, Dollars(2m),
            Price.FromDecimal(Stop), Price.FromDecimal(Target), Quantity.FromShares(Math.Abs(Shares)), Dollars(Risk), OpenedAt(now), stale);
    }
}
