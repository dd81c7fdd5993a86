using Bellwether.Core;
using Bellwether.Indicators;

namespace Bellwether.Tests.Indicators;

/// <summary>Bars that turn out to have been different, in the graph that rules and alerts stand on.</summary>
public sealed class RevisedGraphTests
{
    static readonly string[] Definitions =
    [
        "sma(20)", "ema(9)", "rsi(14)", "macd(12,26,9)", "obv()", "vwap(1)", "opening_range(30)", "sma(rsi(14),5)", "correlation(rsi(7),volume,12)", "stddev(hl2,10)",
        "ema(9)@5m", "atr(3)@15m", "sma(3)@1d", "beta(SPY,20)", "beta(high,high of SPY,10)", "correlation(sma(4) of SPY,8)", "correlation(sma(4)@5m of SPY,3)@5m", "beta(SPY,4)@5m", "rsi(5) of THIN",
    ];

    static readonly string[] Symbols = ["IBM", "SPY", "THIN"];
    static readonly TradingSession[] Sessions = [.. ExchangeCalendar.NewYork.Sessions(new(2024, 3, 1), new(2024, 3, 20))];

    sealed record Minute(long Open, TradingSession Session, SortedDictionary<int, Bar> Bars)
    {
        public SliceTime Time => SliceTime.In(Session, Open, EngineTime.Minute);
    }

    static IndicatorGraph Graph(params string[] definitions)
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, Symbols.Length, name => Array.IndexOf(Symbols, name) is >= 0 and var index ? index : null);
        foreach (var definition in definitions) graph.Add(definition);
        return graph;
    }

    static IndicatorGraph Revisable(params string[] definitions)
    {
        var graph = Graph(definitions);
        graph.KeepRecent();
        return graph;
    }

    /// <summary>Minutes of a walk, of two short sessions' ends and beginnings, in which every symbol misses some.</summary>
    static List<Minute> Minutes(int count, SplitMix64 random)
    {
        var minutes = new List<Minute>();
        var prices = new[] { 100.0, 400.0, 20.0 };
        for (var i = 0; i < count; i++)
        {
            var session = Sessions[i / 200];
            // The last 200 minutes of each session.
            var open = session.CloseNanoseconds - ((200 - (i % 200)) * EngineTime.Minute);
            var bars = new SortedDictionary<int, Bar>();
            for (var symbol = 0; symbol < prices.Length; symbol++)
                if (random.NextInt(10) > (symbol == 2 ? 6 : 0)) bars.Add(symbol, Next(open, ref prices[symbol], random));
            if (bars.Count > 0) minutes.Add(new Minute(open, session, bars));
        }
        return minutes;
    }

    static Bar Next(long open, ref double price, SplitMix64 random)
    {
        var first = Math.Round(price * (1 + (0.001 * random.NextNormal())), 2);
        price = Math.Round(first * (1 + (0.002 * random.NextNormal())), 2);
        return new Bar(open, first, Math.Max(first, price) + 0.03, Math.Min(first, price) - 0.02, price, random.NextInt(5_000));
    }

    static void Feed(IndicatorGraph graph, Minute minute)
    {
        Bar[] bars = [.. minute.Bars.Values];
        graph.Update(
            new Slice([.. minute.Bars.Keys], [.. bars.Select(b => b.Open)], [.. bars.Select(b => b.High)], [.. bars.Select(b => b.Low)], [.. bars.Select(b => b.Close)], [.. bars.Select(b => b.Volume)]),
            minute.Time);
    }

    /// <summary>As it would be if the right bars had come at once.</summary>
    static IndicatorGraph Fresh(IEnumerable<Minute> minutes, params string[] definitions)
    {
        var graph = Graph(definitions);
        foreach (var minute in minutes) Feed(graph, minute);
        return graph;
    }

    static void AssertSame(IndicatorGraph expected, IndicatorGraph actual, string when)
    {
        foreach (var (e, a) in expected.Series.Zip(actual.Series))
            for (var symbol = 0; symbol < Symbols.Length; symbol++)
                for (var output = 0; output < e.OutputCount; output++)
                    Assert.True(e[symbol, output].Equals(a[symbol, output]), $"{when}: {e.Name} of {Symbols[symbol]}, output {output}: expected {e[symbol, output]:R}, got {a[symbol, output]:R}");
        Assert.True(expected.Save().AsSpan().SequenceEqual(actual.Save()), $"{when}: states differ that no value shows yet");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_graph_with_corrected_bars_is_the_one_that_saw_the_right_bars_at_once(ulong seed)
    {
        var random = new SplitMix64(seed);
        var right = Minutes(420, random);
        var graph = Revisable(Definitions);
        var corrected = 0;
        for (var i = 0; i < right.Count; i++)
        {
            Feed(graph, right[i]);
            if (random.NextInt(4) != 0) continue;
            // A bar among the latest 64 minutes: another one, or one that had not come.
            var minute = right[Math.Max(0, i - random.NextInt(IndicatorGraph.RevisableBars))];
            var symbol = random.NextInt(Symbols.Length);
            var price = minute.Bars.TryGetValue(symbol, out var had) ? had.Close : 50.0;
            var bar = random.NextInt(3) == 0 && had.Close > 0 ? had with { Volume = had.Volume + 7 } : Next(minute.Open, ref price, random);
            minute.Bars[symbol] = bar;
            Assert.Equal(RevisionOutcome.Applied, graph.Revise(symbol, bar, minute.Time));
            if (++corrected % 8 == 0) AssertSame(Fresh(right.Take(i + 1), Definitions), graph, $"after minute {i}");
        }
        AssertSame(Fresh(right, Definitions), graph, "at the end");
        Assert.InRange(corrected, 60, 160);
    }

    [Fact]
    public void A_minute_in_which_nobody_had_a_bar_is_put_where_it_belongs()
    {
        var right = Minutes(150, new SplitMix64(9));
        var graph = Revisable(Definitions);
        // One before the last kept state, one after it, one as the newest.
        int[] missing = [90, 140, right.Count - 1];
        for (var i = 0; i < right.Count; i++)
            if (!missing.Contains(i)) Feed(graph, right[i]);
        foreach (var i in missing)
            foreach (var (symbol, bar) in right[i].Bars) Assert.Equal(RevisionOutcome.Applied, graph.Revise(symbol, bar, right[i].Time));
        AssertSame(Fresh(right, Definitions), graph, "with all minutes");
        var next = Minutes(170, new SplitMix64(9))[right.Count];
        Feed(graph, next);
        AssertSame(Fresh([.. right, next], Definitions), graph, "one minute later");
    }

    [Fact]
    public void What_is_kept_of_other_symbols_stays_where_it_was_when_a_minute_is_put_in()
    {
        var right = Minutes(200, new SplitMix64(13)).Where(m => m.Bars.ContainsKey(0) && m.Bars.ContainsKey(1)).Take(121).ToList();
        Assert.Equal(121, right.Count);
        var graph = Revisable(Definitions);
        // States are kept before the 65th of the minutes that come in time.
        const int late = 60;
        // Of one minute the first symbol alone has a bar, and that comes late.
        right[late].Bars.Remove(1);
        right[late].Bars.Remove(2);
        for (var i = 0; i < right.Count; i++)
            if (i != late) Feed(graph, right[i]);
        Assert.Equal(RevisionOutcome.Applied, graph.Revise(0, right[late].Bars[0], right[late].Time));
        var last = right[^3];
        last.Bars[1] = last.Bars[1] with { Volume = 4_711 };
        Assert.Equal(RevisionOutcome.Applied, graph.Revise(1, last.Bars[1], last.Time));
        AssertSame(Fresh(right, Definitions), graph, "at the end");
    }

    [Fact]
    public void Only_what_reads_the_field_that_changed_is_gone_over_again()
    {
        var minutes = Minutes(200, new SplitMix64(5)).Where(m => m.Bars.Count > 1 && m.Bars.ContainsKey(0) && m.Bars.ContainsKey(1)).Take(100).ToList();
        string[] definitions = ["sma(20)", "obv()", "vwap(1)", "atr(14)", "correlation(rsi(7),volume,12)", "ema(9)@5m", "beta(SPY,20)", "sma(volume,5)@5m"];
        var graph = Revisable(definitions);
        foreach (var minute in minutes) Feed(graph, minute);
        Assert.All(graph.Series, s => Assert.Equal(0, s.Recomputed));
        var updates = graph.Series.ToDictionary(s => s.Name, s => s.Updates);

        // The volume of IBM's bar four minutes ago.
        var bar = minutes[95].Bars[0];
        graph.Revise(0, bar with { Volume = bar.Volume + 100 }, minutes[95].Time);

        // Of 100 minutes, states were kept before the 65th: 36 are gone over. The correlation reads volumes, and the RSI that it stands on is run along.
        var again = graph.Series.Where(s => s.Recomputed > 0).ToDictionary(s => s.Name, s => s.Recomputed);
        Assert.Equal(["correlation(rsi(7),volume,12)", "obv()", "rsi(7)", "sma(volume,5)@5m", "vwap(1)"], again.Keys.Order(StringComparer.Ordinal));
        Assert.All(again.Where(a => !a.Key.EndsWith("5m", StringComparison.Ordinal)), a => Assert.Equal(36, a.Value));
        Assert.InRange(again["sma(volume,5)@5m"], 7, 9);
        Assert.All(graph.Series, s => Assert.Equal(updates[s.Name], s.Updates));
    }

    [Fact]
    public void Another_symbol_is_gone_over_only_where_it_looks_at_the_corrected_one()
    {
        var minutes = Minutes(200, new SplitMix64(6)).Where(m => m.Bars.Count == 3).Take(40).ToList();
        var graph = Revisable("sma(20)", "beta(SPY,20)");
        foreach (var minute in minutes) Feed(graph, minute);
        var bar = minutes[38].Bars[1];
        graph.Revise(1, bar with { Close = bar.Close + 1, High = bar.High + 1 }, minutes[38].Time);
        Assert.Equal([40, 3 * 40], graph.Series.Select(s => s.Recomputed));
    }

    [Fact]
    public void A_bar_that_is_right_costs_nothing()
    {
        var minutes = Minutes(80, new SplitMix64(7));
        var graph = Revisable(Definitions);
        foreach (var minute in minutes) Feed(graph, minute);
        var (symbol, bar) = minutes[70].Bars.First();
        Assert.Equal(RevisionOutcome.Unchanged, graph.Revise(symbol, bar, minutes[70].Time));
        Assert.All(graph.Series, s => Assert.Equal(0, s.Recomputed));
    }

    [Fact]
    public void Further_back_than_64_minutes_nothing_is_changed()
    {
        var minutes = Minutes(300, new SplitMix64(8)).Where(m => m.Bars.ContainsKey(0)).Take(180).ToList();
        var graph = Revisable(Definitions);
        foreach (var minute in minutes) Feed(graph, minute);
        var before = graph.Save();
        var old = minutes[180 - IndicatorGraph.RevisableBars - 1];
        Assert.Equal(RevisionOutcome.TooOld, graph.Revise(0, old.Bars[0] with { Close = 1 }, old.Time));
        Assert.Equal(RevisionOutcome.TooOld, graph.Revise(2, old.Bars[0] with { Time = old.Open - 1 }, old.Time with { Open = old.Open - 1 }));
        Assert.Equal(before, graph.Save());
        var oldest = minutes[180 - IndicatorGraph.RevisableBars];
        Assert.Equal(RevisionOutcome.Applied, graph.Revise(0, oldest.Bars[0] with { Volume = 1 }, oldest.Time));
        Assert.Equal(RevisionOutcome.TooOld, Fresh(minutes, "sma(3)").Revise(0, oldest.Bars[0], oldest.Time));
    }

    [Fact]
    public void A_graph_that_was_taken_back_is_corrected_from_its_first_bar_on()
    {
        var right = Minutes(120, new SplitMix64(14)).Where(m => m.Bars.ContainsKey(0)).ToList();
        var saved = Fresh(right.Take(60), Definitions).Save();
        var graph = Revisable(Definitions);
        foreach (var minute in right.Take(10)) Feed(graph, minute);
        graph.Restore(saved);
        // What is in the snapshot cannot be gone over again, also where a bar of it was seen before.
        Assert.Equal(RevisionOutcome.TooOld, graph.Revise(0, right[5].Bars[0] with { Volume = 1 }, right[5].Time));
        Assert.Equal(RevisionOutcome.TooOld, graph.Revise(0, right[59].Bars[0] with { Volume = 1 }, right[59].Time));
        foreach (var minute in right.Skip(60)) Feed(graph, minute);
        right[61].Bars[0] = right[61].Bars[0] with { Volume = 1 };
        Assert.Equal(RevisionOutcome.Applied, graph.Revise(0, right[61].Bars[0], right[61].Time));
        AssertSame(Fresh(right, Definitions), graph, "at the end");
    }

    [Fact]
    public void Keeping_bars_allocates_nothing_once_as_many_are_kept_as_ever_will_be()
    {
        var minutes = Minutes(1_000, new SplitMix64(12));
        var graph = Revisable(Definitions);
        double[] column = new double[3];
        int[] symbols = [0, 1, 2];
        foreach (var minute in minutes.Take(400)) Feed(graph, minute);
        var next = 400;
        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var end = next + 190; next < end; next++) graph.Update(new Slice(symbols, column, column, column, column, column), minutes[next].Time);
        }));
    }

    [Fact]
    public void A_series_that_is_added_later_is_corrected_from_its_first_bar_on()
    {
        var minutes = Minutes(60, new SplitMix64(11)).Where(m => m.Bars.ContainsKey(0)).ToList();
        var graph = Revisable("sma(3)");
        foreach (var minute in minutes.Take(20)) Feed(graph, minute);
        var before = minutes[19];
        graph.Add("ema(4)");
        Assert.Equal(RevisionOutcome.TooOld, graph.Revise(0, before.Bars[0] with { Close = 5 }, before.Time));
        foreach (var minute in minutes.Skip(20)) Feed(graph, minute);
        var bar = minutes[25].Bars[0] with { Close = 99.5 };
        Assert.Equal(RevisionOutcome.Applied, graph.Revise(0, bar, minutes[25].Time));
        minutes[25].Bars[0] = bar;
        Assert.Equal(Fresh(minutes.Skip(20), "ema(4)").Series[0][0], graph.Series[1][0]);
        Assert.Equal(Fresh(minutes, "sma(3)").Series[0][0], graph.Series[0][0]);
    }
}
