using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulation;

public sealed class SyntheticMarketTests
{
    /// <summary>Monday, 2 June 2025, 09:30 in New York (UTC−4).</summary>
    static readonly long Open = EngineTime.From(Instant.FromUtc(2025, 6, 2, 13, 30));

    [Fact]
    public void It_stands_five_seconds_before_the_opening_with_full_sessions_of_history()
    {
        var market = Market(1);
        Assert.Equal(Open - (5 * EngineTime.Second), market.Start);
        Assert.Equal(Open, market.NextTime);
        // Two sessions of 390 minutes: 29 and 30 May.
        var history = market.History(0).Bars;
        Assert.Equal(780, history.Length);
        Assert.Equal(EngineTime.From(Instant.FromUtc(2025, 5, 29, 13, 30)), history[0].Time);
        Assert.Equal(EngineTime.From(Instant.FromUtc(2025, 5, 30, 19, 59)), history[^1].Time);
    }

    [Fact]
    public void A_session_runs_from_opening_to_close_and_the_next_one_follows()
    {
        var market = Market(1);
        market.Step();
        Assert.Equal(new MarketChange(MarketChangeKind.SessionOpened, -1), market.Changes[0]);
        while (market.IsOpen) market.Step();
        Assert.Equal(new MarketChange(MarketChangeKind.SessionClosed, -1), market.Changes[^1]);
        Assert.Equal(780 + 390, market.History(0).Count);
        Assert.Equal(Open + (24 * 60 * EngineTime.Minute), market.NextTime);
    }

    [Fact]
    public void The_same_seed_gives_the_same_market_and_another_seed_another_one()
    {
        Assert.Equal(Hash(Market(1)), Hash(Market(1)));
        Assert.NotEqual(Hash(Market(1)), Hash(Market(2)));
    }

    [Fact]
    public void Another_symbol_in_the_table_leaves_the_prices_of_the_others_as_they_are()
    {
        var (two, three) = (Market(1), Market(1, "ZZZ", "AAA", "BBB"));
        Assert.Equal(two.History(0).Bars.ToArray(), three.History(1).Bars.ToArray());
    }

    [Fact]
    public void Five_second_bars_aggregate_to_the_minute_bars()
    {
        var market = Market(1);
        var (open, high, low, close, volume) = (0.0, double.MinValue, double.MaxValue, 0.0, 0.0);
        var minutes = 0;
        while (minutes < 60)
        {
            market.Step();
            foreach (var change in market.Changes)
            {
                if (change is { Kind: MarketChangeKind.FiveSecondBar, Symbol: 1 })
                {
                    var bar = market.FiveSecondBarOf(1);
                    if (volume == 0) open = bar.Open;
                    (high, low, close, volume) = (Math.Max(high, bar.High), Math.Min(low, bar.Low), bar.Close, volume + bar.Volume);
                }
                if (change is not { Kind: MarketChangeKind.MinuteBar, Symbol: 1 }) continue;
                var minute = market.History(1).Bars[^1];
                Assert.Equal((open, high, low, close, volume), (minute.Open, minute.High, minute.Low, minute.Close, minute.Volume));
                (open, high, low, close, volume) = (0.0, double.MinValue, double.MaxValue, 0.0, 0.0);
                minutes++;
            }
        }
    }

    [Fact]
    public void Prices_lie_on_the_tick_grid_and_quotes_have_the_configured_spread()
    {
        var options = new SyntheticMarketOptions { HistorySessions = 0, Symbols = new Dictionary<string, SyntheticSymbolOptions> { ["AAA"] = new() { Price = 50, SpreadTicks = 3 } } };
        var market = new SyntheticMarket(InstrumentTable.UsEquities("AAA"), options);
        for (var i = 0; i < 2_000; i++)
        {
            market.Step();
            var quote = market.QuoteOf(0);
            foreach (var price in new[] { quote.Bid, quote.Ask, quote.Last }) Assert.Equal(0, Price.FromDouble(price).Micros % 10_000);
            Assert.Equal(30_000, Price.FromDouble(quote.Ask).Micros - Price.FromDouble(quote.Bid).Micros);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(0.8)]
    public void Returns_correlate_as_configured(double correlation)
    {
        // 20 sessions of 390 minutes: the standard error of a sample correlation is at most 1/√7,800 = 0.011. The bounce between bid and ask, one step wide here
        // and about a fiftieth of a minute's standard deviation at these prices, hardly lowers it.
        var wild = new SyntheticSymbolOptions { Price = 400, AnnualVolatility = 0.6, SpreadTicks = 1 };
        var options = new SyntheticMarketOptions
        {
            HistorySessions = 20,
            Correlation = correlation,
            Symbols = new Dictionary<string, SyntheticSymbolOptions> { ["AAA"] = wild, ["BBB"] = wild with { Price = 250 } },
        };
        var market = new SyntheticMarket(InstrumentTable.UsEquities("AAA", "BBB"), options);
        var (a, b) = (MinuteReturns(market, 0), MinuteReturns(market, 1));
        Assert.InRange(Correlation(a, b), correlation - 0.05, correlation + 0.05);
    }

    [Fact]
    public void Nights_jump_as_far_as_their_share_of_variance_says()
    {
        // 250 nights with a quarter of a session's variance: yearly 40 % means 0.4/√252 · √0.25 = 1.26 % a night; the standard error of that is 1.26 %/√500 = 0.06 %.
        var options = new SyntheticMarketOptions { HistorySessions = 251, Symbols = new Dictionary<string, SyntheticSymbolOptions> { ["AAA"] = new() { Price = 300, AnnualVolatility = 0.4 } } };
        var market = new SyntheticMarket(InstrumentTable.UsEquities("AAA"), options);
        var history = market.History(0);
        var (sum, nights) = (0.0, 0);
        for (var i = 1; i < history.Count; i++)
        {
            if (history.Bars[i].Time - history.Bars[i - 1].Time < 60 * EngineTime.Minute) continue;
            var gap = (history.Bars[i].Open / history.Bars[i - 1].Close) - 1;
            sum += gap * gap;
            nights++;
        }
        Assert.Equal(250, nights);
        Assert.InRange(Math.Sqrt(sum / nights), 0.0106, 0.0146);
    }

    [Fact]
    public void Trading_is_busier_at_the_edges_of_the_day()
    {
        var market = Market(3);
        var day = market.History(0).Bars[..390];
        double Volume(int from, int to, ReadOnlySpan<MarketBar> bars)
        {
            var sum = 0.0;
            foreach (var bar in bars[from..to]) sum += bar.Volume;
            return sum;
        }
        // 0.6 + 1.2 x²: 1.53 on average over the outer 60 minutes, 0.62 over the middle ones.
        Assert.InRange(Volume(0, 30, day) + Volume(360, 390, day), 2.2 * Volume(165, 225, day), 2.9 * Volume(165, 225, day));
    }

    static SyntheticMarket Market(ulong seed, params string[] symbols) =>
        new(InstrumentTable.UsEquities(symbols.Length == 0 ? ["AAA", "BBB"] : symbols), new SyntheticMarketOptions { Seed = seed, HistorySessions = 2 });

    static ulong Hash(SyntheticMarket market)
    {
        var hash = 14_695_981_039_346_656_037UL;
        void Mix(double value) => hash = unchecked((hash ^ (ulong)BitConverter.DoubleToInt64Bits(value)) * 1_099_511_628_211UL);
        for (var i = 0; i < 3_000; i++)
        {
            market.Step();
            foreach (var change in market.Changes)
            {
                if (change.Symbol < 0) continue;
                var quote = market.QuoteOf(change.Symbol);
                Mix(quote.Bid);
                Mix(quote.AskSize);
                Mix(quote.Last);
                Mix(market.FiveSecondBarOf(change.Symbol).Volume);
            }
        }
        return hash;
    }

    static double[] MinuteReturns(SyntheticMarket market, int symbol)
    {
        var bars = market.History(symbol).Bars;
        var returns = new List<double>();
        for (var i = 1; i < bars.Length; i++) if (bars[i].Time - bars[i - 1].Time == EngineTime.Minute) returns.Add((bars[i].Close / bars[i - 1].Close) - 1);
        return [.. returns];
    }

    static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var covariance = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return covariance / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
