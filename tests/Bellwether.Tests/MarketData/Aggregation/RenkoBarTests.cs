using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData;

public sealed class RenkoBarTests
{
    static IReadOnlyList<AggregatedBar> Bars(string spec, TradeColumns trades) => Aggregation.OfTrades(trades, TradeTape.Spec(spec), SessionHours.Regular);

    [Fact]
    public void A_brick_goes_on_after_one_size_and_turns_after_two()
    {
        var bars = Bars("renko:1", TradeTape.Of((100.4, 100), (100.9, 10), (101, 20), (101.9, 5), (103.2, 7), (102, 3), (101.01, 4), (101, 6), (99.99, 8), (100.5, 9)));
        // From 100, the multiple next to 100.4. At 103.2 two bricks; from 103 down to 101 one, which begins at 102.
        Assert.Equal(
            [
                (100, 101, 101, 100, 130, 3, true),
                (101, 102, 102, 101, 12, 2, true),
                (102, 103, 103, 102, 0, 0, true),
                (102, 101, 102, 101, 13, 3, true),
                (101, 100, 101, 100, 8, 1, true),
                (100, 100.5, 100.5, 100, 9, 1, false),
            ],
            bars.Select(b => (b.Open, b.Close, b.High, b.Low, b.Volume, b.Trades, b.IsComplete)));
        Assert.Equal([0, 3, 4, 5, 8, 9], bars.Select(b => (b.Time - TradeTape.Monday.OpenNanoseconds) / EngineTime.Second));
        Assert.Equal([false, false, true, false, false, false], bars.Select(b => double.IsNaN(b.Vwap)));
        Assert.Equal(((101.9 * 5) + (103.2 * 7)) / 12, bars[1].Vwap, 1e-12);
    }

    [Fact]
    public void A_first_brick_may_fall_as_well_and_half_way_is_nearest_to_the_higher_multiple()
    {
        var falling = Bars("renko:1", TradeTape.Of((100.5, 1), (100, 1), (99.5, 1)));
        Assert.Equal([(101, 100, true), (100, 99.5, false)], falling.Select(b => (b.Open, b.Close, b.IsComplete)));
        Assert.Equal((100, 101), Bars("renko:1", TradeTape.Of((100.49, 1), (101, 1))).Select(b => (b.Open, b.Close)).Single());
    }

    [Fact]
    public void What_lay_beyond_the_ends_of_a_brick_is_not_shown_but_an_unfinished_one_tells_its_prices()
    {
        var bars = Bars("renko:1", TradeTape.Of((100, 1), (101, 1), (99.5, 1), (102, 1), (100.3, 1), (102.9, 1), (102.5, 1)));
        Assert.Equal([(100, 101, 100, 101), (101, 102, 101, 102), (102, 102.9, 100.3, 102.5)], bars.Select(b => (b.Open, b.High, b.Low, b.Close)));
    }

    [Fact]
    public void Levels_do_not_drift_over_many_decimal_bricks()
    {
        // 0.1 cannot be said in binary; adding it up a thousand times would be off by 1e-12.
        var trades = TradeTape.Of([.. Enumerable.Range(0, 3_000).Select(i => ((1_000 + i) / 10.0, 1.0))]);
        var bars = Bars("renko:0.1", trades);
        Assert.Equal(Enumerable.Range(0, 2_999).Select(i => (1_000 + i) / 10.0), bars.Select(b => b.Open));
        Assert.Equal(Enumerable.Range(1, 2_999).Select(i => (1_000 + i) / 10.0), bars.Select(b => b.Close));
        Assert.Equal([true], bars.Select(b => b.IsComplete).Distinct());
    }

    [Fact]
    public void Sessions_begin_anew()
    {
        var bars = Bars("renko:1", TradeTape.Join(TradeTape.Of((100, 1), (101.5, 2), (101.2, 4)), TradeTape.Of(TradeTape.Tuesday, (99.4, 8), (98, 16))));
        Assert.Equal([(100, 101, 3, true), (101, 101.2, 4, false), (99, 98, 24, true)], bars.Select(b => (b.Open, b.Close, b.Volume, b.IsComplete)));
    }

    [Fact]
    public void A_price_very_far_away_ends_the_brick_and_makes_a_new_begin()
    {
        var bars = Bars("renko:0.001", TradeTape.Of((100, 1), (110.001, 2), (110.002, 4), (100.002, 8)));
        // 10,001 bricks up: none of them; then one, then, against it, 10,000 less the one that a reversal leaves out.
        Assert.Equal((100, 110.001, 3, false), (bars[0].Open, bars[0].Close, bars[0].Volume, bars[0].IsComplete));
        Assert.Equal((110.001, 110.002, 4, true), (bars[1].Open, bars[1].Close, bars[1].Volume, bars[1].IsComplete));
        Assert.Equal(2 + 9_999, bars.Count);
        Assert.Equal((110.001, 110, 8), (bars[2].Open, bars[2].Close, bars[2].Volume));
        Assert.Equal(100.002, bars[^1].Close);
    }

    [Fact]
    public void A_finer_bar_counts_as_its_close_with_all_its_volume()
    {
        var open = TradeTape.Monday.OpenNanoseconds;
        var bars = Aggregation.OfBars(
            new BarColumns("X", [open, open + EngineTime.Minute, open + (2 * EngineTime.Minute)], [100, 100, 101], [102, 101.5, 103], [99, 100, 101], [100.2, 101.1, 102.5], [10, 20, 40]),
            TradeTape.Spec("renko:1"), SessionHours.Regular);
        Assert.Equal([(100, 101, 30, -1, true), (101, 102, 40, -1, true)], bars.Select(b => (b.Open, b.Close, b.Volume, b.Trades, b.IsComplete)));
        Assert.Equal((((102 + 99 + 100.2) / 3 * 10) + ((101.5 + 100 + 101.1) / 3 * 20)) / 30, bars[0].Vwap, 1e-12);
        var unfinished = Aggregation.OfBars(new BarColumns("X", [open], [100], [102], [99], [100.2], [10]), TradeTape.Spec("renko:1"), SessionHours.Regular).Single();
        Assert.Equal((100, 100.2, 100, 100.2, false), (unfinished.Open, unfinished.High, unfinished.Low, unfinished.Close, unfinished.IsComplete));
    }

    /// <summary>Brick by brick in decimals: after each price, asks again and again whether one more brick is complete.</summary>
    static List<(decimal Open, decimal Close, decimal Volume)> Reference(TradeColumns trades, decimal size)
    {
        var bricks = new List<(decimal, decimal, decimal)>();
        foreach (var session in TradeTape.Sessions(trades))
        {
            var close = Math.Floor((session[0].Price / size) + 0.5m) * size;
            var (before, volume, pending) = (close, 0m, false);
            foreach (var (_, price, shares) in session)
            {
                (volume, pending) = (volume + shares, true);
                while (true)
                {
                    // The ends of the brick before: in its direction from its close, against it from its open.
                    var (top, bottom) = (Math.Max(before, close), Math.Min(before, close));
                    if (price >= top + size) (before, close) = (top, top + size);
                    else if (price <= bottom - size) (before, close) = (bottom, bottom - size);
                    else break;
                    bricks.Add((before, close, volume));
                    (volume, pending) = (0, false);
                }
            }
            if (pending) bricks.Add((close, session[^1].Price, volume));
        }
        return bricks;
    }

    [Theory]
    [InlineData(1, "0.05")]
    [InlineData(2, "0.1")]
    [InlineData(3, "0.37")]
    [InlineData(4, "1")]
    public void They_are_those_of_a_slow_reference(ulong seed, string size)
    {
        var trades = TradeTape.Random(seed, 40_000);
        var reference = Reference(trades, decimal.Parse(size, CultureInfo.InvariantCulture));
        Assert.True(reference.Count > 20);
        Assert.Equal(reference, Bars("renko:" + size, trades).Select(b => ((decimal)b.Open, (decimal)b.Close, (decimal)b.Volume)));
    }

    [Fact]
    public void Those_of_a_day_of_real_trades_join_end_to_end()
    {
        var trades = TradeTape.Real();
        var bars = Bars("renko:0.1", trades);
        Assert.Equal(Reference(trades, 0.1m), bars.Select(b => ((decimal)b.Open, (decimal)b.Close, (decimal)b.Volume)));
        Assert.Equal(TradeTape.Sessions(trades).Sum(s => s.Count), bars.Sum(b => b.Trades));
        foreach (var (before, brick) in bars.Zip(bars.Skip(1)).Where(p => p.Second.IsComplete))
            Assert.Equal(brick.Close > brick.Open == before.Close > before.Open ? before.Close : before.Open, brick.Open);
    }
}
