using System.Globalization;
using System.IO.Compression;
using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulation;

public sealed class ReplayMarketTests
{
    /// <summary>Monday, 9 October 2023; New York was at UTC−4.</summary>
    static readonly LocalDate Day = new(2023, 10, 9);
    static readonly long Open = EngineTime.From(Instant.FromUtc(2023, 10, 9, 13, 30));

    [Fact]
    public void It_stands_five_seconds_before_the_opening_with_earlier_minutes_as_history()
    {
        var market = new ReplayMarket([Minutes("AAA", -2, -1, 0)], Day);
        Assert.Equal(Open - (5 * EngineTime.Second), market.Start);
        Assert.Equal([Open - (2 * EngineTime.Minute)], market.History(0).Bars.ToArray().Select(b => b.Time));
        // The running minute shows its last 5-second bar, which ends as the session opens.
        Assert.Equal(Open, market.NextTime);
        market.Step();
        Assert.Equal(
            [MarketChangeKind.SessionOpened, MarketChangeKind.Quote, MarketChangeKind.FiveSecondBar, MarketChangeKind.MinuteBar],
            market.Changes.ToArray().Select(c => c.Kind));
        Assert.Equal(2, market.History(0).Count);
    }

    [Fact]
    public void The_quote_lies_half_a_tick_around_the_last_price()
    {
        var market = new ReplayMarket([Minutes("AAA", 0)], Day);
        market.Step(); // the opening
        market.Step();
        Assert.Equal(Open + (5 * EngineTime.Second), market.NextTime - (5 * EngineTime.Second));
        // Open 100, low 99.60 is nearer than the high of 101: a quarter of the way down.
        Assert.Equal(new Quote(99.895, 99.905, 1_000, 1_000, 99.90), market.QuoteOf(0));
    }

    [Fact]
    public void A_minute_without_a_bar_has_no_five_second_bars()
    {
        var market = new ReplayMarket([Minutes("AAA", 0, 2), Minutes("BBB", 1)], Day);
        var bars = new List<(long Second, int Symbol)>();
        while (market.NextTime < Open + (4 * EngineTime.Minute))
        {
            market.Step();
            foreach (var change in market.Changes)
                if (change.Kind == MarketChangeKind.FiveSecondBar) bars.Add(((market.FiveSecondBarOf(change.Symbol).Time - Open) / EngineTime.Second, change.Symbol));
        }
        Assert.Equal(Enumerable.Range(0, 36).Select(k => (k * 5L, k is >= 12 and < 24 ? 1 : 0)), bars);
    }

    [Fact]
    public void It_ends_with_the_close_of_the_last_recorded_session()
    {
        var market = new ReplayMarket([Minutes("AAA", 0)], Day);
        var last = MarketChangeKind.Quote;
        while (market.NextTime != long.MaxValue)
        {
            market.Step();
            last = market.Changes[^1].Kind;
        }
        Assert.Equal(MarketChangeKind.SessionClosed, last);
        Assert.Throws<InvalidOperationException>(market.Step);
    }

    [Fact]
    public void A_bar_that_cannot_be_is_refused_by_name()
    {
        var fault = Assert.Throws<ArgumentException>(() => new RecordedMinutes("AAA", [Open], [10], [9], [8], [9], [100]));
        Assert.StartsWith("AAA: row 0 at 2023-10-09T13:30:00Z: open 10, high 9, low 8, close 9, volume 100 is no bar", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recorded_days_played_in_five_second_bars_aggregate_back_exactly()
    {
        var recorded = Read("SPY", TestData.Shared("data/equity/minute_trade/SPY.csv.gz"));
        var market = new ReplayMarket([recorded.Columns], new LocalDate(2013, 10, 7));
        var minutes = new SortedDictionary<long, MarketBar>();
        while (market.NextTime != long.MaxValue)
        {
            market.Step();
            foreach (var change in market.Changes)
            {
                if (change.Kind != MarketChangeKind.FiveSecondBar) continue;
                var bar = market.FiveSecondBarOf(0);
                var minute = bar.Time - (bar.Time % EngineTime.Minute);
                minutes[minute] = minutes.TryGetValue(minute, out var so)
                    ? so with { High = Math.Max(so.High, bar.High), Low = Math.Min(so.Low, bar.Low), Close = bar.Close, Volume = so.Volume + bar.Volume }
                    : bar with { Time = minute };
            }
        }
        // The session of Monday and all that follows to Wednesday; what lies before is history.
        var open = EngineTime.From(Instant.FromUtc(2013, 10, 7, 13, 30));
        var expected = recorded.Bars.Where(b => b.Time >= open).ToList();
        Assert.True(expected.Count >= 3 * 390, $"{expected.Count} minutes are less than three sessions");
        Assert.Equal(expected, minutes.Values.Where(b => b.Time >= open).Select(b => new Bar(b.Time, b.Open, b.High, b.Low, b.Close, b.Volume)));
        Assert.Equal(recorded.Bars, market.History(0).Bars.ToArray().Select(b => new Bar(b.Time, b.Open, b.High, b.Low, b.Close, b.Volume)));
    }

    /// <summary>Bars of 100, high 101, low 99.60, close 100.50 and 1,200 shares, at minutes counted from the opening.</summary>
    static RecordedMinutes Minutes(string symbol, params int[] minutes) => new(
        symbol, [.. minutes.Select(m => Open + (m * EngineTime.Minute))], Column(minutes, 100), Column(minutes, 101), Column(minutes, 99.6), Column(minutes, 100.5), Column(minutes, 1_200));

    static double[] Column(int[] rows, double value) => [.. rows.Select(_ => value)];

    static (RecordedMinutes Columns, List<Bar> Bars) Read(string symbol, string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Assert.Equal("time_utc,time_et,open,high,low,close,volume", reader.ReadLine());
        var bars = new List<Bar>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var time = EngineTime.From(NodaTime.Text.InstantPattern.ExtendedIso.Parse(cells[0]).Value);
            var numbers = cells[2..].Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray();
            bars.Add(new Bar(time, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
        }
        var columns = new RecordedMinutes(
            symbol, [.. bars.Select(b => b.Time)], [.. bars.Select(b => b.Open)], [.. bars.Select(b => b.High)], [.. bars.Select(b => b.Low)], [.. bars.Select(b => b.Close)], [.. bars.Select(b => b.Volume)]);
        return (columns, bars);
    }
}
