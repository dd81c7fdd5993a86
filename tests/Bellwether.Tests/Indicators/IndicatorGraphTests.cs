using Bellwether.Core;
using Bellwether.Indicators;

namespace Bellwether.Tests.Indicators;

public sealed class IndicatorGraphTests
{
    [Fact]
    public void Equal_computations_are_made_once_however_often_they_are_asked_for()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 1);
        var signal = graph.Add("macd(12,26,9).signal");
        Assert.Same(signal.Series, graph.Add("MACD").Series);
        Assert.Same(signal.Series, graph.Add("macd(12, 26, signal=9).hist").Series);
        graph.Add("sma(rsi(14),5)");
        var shared = graph.Add("rsi(14)").Series;
        graph.Add("ema(rsi(14),9)");
        Assert.Equal(["macd(12,26,9)", "rsi(14)", "sma(rsi(14),5)", "ema(rsi(14),9)"], graph.Series.Select(s => s.Name));
        for (var row = 0; row < 40; row++) TestBars.Feed(graph, 0, TestBars.Walk(40, 1), row);
        Assert.Equal(40, shared.Updates);
    }

    [Fact]
    public void A_symbol_is_ready_when_its_own_bars_suffice()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 3);
        var line = graph.Add("sma(2)");
        var bars = TestBars.Closes(1, 5, 7, 100, 200);
        TestBars.Feed(graph, 0, bars, 0);
        TestBars.Feed(graph, 2, bars, 1);
        TestBars.Feed(graph, 2, bars, 2);
        Assert.Equal((false, false, true), (line.IsReady(0), line.IsReady(1), line.IsReady(2)));
        Assert.Equal(6, line[2]);
        graph.Reset(2);
        TestBars.Feed(graph, 2, bars, 3);
        Assert.False(line.IsReady(2));
        TestBars.Feed(graph, 2, bars, 4);
        Assert.Equal(150, line[2]);
    }

    [Fact]
    public void Another_symbol_counts_at_the_instants_at_which_both_have_a_bar()
    {
        // Symbol 0 moves by twice the percentage of symbol 1, except at the minute at which symbol 1 does not trade.
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 2, name => name == "SPY" ? 1 : null);
        var beta = graph.Add("beta(SPY,3)");
        double own = 100, other = 100;
        var session = ExchangeCalendar.NewYork.SessionOn(new(2024, 3, 4))!;
        double[] moves = [0.01, -0.02, 0.03, 0.01, -0.01, 0.02];
        for (var i = 0; i < moves.Length; i++)
        {
            var together = i != 3;
            if (together) (own, other) = (own * (1 + (2 * moves[i])), other * (1 + moves[i]));
            double[] closes = together ? [own, other] : [own * 5];
            int[] symbols = together ? [0, 1] : [0];
            graph.Update(new Slice(symbols, closes, closes, closes, closes, closes), SliceTime.In(session, session.OpenNanoseconds + (i * EngineTime.Minute), EngineTime.Minute));
            if (!together) Assert.False(beta.IsReady(0));
        }
        Assert.Equal(2, beta[0], 1e-12);
    }

    [Fact]
    public void An_indicator_of_another_symbol_is_shared_and_stands_where_that_symbol_stands()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 3, name => name == "BRK.B" ? 2 : null);
        var own = graph.Add("sma(2)");
        var others = graph.Add("sma(2) of BRK.B");
        // How the highs of both go together, and the close against the other one's average.
        var pair = graph.Add("beta(high, high of BRK.B, 2)");
        var spread = graph.Add("correlation(sma(2) of BRK.B, 2)");
        Assert.Same(own.Series, others.Series);
        var session = ExchangeCalendar.NewYork.SessionOn(new(2024, 3, 4))!;
        void Next(int minute, params (int Symbol, double Price)[] bars)
        {
            double[] closes = [.. bars.Select(b => b.Price)];
            double[] highs = [.. bars.Select(b => 2 * b.Price)];
            graph.Update(new Slice([.. bars.Select(b => b.Symbol)], closes, highs, closes, closes, closes), SliceTime.In(session, session.OpenNanoseconds + (minute * EngineTime.Minute), EngineTime.Minute));
        }
        Next(0, (0, 10), (2, 100));
        Assert.Equal([double.NaN, double.NaN], [own[0], others[0]]);
        Next(1, (0, 12), (2, 104));
        Assert.Equal([11, 102, 102], [own[0], others[0], others[1]]);
        Next(2, (0, 12.6), (2, 102));
        // Of the last two moves the first is +20 % against +4 %, the second +5 % against -1.923 %: slope of the line through both.
        Assert.Equal((0.2 - 0.05) / (0.04 - (-2.0 / 104)), pair[0], 1e-12);
        // Two points lie on a line: 12 at 102, 12.6 at 103.
        Assert.Equal(1, spread[0], 1e-12);
        Next(3, (0, 13));
        Assert.Equal([103, double.NaN, double.NaN], [others[0], pair[0], spread[0]]);
    }

    [Fact]
    public void A_longer_bar_closes_with_its_last_minute_or_else_with_the_next_trade()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 1);
        var line = graph.Add("sma(1)@5m");
        var bars = TestBars.Closes([.. Enumerable.Range(0, 400).Select(i => (double)i)]);
        double[] Feed(params int[] rows) => [.. rows.Select(row =>
        {
            TestBars.Feed(graph, 0, bars, row);
            return line[0];
        })];
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 4], Feed(0, 1, 2, 3, 4));
        // Minutes 8 and 9 do not trade: the bar of 5 to 9 is over when minute 10 comes.
        Assert.Equal([4, 4, 4, 7], Feed(5, 6, 7, 10));
        // Nothing more trades until the last minute of the session; both are over then.
        Assert.Equal([389], Feed(389));
        Assert.Equal([389, 389], Feed(390, 391));
    }

    [Fact]
    public void A_snapshot_of_other_symbols_or_of_other_bytes_is_refused()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 2);
        graph.Add("sma(3)");
        var saved = graph.Save();
        var other = new IndicatorGraph(IndicatorCatalogue.Standard, 3);
        Assert.Contains("2 symbols", Assert.Throws<FormatException>(() => other.Restore(saved)).Message, StringComparison.Ordinal);
        Assert.Contains("no snapshot", Assert.Throws<FormatException>(() => graph.Restore(new byte[64])).Message, StringComparison.Ordinal);
        Assert.Contains("ends too early", Assert.Throws<FormatException>(() => graph.Restore(saved.AsSpan(0, saved.Length - 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_that_a_snapshot_does_not_know_are_named()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 1);
        graph.Add("sma(3)");
        var saved = graph.Save();
        graph.Add("ema(3)");
        Assert.Equal(["ema(3)"], graph.Restore(saved).Select(s => s.Name));
    }

    [Fact]
    public void A_symbol_that_the_run_does_not_have_is_named()
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 1);
        Assert.Contains("there is no series \"QQQ\"", Assert.Throws<IndicatorDefinitionException>(() => graph.Add("beta(QQQ,60)")).Message, StringComparison.Ordinal);
    }
}
