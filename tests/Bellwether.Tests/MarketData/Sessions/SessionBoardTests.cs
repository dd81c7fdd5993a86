using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies;
using Bellwether.Strategies.Conditions;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class SessionBoardTests
{
    static readonly TradingSession Monday = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 3, 4))!;
    static readonly TradingSession Tuesday = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 3, 5))!;

    /// <summary>Closes 100, 110, 99, 108.9: +10 %, −10 %, +10 %. A symbol that moves one and a half times as far, and 1 % more each session.</summary>
    [Fact]
    public void Beta_is_the_slope_of_the_returns_on_the_benchmarks()
    {
        var beta = new SessionBeta(3);
        var own = 50.0;
        beta.Add(own, 100);
        foreach (var (benchmark, own_) in new[] { (110.0, 0.16), (99.0, -0.14), (108.9, 0.16) })
        {
            Assert.True(double.IsNaN(beta.Value));
            own *= 1 + own_;
            beta.Add(own, benchmark);
        }
        Assert.Equal(1.5, beta.Value, 12);
        // Only the last three count from now on: a session in which it moved against the benchmark.
        beta.Add(own * 0.9, 108.9 * 1.1);
        Assert.Equal(Slope([-0.14, 0.16, -0.1], [-0.1, 0.1, 0.1]), beta.Value, 12);
    }

    static double Slope(double[] y, double[] x) => x.Zip(y).Sum(p => (p.First - x.Average()) * (p.Second - y.Average())) / x.Sum(v => (v - x.Average()) * (v - x.Average()));

    [Fact]
    public void A_benchmark_that_does_not_move_and_prices_that_are_none_give_no_beta()
    {
        var beta = new SessionBeta(2);
        foreach (var close in new[] { 10.0, 11, 12, 13 }) beta.Add(close, 100);
        beta.Add(14, double.NaN);
        beta.Add(0, 100);
        Assert.True(double.IsNaN(beta.Value));
    }

    [Fact]
    public void A_board_that_is_kept_and_taken_back_at_any_bar_goes_on_as_one_that_never_stopped()
    {
        const int Bars = 2 * 390;
        var unbroken = new SessionBoard(1);
        for (var kept = 0; kept <= Bars; kept += 37)
        {
            var restored = new SessionBoard(1);
            var before = new SessionBoard(1);
            for (var i = 0; i < kept; i++) before.AddSlice(Bar(i), Opened(i));
            restored.Restore(before.Save());
            for (var i = kept; i < Bars; i++) restored.AddSlice(Bar(i), Opened(i));
            if (kept == 0)
                for (var i = 0; i < Bars; i++) unbroken.AddSlice(Bar(i), Opened(i));
            Assert.True(unbroken.TryRead(0, out var opened, out var expected));
            Assert.True(restored.TryRead(0, out var openedAgain, out var actual));
            Assert.Equal((opened, expected), (openedAgain, actual));
            Assert.False(double.IsNaN(actual.PriorClose) || double.IsNaN(actual.AverageVolume) || double.IsNaN(actual.Vwap));
        }

        static long Opened(int i) => (i < 390 ? Monday : Tuesday).OpenNanoseconds + (i % 390 * EngineTime.Minute);
        static Slice Bar(int i)
        {
            double[] bar = [100 + Math.Sin(i), 100.5 + Math.Sin(i), 100 + Math.Sin(i) - (i % 7 * 0.1), 100 + Math.Sin(i), 100 + i];
            return new Slice(new int[1], bar.AsSpan(0, 1), bar.AsSpan(1, 1), bar.AsSpan(2, 1), bar.AsSpan(3, 1), bar.AsSpan(4, 1));
        }
    }

    [Fact]
    public void Quotes_that_come_before_the_history_of_earlier_sessions_do_not_hide_it()
    {
        var board = new SessionBoard(1);
        board.AddQuote(0, Tuesday.OpenNanoseconds, new Quote(10, 10.02, 1, 1, 10));
        board.AddSlice(Minute(99), Monday.OpenNanoseconds);
        board.AddQuote(0, Tuesday.OpenNanoseconds + (10 * EngineTime.Second), new Quote(10, 10.02, 1, 1, 10));
        board.AddQuote(0, Tuesday.OpenNanoseconds + (20 * EngineTime.Second), new Quote(10, 10.04, 1, 1, 10));
        board.AddQuote(0, Tuesday.OpenNanoseconds + (40 * EngineTime.Second), new Quote(double.NaN, double.NaN, 0, 0, 10));
        board.AddSlice(Minute(10), Tuesday.OpenNanoseconds);
        Assert.True(board.TryRead(0, out var opened, out var session));
        Assert.Equal((Tuesday.OpenNanoseconds, 99.0, 1_000.0), (opened, session.PriorClose, session.AverageVolume));
        // 0.02 for ten seconds, 0.04 for twenty.
        Assert.Equal(1.0 / 30, session.SpreadMean, 12);
    }

    [Fact]
    public void Rules_read_the_session_and_know_nothing_of_it_before_it_has_told_anything()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 1);
        var (prior, volume, spread) = (Watch("close > prior_close", graph), Watch("average_volume == 2500", graph), Watch("spread_mean > 0", graph));
        Assert.True(double.IsNaN(prior.Evaluate(Context(Monday, 99), 0)));
        graph.Update(Minute(98, 2_500), SliceTime.In(Monday, Monday.OpenNanoseconds, EngineTime.Minute));
        Assert.True(double.IsNaN(prior.Evaluate(Context(Monday, 98), 0)));
        // The next session has begun, and no bar of it has closed yet.
        Assert.Equal((1.0, 0.0), (prior.Evaluate(Context(Tuesday, 98.01), 0), prior.Evaluate(Context(Tuesday, 97.99), 0)));
        Assert.True(double.IsNaN(volume.Evaluate(Context(Tuesday, 98), 0)));
        graph.Update(Minute(97), SliceTime.In(Tuesday, Tuesday.OpenNanoseconds, EngineTime.Minute));
        Assert.Equal((0.0, 1.0), (prior.Evaluate(Context(Tuesday, 97), 0), volume.Evaluate(Context(Tuesday, 97), 0)));
        Assert.True(double.IsNaN(spread.Evaluate(Context(Tuesday, 97), 0)));
    }

    [Fact]
    public void Nothing_is_kept_that_nobody_asks_for()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 1);
        Watch("close > open", graph);
        Assert.Null(graph.Sessions);
        Watch("realised_volatility < 0.02", graph);
        Assert.NotNull(graph.Sessions);
    }

    static WatchedCondition Watch(string text, IndicatorGraph graph) => new("alerts.test", text, graph, []);

    static StrategyContext Context(TradingSession session, double close)
    {
        var bars = new BarMemory(1);
        bars.Update(Minute(close));
        var (positions, orders, million) = (new PositionBook(1, Money.FromDecimal(1)), new OrderBook(1, 16), Money.FromDecimal(1_000_000));
        return new StrategyContext(session.OpenNanoseconds + EngineTime.Minute, session.OpenNanoseconds, session.CloseNanoseconds, bars, positions, orders,
            new PredictionBook(1, 1, new PredictionLimits(Duration.FromMinutes(3))), new RiskGate(new RiskLimits(million, million, million, 1), positions, orders));
    }

    static Slice Minute(double price, double volume = 1_000) => new(new[] { 0 }, new[] { price }, new[] { price }, new[] { price }, new[] { price }, new[] { volume });
}
