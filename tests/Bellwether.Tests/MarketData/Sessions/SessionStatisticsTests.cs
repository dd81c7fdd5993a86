using System.Globalization;
using Bellwether.Commands;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class SessionStatisticsTests
{
    static readonly LocalDate Monday = new(2013, 10, 7);

    static long At(LocalDate date, int hour, int minute, double second = 0) =>
        EngineTime.From(date.At(new LocalTime(hour, minute)).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant()) + (long)(second * EngineTime.Second);

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static List<string[]> Rows(string file) => [.. File.ReadLines(TestData.Shared("data/aggregation/" + file)).Skip(1).Select(line => line.Split(','))];

    static BarColumns Minutes(string symbol = "IBM") => BarFile.ReadAs(symbol, TestData.Shared($"data/equity/minute_trade/{symbol}.csv.gz"));

    /// <summary>Every session, the last one as it stands.</summary>
    static List<SessionSnapshot> Sessions(BarColumns bars, SessionStatisticsOptions? options = null)
    {
        var (statistics, sessions) = (new SessionStatistics(options), new List<SessionSnapshot>());
        for (var i = 0; i < bars.Count; i++)
            if (statistics.AddBar(bars.Time[i], bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i], out var finished)) sessions.Add(finished);
        if (statistics.TryRead(out var last)) sessions.Add(last);
        return sessions;
    }

    [Fact]
    public void Volume_and_average_price_after_every_minute_are_those_of_the_reference()
    {
        var (bars, statistics, rows, next) = (Minutes(), new SessionStatistics(), Rows("IBM_session_vwap.csv"), 0);
        for (var i = 0; i < bars.Count; i++)
        {
            statistics.AddBar(bars.Time[i], bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i], out _);
            if (next == rows.Count || NodaTime.Text.InstantPattern.ExtendedIso.Parse(rows[next][0]).Value != EngineTime.ToInstant(bars.Time[i])) continue;
            Assert.True(statistics.TryRead(out var now));
            Assert.Equal(Number(rows[next][2]), now.Volume);
            Assert.Equal(Number(rows[next][3]), now.Vwap, 1e-12 * now.Vwap);
            next++;
        }
        Assert.Equal((rows.Count, 389 + (3 * 390)), (next, next));
    }

    [Fact]
    public void Sessions_are_those_of_the_daily_reference_and_know_the_ones_before()
    {
        var (sessions, days) = (Sessions(Minutes()), Rows("IBM_daily.csv"));
        Assert.Equal(days.Select(d => (Number(d[1]), Number(d[2]), Number(d[3]), Number(d[4]), Number(d[5]))), sessions.Select(s => (s.Open, s.High, s.Low, s.Close, s.Volume)));
        Assert.Equal([double.NaN, 184.10, 182.01, 178.72], sessions.Select(s => s.PriorClose));
        Assert.Equal([double.NaN, 2729707, (2729707 + 3905041) / 2.0, (2729707 + 3905041 + 5378435) / 3.0], sessions.Select(s => s.AverageVolume));
        Assert.Equal(181.32 / 178.72 - 1, sessions[3].Change, 1e-12);
        Assert.Equal((3905041 + 5378435) / 2.0, Sessions(Minutes(), new() { AverageVolumeSessions = 2 })[3].AverageVolume);
    }

    [Fact]
    public void Trades_give_the_average_price_of_the_reference()
    {
        var (trades, statistics) = (TradeFile.Read(TestData.Shared("data/equity/tick_trade/IBM_20131007.csv.gz"), "IBM"), new SessionStatistics());
        for (var i = 0; i < trades.Count; i++) statistics.AddTrade(trades.Time[i], trades.Price[i], trades.Size[i], out _);
        Assert.True(statistics.TryRead(out var day));
        // tick_sessions.json.
        Assert.Equal(3753440, day.Volume);
        Assert.Equal(182.52904497207894, day.Vwap, 1e-12 * 182);
    }

    [Fact]
    public void A_session_by_hand()
    {
        var statistics = new SessionStatistics(new() { OpeningRange = 5 * EngineTime.Minute });
        Assert.False(statistics.TryRead(out _));
        statistics.AddBar(At(Monday, 4, 0), 98, 99, 97, 98.5, 50, out _);
        statistics.AddBar(At(Monday, 9, 29), 98.5, 101, 98, 100, 70, out _);
        statistics.AddBar(At(Monday, 9, 30), 100, 102, 99, 101, 100, out _);
        statistics.AddBar(At(Monday, 9, 34), 101, 103, 100, 102, 100, out _);
        Assert.True(statistics.TryRead(out var now));
        Assert.Equal((103, 99, false), (now.OpeningRangeHigh, now.OpeningRangeLow, now.IsOpeningRangeComplete));
        statistics.AddBar(At(Monday, 9, 35), 102, 110, 90, 100, 200, out _);
        statistics.AddBar(At(Monday, 16, 0), 1, 1, 1, 1, 1_000, out _);
        Assert.True(statistics.TryRead(out now));
        Assert.Equal((103, 99, true), (now.OpeningRangeHigh, now.OpeningRangeLow, now.IsOpeningRangeComplete));
        Assert.Equal((101, 97, 120), (now.PreMarketHigh, now.PreMarketLow, now.PreMarketVolume));
        Assert.Equal((100, 110, 90, 100, 400), (now.Open, now.High, now.Low, now.Close, now.Volume));
        // Typical prices 302/3, 305/3 and 300/3, weighed 1 : 1 : 2.
        Assert.Equal((302 + 305 + 600) / 12.0, now.Vwap, 1e-12);
        // From 100 to 101, to 102, to 100.
        Assert.Equal(Math.Sqrt(Math.Pow(Math.Log(101 / 100.0), 2) + Math.Pow(Math.Log(102 / 101.0), 2) + Math.Pow(Math.Log(100 / 102.0), 2)), now.RealisedVolatility, 1e-15);

        Assert.True(statistics.AddBar(At(Monday.PlusDays(1), 5, 0), 100, 100, 100, 100, 1, out var finished));
        Assert.Equal(now with { }, finished);
        Assert.True(statistics.TryRead(out now));
        Assert.Equal((100, 400, Monday.PlusDays(1)), (now.PriorClose, now.AverageVolume, now.Date));
        Assert.Equal((double.NaN, 0), (now.Close, now.Volume));
    }

    [Fact]
    public void Realised_volatility_is_that_of_the_minutes_closes()
    {
        foreach (var session in Sessions(Minutes("SPY")))
        {
            var bars = Minutes("SPY");
            var hours = ExchangeCalendar.NewYork.SessionOn(session.Date)!;
            var inside = Enumerable.Range(0, bars.Count).Where(i => bars.Time[i] >= hours.OpenNanoseconds && bars.Time[i] < hours.CloseNanoseconds).ToList();
            double[] prices = [bars.Open[inside[0]], .. inside.Select(i => bars.Close[i])];
            Assert.Equal(Math.Sqrt(prices.Zip(prices.Skip(1)).Sum(p => Math.Pow(Math.Log(p.Second / p.First), 2))), session.RealisedVolatility, 1e-12);
        }
    }

    [Fact]
    public void Trades_and_the_minutes_made_of_them_tell_the_same_but_for_the_average_price()
    {
        var trade = Gen.Select(Gen.Int[0, 90_000], Gen.Int[9_000, 11_000], Gen.Int[1, 500]);
        trade.Array[1, 400].Sample(steps =>
        {
            var (time, of, made) = (At(Monday, 8, 30), new SessionStatistics(), new SessionStatistics());
            var trades = steps.Select(s => (Time: time += s.Item1 * EngineTime.Millisecond, Price: s.Item2 / 100.0, Size: (double)s.Item3)).ToArray();
            foreach (var t in trades) of.AddTrade(t.Time, t.Price, t.Size, out _);
            foreach (var b in Aggregation.OfTrades(new TradeColumns("X", [.. trades.Select(t => t.Time)], [.. trades.Select(t => t.Price)], [.. trades.Select(t => t.Size)]), BarSpec.OneMinute, SessionHours.Extended))
                made.AddBar(b.Time, b.Open, b.High, b.Low, b.Close, b.Volume, out _);
            Assert.Equal(of.TryRead(out var a), made.TryRead(out var m));
            Assert.Equal(a with { Time = 0, Vwap = 0, IsOpeningRangeComplete = true }, m with { Time = 0, Vwap = 0, IsOpeningRangeComplete = true });
        });
    }

    [Fact]
    public void The_spread_is_that_of_the_days_quotes()
    {
        var quotes = QuoteFile.Read(TestData.Shared("data/equity/tick_quote/IBM_20131007.csv.gz"), "IBM");
        var day = Assert.Single(QuoteAggregation.OfQuotes(quotes, BarSpec.Daily, SessionHours.Regular));
        var statistics = new SessionStatistics();
        for (var i = 0; i < quotes.Count; i++) statistics.AddQuote(quotes.Time[i], quotes.Bid[i], quotes.BidSize[i], quotes.Ask[i], quotes.AskSize[i], out _);
        Assert.True(statistics.TryRead(out var now));
        Assert.Equal(day.SpreadMean, now.SpreadMean);
        // The next session's first row ends this one, with the same spread.
        Assert.True(statistics.AddQuote(At(Monday.PlusDays(1), 9, 30), 10, 1, 10.5, 1, out var finished));
        Assert.Equal(day.SpreadMean, finished.SpreadMean);
        Assert.True(statistics.TryRead(out now));
        Assert.Equal(double.NaN, now.SpreadMean);
    }

    [Fact]
    public void What_comes_late_or_outside_is_counted_and_changes_nothing()
    {
        var statistics = new SessionStatistics();
        statistics.AddBar(At(Monday, 3, 59), 1, 1, 1, 1, 1, out _);
        statistics.AddBar(At(Monday, 9, 31), 10, 10, 10, 10, 1, out _);
        statistics.AddBar(At(Monday, 9, 30), 1, 1, 1, 1, 1, out _);
        statistics.AddBar(At(Monday, 20, 0), 1, 1, 1, 1, 1, out _);
        statistics.AddBar(At(new(2013, 10, 12), 12, 0), 1, 1, 1, 1, 1, out _);
        Assert.Equal((3, 1), (statistics.OutsideSession, statistics.Late));
        Assert.True(statistics.TryRead(out var now));
        Assert.Equal((10, 1), (now.Low, now.Volume));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var statistics = new SessionStatistics();
        void Run(LocalDate date)
        {
            for (var i = 0; i < 390; i++)
            {
                statistics.AddQuote(At(date, 9, 30) + (i * EngineTime.Minute), 10, 1, 10.5, 1, out _);
                statistics.AddBar(At(date, 9, 30) + (i * EngineTime.Minute), 10, 11, 9, 10, 1, out _);
                statistics.TryRead(out _);
            }
        }
        Run(Monday);
        var open = At(Monday.PlusDays(1), 9, 30);
        Assert.Equal(0, Allocation.Of(() => Minutes(0, 130), () => Minutes(130, 260), () => Minutes(260, 390)));

        void Minutes(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                statistics.AddQuote(open + (i * EngineTime.Minute), 10, 1, 10.5, 1, out _);
                statistics.AddBar(open + (i * EngineTime.Minute), 10, 11, 9, 10, 1, out _);
                statistics.TryRead(out _);
            }
        }
    }

    [Fact]
    public async Task The_command_prints_a_line_a_session_or_after_each_bar()
    {
        var file = TestData.Shared("data/equity/minute_trade/IBM.csv.gz");
        async Task<string[][]> Run(params string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            Assert.Equal(0, await CommandLine.RunAsync(["data", "sessions", "--input", file, .. arguments], output, error));
            return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))];
        }
        var lines = await Run("--from", "2013-10-07", "--to", "2013-10-09", "--quotes", TestData.Shared("data/equity/tick_quote/IBM_20131007.csv.gz"));
        Assert.Equal(3, lines.Length);
        Assert.Equal(["IBM", "2013-10-07"], lines[1][..2]);
        Assert.Equal(["182", "183.3", "181.85", "182.01", "3905041"], lines[1][3..8]);
        Assert.Equal("184.1", lines[1][14]);
        Assert.InRange(Number(lines[1][17]), 0.01, 0.12);
        Assert.Equal("", lines[2][17]);
        lines = await Run("--from", "2013-10-07", "--to", "2013-10-08", "--running");
        Assert.Equal(391, lines.Length);
        var reference = Rows("IBM_session_vwap.csv").Where(r => r[0].StartsWith("2013-10-07", StringComparison.Ordinal)).ToList();
        Assert.Equal(reference.Select(r => (r[0], r[2])), lines.Skip(1).Select(l => (l[2], l[7])));
        Assert.All(reference.Zip(lines.Skip(1)), pair => Assert.Equal(Number(pair.First[3]), Number(pair.Second[8]), 1e-9));
    }
}
