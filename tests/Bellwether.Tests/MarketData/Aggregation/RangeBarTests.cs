using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData;

public sealed class RangeBarTests
{
    static IReadOnlyList<AggregatedBar> Bars(string spec, TradeColumns trades) => Aggregation.OfTrades(trades, TradeTape.Spec(spec), SessionHours.Regular);

    [Fact]
    public void The_first_trade_that_would_take_a_bar_beyond_its_size_opens_the_next_one()
    {
        var bars = Bars("range:0.25", TradeTape.Of((100, 10), (100.2, 20), (100.25, 30), (100.26, 40), (100.01, 50), (100.27, 60), (103, 70)));
        Assert.Equal([(100, 100.25, 100, 100.25, 60, 3), (100.26, 100.26, 100.01, 100.01, 90, 2), (100.27, 100.27, 100.27, 100.27, 60, 1), (103, 103, 103, 103, 70, 1)],
            bars.Select(b => (b.Open, b.High, b.Low, b.Close, b.Volume, b.Trades)));
        Assert.Equal([true, true, true, false], bars.Select(b => b.IsComplete));
        Assert.Equal([0, 3, 5, 6], bars.Select(b => (b.Time - TradeTape.Monday.OpenNanoseconds) / EngineTime.Second));
        Assert.Equal(((100 * 10) + (100.2 * 20) + (100.25 * 30)) / 60, bars[0].Vwap, 1e-12);
    }

    [Theory]
    [InlineData("range:0.3", 100.1, 100.4)] // their difference as doubles is a little more than 0.3
    [InlineData("range:0.1", 0.3, 0.4)]
    [InlineData("range:0.0001", 0.1001, 0.1002)]
    public void A_span_of_exactly_the_size_is_within_it(string spec, double low, double high)
    {
        Assert.Single(Bars(spec, TradeTape.Of((low, 1), (high, 1), (low, 1))));
        Assert.Equal(2, Bars(spec, TradeTape.Of((low, 1), (high + 0.0001, 1))).Count);
    }

    [Fact]
    public void A_bar_ends_with_its_session_as_incomplete()
    {
        var bars = Bars("range:5", TradeTape.Join(TradeTape.Of((100, 1), (101, 2)), TradeTape.Of(TradeTape.Tuesday, (101, 4))));
        Assert.Equal([(100, 101, 3, false), (101, 101, 4, false)], bars.Select(b => (b.Open, b.Close, b.Volume, b.IsComplete)));
    }

    [Fact]
    public void It_is_not_made_of_bars()
    {
        var spec = TradeTape.Spec("range:1");
        Assert.True(spec.NeedsTrades);
        Assert.Contains("takes a file of trades", spec.ObstacleFrom(EngineTime.Minute));
        Assert.Throws<InvalidOperationException>(() => Aggregation.OfBars(new BarColumns("X", [1], [1], [1], [1], [1], [1]), spec, SessionHours.Regular));
    }

    /// <summary>Session by session in decimals, looking back over all trades of the bar.</summary>
    static List<(long Time, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, long Trades)> Reference(TradeColumns trades, decimal size)
    {
        var bars = new List<(long, decimal, decimal, decimal, decimal, decimal, long)>();
        foreach (var session in TradeTape.Sessions(trades))
        {
            for (var start = 0; start < session.Count;)
            {
                var end = start + 1;
                while (end < session.Count && session[start..(end + 1)].Max(t => t.Price) - session[start..(end + 1)].Min(t => t.Price) <= size) end++;
                var own = session[start..end];
                bars.Add((own[0].Time, own[0].Price, own.Max(t => t.Price), own.Min(t => t.Price), own[^1].Price, own.Sum(t => t.Size), own.Count));
                start = end;
            }
        }
        return bars;
    }

    [Theory]
    [InlineData(1, "range:0.05", "0.05")]
    [InlineData(2, "range:0.1", "0.1")]
    [InlineData(3, "range:0.37", "0.37")]
    public void They_are_those_of_a_slow_reference(ulong seed, string spec, string size)
    {
        var trades = TradeTape.Random(seed, 20_000);
        var reference = Reference(trades, decimal.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(reference.Count > 20);
        Assert.Equal(reference, Bars(spec, trades).Select(b => (b.Time, (decimal)b.Open, (decimal)b.High, (decimal)b.Low, (decimal)b.Close, (decimal)b.Volume, b.Trades)));
    }

    [Fact]
    public void Those_of_a_day_of_real_trades_span_at_most_their_size_and_hold_every_share()
    {
        var trades = TradeTape.Real();
        var bars = Bars("range:0.2", trades);
        Assert.Equal(Reference(trades, 0.2m), bars.Select(b => (b.Time, (decimal)b.Open, (decimal)b.High, (decimal)b.Low, (decimal)b.Close, (decimal)b.Volume, b.Trades)));
        Assert.All(bars, b => Assert.True((decimal)b.High - (decimal)b.Low <= 0.2m));
    }
}
