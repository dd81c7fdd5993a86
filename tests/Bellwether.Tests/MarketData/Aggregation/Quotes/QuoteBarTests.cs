using Bellwether.Core;
using Bellwether.MarketData;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class QuoteBarTests
{
    const double Nothing = double.NaN;

    /// <summary>2013-10-07 09:30 New York.</summary>
    static readonly long Open = EngineTime.From(Instant.FromUtc(2013, 10, 7, 13, 30));

    static long At(double seconds) => Open + (long)(seconds * EngineTime.Second);

    static List<QuoteBar> Bars(BarSpec spec, params (double Seconds, double Bid, double BidSize, double Ask, double AskSize)[] quotes)
    {
        var columns = new QuoteColumns("X", [.. quotes.Select(q => At(q.Seconds))], [.. quotes.Select(q => q.Bid)], [.. quotes.Select(q => q.BidSize)], [.. quotes.Select(q => q.Ask)], [.. quotes.Select(q => q.AskSize)]);
        return [.. QuoteAggregation.OfQuotes(columns, spec, SessionHours.Regular)];
    }

    [Fact]
    public void A_bar_opens_with_what_stands_and_weighs_the_spread_with_time()
    {
        var bars = Bars(BarSpec.OneMinute, (0, 10, 100, 10.2, 200), (30, 10.1, 300, Nothing, Nothing), (60 + 15, Nothing, Nothing, 10.3, 500));
        Assert.Equal(2, bars.Count);
        Assert.Equal(new QuoteSide(10, 10.1, 10, 10.1, 300), bars[0].Bid);
        Assert.Equal(new QuoteSide(10.2, 10.2, 10.2, 10.2, 200), bars[0].Ask);
        // Mids 10.1 and 10.15; 20 cents for half of the minute and 10 for the other.
        Assert.Equal((10.1, 10.15, 10.1, 10.15), (bars[0].Mid.Open, Math.Round(bars[0].Mid.High, 12), bars[0].Mid.Low, Math.Round(bars[0].Mid.Close, 12)));
        Assert.Equal(0.15, bars[0].SpreadMean, 1e-12);
        Assert.Equal((0.1, 0.2), (Math.Round(bars[0].SpreadLow, 12), Math.Round(bars[0].SpreadHigh, 12)));
        Assert.Equal((2, 0, true), (bars[0].Updates, bars[0].Crossed, bars[0].IsComplete));
        // The second minute opens at what stood: 10.1 at 10.2; the end of the data is that of its last quote, 15 seconds of 10 cents.
        Assert.Equal((10.1, 10.2, 10.3), (bars[1].Bid.Open, bars[1].Ask.Open, bars[1].Ask.Close));
        Assert.Equal(0.1, bars[1].SpreadMean, 1e-12);
        Assert.Equal((At(60), false), (bars[1].Time, bars[1].IsComplete));
    }

    [Fact]
    public void A_crossed_market_is_counted_and_in_neither_mid_nor_spread()
    {
        var bar = Assert.Single(Bars(BarSpec.OneMinute, (0, 10, 1, 10.2, 1), (10, 10.4, 1, Nothing, Nothing), (20, 10.1, 1, Nothing, Nothing)));
        Assert.Equal((1, 10.4), (bar.Crossed, bar.Bid.High));
        Assert.Equal((10.1, 10.15), (bar.Mid.Open, Math.Round(bar.Mid.High, 12)));
        Assert.Equal(0.2, bar.SpreadMean, 1e-12); // The ten seconds before; those that were crossed have no spread, and the last quote has not stood yet.
    }

    [Fact]
    public void Both_sides_that_change_at_one_time_are_one_change()
    {
        // Between its two halves the market seems crossed by a dollar.
        var bar = Assert.Single(Bars(BarSpec.OneMinute, (0, 10, 1, 10.2, 1), (10, 11.2, 1, Nothing, Nothing), (10, Nothing, Nothing, 11.4, 1), (11, Nothing, Nothing, 11.4, 2)));
        Assert.Equal((0, 4), (bar.Crossed, bar.Updates));
        Assert.Equal((10.1, 11.3), (bar.Mid.Low, Math.Round(bar.Mid.High, 12)));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(-1, 100)]
    [InlineData(10.1, 0)]
    [InlineData(10.1, -1)]
    public void A_price_or_size_of_nothing_takes_the_side_away(double price, double size)
    {
        var builder = new QuoteBarBuilder(BarSpec.OneMinute, SessionHours.Regular);
        builder.AddQuote(At(0), 10, 1, 10.2, 1, out _);
        builder.AddQuote(At(20), price, size, Nothing, Nothing, out _);
        builder.AddQuote(At(40), Nothing, Nothing, 10.3, 1, out _);
        Assert.True(builder.TryClose(At(60), out var bar));
        Assert.Equal((1, new QuoteSide(10, 10, 10, 10, 0)), (builder.Withdrawn, bar.Bid));
        Assert.Equal(0.2, bar.SpreadMean, 1e-12);
        // Nothing stands on that side at the next open either.
        builder.AddQuote(At(61), Nothing, Nothing, 10.4, 1, out _);
        Assert.True(builder.TryClose(At(120), out bar));
        Assert.Equal((false, double.NaN), (bar.Bid.IsQuoted, bar.SpreadMean));
    }

    [Fact]
    public void Quotes_before_the_open_stand_at_the_open_and_those_of_yesterday_do_not()
    {
        const double Day = 24 * 3600;
        var bars = Bars(BarSpec.OneMinute, (-600, 10, 1, 10.2, 1), (5, Nothing, Nothing, 10.1, 1), (Day + 5, Nothing, Nothing, 11, 1));
        Assert.Equal(2, bars.Count);
        Assert.Equal((10, 10.2), (bars[0].Bid.Open, bars[0].Ask.Open));
        Assert.True(bars[0].IsComplete);
        Assert.False(bars[1].Bid.IsQuoted);
    }

    [Fact]
    public void A_day_ends_with_its_session_and_not_with_what_is_quoted_after_it()
    {
        const double Close = 6.5 * 3600;
        var bars = Bars(BarSpec.Daily, (0, 10, 1, 10.2, 1), (Close, 12, 1, 12.1, 1), (Close + 60, 13, 1, 13.2, 1));
        var bar = Assert.Single(bars);
        Assert.Equal((10, true), (bar.Bid.High, bar.IsComplete));
        Assert.Equal(0.2, bar.SpreadMean, 1e-9);
    }

    [Fact]
    public void What_comes_behind_time_is_counted_and_changes_nothing()
    {
        var builder = new QuoteBarBuilder(BarSpec.OneMinute, SessionHours.Regular);
        builder.AddQuote(At(10), 10, 1, 10.2, 1, out _);
        Assert.False(builder.AddQuote(At(5), 9, 1, Nothing, Nothing, out _));
        Assert.True(builder.TryClose(At(60), out var bar));
        Assert.Equal((1, 10), (builder.Late, bar.Bid.Low));
        // In the interval that the clock has closed: known from now on, in no bar.
        Assert.False(builder.AddQuote(At(30), 11, 1, 11.2, 1, out _));
        Assert.Equal(2, builder.Late);
    }

    [Fact]
    public void A_bar_that_trades_end_cannot_be_made_of_quotes() =>
        Assert.Throws<ArgumentException>(() => new QuoteBarBuilder(BarSpec.TryParse("tick:5", out var spec, out _) ? spec : default, SessionHours.Regular));

    static readonly Gen<(long, double, double, double, double)[]> Quotes = Gen.Select(Gen.Int[0, 20_000], Gen.Int[-1, 40], Gen.Int[0, 3], Gen.Int[-1, 40], Gen.Int[0, 3])
        .Array[1, 300].Select(rows =>
        {
            var time = Open - (3600 * EngineTime.Second);
            return rows.Select(r => (time += r.Item1 * EngineTime.Millisecond, r.Item2 == 39 ? Nothing : r.Item2 / 4.0, (double)r.Item3, r.Item4 == 39 ? Nothing : r.Item4 / 4.0, (double)r.Item5)).ToArray();
        });

    [Fact]
    public void Seconds_made_minutes_are_the_minutes_of_the_quotes()
    {
        Quotes.Sample(rows =>
        {
            var quotes = new QuoteColumns("X", [.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)], [.. rows.Select(r => r.Item3)], [.. rows.Select(r => r.Item4)], [.. rows.Select(r => r.Item5)]);
            var seconds = QuoteAggregation.OfQuotes(quotes, BarSpec.OfTime(EngineTime.Second), SessionHours.Extended);
            var finer = new QuoteBarColumns("X", [.. seconds.Select(b => b.Time)], [.. seconds.Select(b => b.Bid)], [.. seconds.Select(b => b.Ask)]);
            var direct = QuoteAggregation.OfQuotes(quotes, BarSpec.OneMinute, SessionHours.Extended);
            var twice = QuoteAggregation.OfBars(finer, BarSpec.OneMinute, SessionHours.Extended);
            Assert.Equal(direct.Select(b => (b.Time, b.Bid, b.Ask)), twice.Select(b => (b.Time, b.Bid, b.Ask)));
        });
    }

    [Fact]
    public void The_mean_spread_is_that_of_every_millisecond()
    {
        Quotes.Sample(rows =>
        {
            var builder = new QuoteBarBuilder(BarSpec.OneMinute, SessionHours.Extended);
            var bars = new List<QuoteBar>();
            foreach (var (time, bid, bidSize, ask, askSize) in rows)
                if (builder.AddQuote(time, bid, bidSize, ask, askSize, out var closed)) bars.Add(closed);
            foreach (var bar in bars.Where(b => b.IsComplete))
            {
                // A sum over the milliseconds of the minute, of what the quotes up to each of them leave.
                var (sum, count) = (0.0, 0);
                var (standingBid, standingAsk, next) = (Nothing, Nothing, 0);
                for (var now = bar.Time; now < bar.Time + EngineTime.Minute; now += EngineTime.Millisecond)
                {
                    for (; next < rows.Length && rows[next].Item1 <= now; next++)
                    {
                        var (_, b, bs, a, sizeOfAsk) = rows[next];
                        if (!double.IsNaN(b)) standingBid = b > 0 && bs > 0 ? b : Nothing;
                        if (!double.IsNaN(a)) standingAsk = a > 0 && sizeOfAsk > 0 ? a : Nothing;
                    }
                    if (!(standingAsk >= standingBid)) continue;
                    sum += standingAsk - standingBid;
                    count++;
                }
                if (count == 0) Assert.Equal(double.NaN, bar.SpreadMean);
                else Assert.Equal(sum / count, bar.SpreadMean, 1e-9);
            }
        }, iter: 20);
    }
}
