using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class TickQualityTests
{
    static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2013, 10, 7))!;

    static long At(double seconds) => Session.OpenNanoseconds + (long)(seconds * EngineTime.Second);

    static List<(long Time, double Price, double Size)> Trades(ulong seed)
    {
        var random = new SplitMix64(seed);
        var trades = new List<(long, double, double)>();
        var price = 100.0;
        for (var second = 0.0; second < 6.5 * 3600; second += random.NextDouble() * 20)
        {
            price *= Math.Exp((random.NextDouble() - 0.5) * 0.001);
            trades.Add((At(second), Math.Round(price, 2), 100));
        }
        return trades;
    }

    static List<QualityFinding> Scan(IEnumerable<(long Time, double Price, double Size)> trades)
    {
        var found = new List<QualityFinding>();
        var scan = new TradeQualityScan("X", new QualityOptions(), found.Add);
        foreach (var (time, price, size) in trades) scan.Add(time, price, size);
        scan.Complete();
        return found;
    }

    [Fact]
    public void Clean_trades_give_no_finding()
    {
        for (var seed = 0UL; seed < 20; seed++) Assert.Empty(Scan(Trades(seed)));
    }

    [Theory]
    [InlineData(0, 100, 0, QualityRule.Price)]
    [InlineData(-1, 100, 0, QualityRule.Price)]
    [InlineData(1, -1, 0, QualityRule.Volume)]
    [InlineData(1.3, 100, 0, QualityRule.Outlier)]
    [InlineData(1, 100, -30, QualityRule.OutOfOrder)]
    public void A_spoilt_trade_is_found_and_nothing_else(double price, double size, double seconds, QualityRule rule)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var trades = Trades(seed);
            var spoilt = (Time: trades[500].Time + (long)(seconds * EngineTime.Second), trades[500].Price * price, size);
            trades.Insert(501, spoilt);
            var finding = Assert.Single(Scan(trades));
            Assert.Equal((rule, spoilt.Time), (finding.Rule, finding.Time));
        }
    }

    static List<QualityFinding> Scan(params (double Seconds, double Bid, double BidSize, double Ask, double AskSize)[] quotes)
    {
        var found = new List<QualityFinding>();
        var scan = new QuoteQualityScan("X", new QualityOptions { From = At(0), To = At(60) }, found.Add);
        foreach (var q in quotes) scan.Add(At(q.Seconds), q.Bid, q.BidSize, q.Ask, q.AskSize);
        scan.Complete();
        return found;
    }

    [Fact]
    public void Quotes_in_order_give_no_finding() =>
        Assert.Empty(Scan((0, 10, 1, 10.1, 1), (5, 10.1, 1, double.NaN, double.NaN), (5, double.NaN, double.NaN, 10.2, 1), (7, -1, -1, double.NaN, 0), (8, 10.3, 1, 10.3, 1)));

    [Fact]
    public void A_crossed_market_is_a_warning_for_two_seconds_and_then_an_error()
    {
        var found = Scan((0, 10, 1, 10.1, 1), (5, 10.2, 1, double.NaN, double.NaN), (7, 10, 1, double.NaN, double.NaN), (20, 10.5, 1, double.NaN, double.NaN), (22.5, 10, 1, double.NaN, double.NaN));
        Assert.Equal([(QualityRule.Crossed, QualitySeverity.Warning, At(5)), (QualityRule.Crossed, QualitySeverity.Error, At(20))], found.Select(f => (f.Rule, f.Severity, f.Time)));
        Assert.Equal("bid 10.5 ask 10.1 until 2013-10-07T13:30:22.5Z", found[1].Value);
    }

    [Fact]
    public void A_placeholder_a_negative_price_and_a_negative_size_are_found()
    {
        var found = Scan((0, 10, 1, 10.1, 1), (5, 1, 1, double.NaN, double.NaN), (6, 1.5, 1, double.NaN, double.NaN), (7, 10, 1, -5, 1), (8, 10, -7, 10.1, 1), (9, 10, 1, 0, 1));
        Assert.Equal(
            [(QualityRule.Spread, QualitySeverity.Warning), (QualityRule.Price, QualitySeverity.Error), (QualityRule.Volume, QualitySeverity.Error), (QualityRule.Price, QualitySeverity.Warning)],
            found.Select(f => (f.Rule, f.Severity)));
    }

    [Fact]
    public void Both_sides_far_away_are_an_outlier() =>
        Assert.Equal([QualityRule.Outlier], Scan((0, 10, 1, 10.1, 1), (5, 15, 1, 15.1, 1), (6, 10, 1, 10.1, 1), (7, 10, 1, 10.1, 1)).Select(f => f.Rule));
}
