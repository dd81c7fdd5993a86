using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

/// <summary>What holds for every entry of the catalogue.</summary>
public sealed class IndicatorPropertyTests
{
    const int Bars = 1_700;

    /// <summary>Everything that was ever seen goes on counting, by definition.</summary>
    static readonly string[] Endless = ["obv", "ad", "avwap", "kama", "psar", "sarext", "nvi", "pvi"];

    static readonly string[] ByDay = ["vwap", "avwap", "opening_range", "rvol"];

    public static TheoryData<string> Definitions
    {
        get
        {
            var definitions = new TheoryData<string>();
            foreach (var entry in IndicatorCatalogue.Standard.Entries)
            {
                definitions.Add(entry.Name == "rvol" ? "rvol(2)" : entry.Usual);
                if (Small(entry) is { } small && small != entry.Usual) definitions.Add(small);
            }
            foreach (var composed in new[] { "sma(rsi(14),5)", "ema(obv,4)", "stddev(hl2,7)", "atr(5)@5m", "bbands(volume,6)@15m", "macd(3,6,2)@5m", "zscore(ema(high,3),9)@5m", "correlation(sma(3),volume,8)" })
                definitions.Add(composed);
            return definitions;
        }
    }

    /// <summary>Those whose first value comes after a number of bars, whatever the session.</summary>
    public static TheoryData<string> WithPlainWarmUp => Where(parsed => !ByDay.Contains(parsed.Entry.Name) && parsed.Bars.IsAsGiven);

    /// <summary>Those that state how their values follow prices.</summary>
    public static TheoryData<string> WithScaleLaw => Where(parsed =>
        parsed.Entry.Description.Scaling != PriceScaling.Unstated && parsed.Primary is null && parsed.Other is not (NamedOperand or FieldOperand { Field: BarField.Volume }));

    static TheoryData<string> Where(Func<IndicatorDefinition, bool> holds) => [.. Definitions.Select(row => row.Data).Where(d => holds(IndicatorCatalogue.Standard.Parse(d)))];

    /// <summary>The definition with the smallest numbers that fit together.</summary>
    static string? Small(IndicatorEntry entry)
    {
        var whole = entry.Description.Parameters.Where(p => p.IsWhole && p.Name != "anchor").ToList();
        if (whole.Count == 0) return null;
        var numbers = whole.Select((p, i) => $"{p.Name}={Math.Max(p.Least, p.Name is "slow" or "long" ? 3 : 2 - (i % 2))}");
        return $"{entry.Name}({string.Join(',', entry.TakesOther ? numbers.Prepend("open") : numbers)})";
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Streaming_and_batch_agree_bit_for_bit(string definition)
    {
        var bars = WithHoles(TestBars.Walk(Bars, 1));
        var parsed = IndicatorCatalogue.Standard.Parse(definition);
        var batch = TestBars.History(bars).Compute(parsed);
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 2);
        var series = graph.Add(definition).Series;
        for (var row = 0; row < bars.Count; row++)
        {
            TestBars.Feed(graph, 1, bars, row);
            for (var output = 0; output < batch.OutputCount; output++)
                Assert.True(SameBits(batch[row, output], series[1, output]), $"row {row}, output {output}: batch {batch[row, output]:R}, streaming {series[1, output]:R}");
        }
        Assert.True(double.IsNaN(series[0]), "a symbol without bars has no value");
        Assert.Contains(batch.Column(0), v => !double.IsNaN(v));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_snapshot_anywhere_goes_on_as_if_nothing_had_happened(string definition)
    {
        var bars = WithHoles(TestBars.Walk(Bars, 2));
        var graph = New(definition, out var line);
        for (var row = 0; row < bars.Count; row++)
        {
            TestBars.Feed(graph, 0, bars, row);
            if (row % 97 != 0) continue;
            var restored = New(definition, out var other);
            Assert.Empty(restored.Restore(graph.Save()));
            Assert.True(SameBits(line[0], other[0]));
            for (var next = row + 1; next < Math.Min(row + 60, bars.Count); next++) TestBars.Feed(restored, 0, bars, next);
            var straight = New(definition, out var straightLine);
            Assert.Empty(straight.Restore(graph.Save()));
            var saved = graph.Save();
            for (var next = row + 1; next < Math.Min(row + 60, bars.Count); next++) TestBars.Feed(graph, 0, bars, next);
            Assert.True(SameBits(line[0], other[0]), $"after row {row}: {line[0]:R} and {other[0]:R}");
            graph.Restore(saved);
            Assert.True(SameBits(line[0], straightLine[0]));
        }
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void The_preview_of_a_forming_bar_is_what_the_bar_gives_and_disturbs_nothing(string definition)
    {
        var bars = WithHoles(TestBars.Walk(900, 3));
        var graph = New(definition, out var line);
        var untouched = New(definition, out var expected);
        for (var row = 0; row < bars.Count; row++)
        {
            graph.Preview(0, new BarInput(bars.Time[row], TestBars.Input(bars, row).SessionOpen, 77, 99, 55, 66, 1234, double.NaN));
            graph.Preview(0, TestBars.Input(bars, row));
            var forming = line.Forming;
            TestBars.Feed(graph, 0, bars, row);
            TestBars.Feed(untouched, 0, bars, row);
            Assert.True(SameBits(expected[0], line[0]), $"row {row}: {expected[0]:R} without previews, {line[0]:R} with them");
            // On longer bars the preview is of the longer bar as it would be now; it agrees when that bar closes.
            if (line.Series.Definition.Bars.IsAsGiven || row % 60 == 59) Assert.True(SameBits(forming, line[0]), $"row {row}: previewed {forming:R}, came {line[0]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(WithPlainWarmUp))]
    public void The_first_value_comes_with_the_bar_that_the_warm_up_names(string definition)
    {
        var parsed = IndicatorCatalogue.Standard.Parse(definition);
        // No flat stretch and no missing volume at the beginning.
        var values = TestBars.Batch(definition, TestBars.Walk(110, 4));
        Assert.Equal(parsed.WarmUp - 1, Array.FindIndex(values, v => !double.IsNaN(v)));
        Assert.All(values[(parsed.WarmUp - 1)..], v => Assert.True(double.IsFinite(v)));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Damaged_bars_neither_throw_nor_poison_what_follows(string definition)
    {
        var parsed = IndicatorCatalogue.Standard.Parse(definition);
        var walk = TestBars.Walk(7 * 390, 5);
        foreach (var poison in new[] { 0.0, -50, 1e-300, 1e15, 1e29, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon })
        {
            var bars = Damaged(walk, from: 100, to: 130, poison);
            var values = TestBars.Batch(definition, bars);
            Assert.All(values, v => Assert.False(double.IsInfinity(v)));
            if (parsed.Entry.Name == "opening_range") continue;
            var tail = values[^200..];
            Assert.True(tail.All(double.IsFinite), $"{poison}: no value any more");
            if (Endless.Contains(parsed.Entry.Name) || definition.Contains("obv", StringComparison.Ordinal)) continue;
            var clean = TestBars.Batch(definition, walk)[^200..];
            for (var i = 0; i < tail.Length; i++)
                Assert.True(Math.Abs(tail[i] - clean[i]) <= 1e-6 * Math.Max(1, Math.Abs(clean[i])), $"{poison}: {tail[i]:R} where {clean[i]:R} is right");
        }
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_constant_market_gives_finite_values(string definition)
    {
        foreach (var price in new[] { 100.0, 0.0001, 1e9 })
        {
            var values = TestBars.Batch(definition, TestBars.Of([.. Enumerable.Repeat((price, price, price, price, 10.0), 1_200)]));
            Assert.True(double.IsFinite(values[^1]) || definition.StartsWith("opening_range", StringComparison.Ordinal), $"{price}: {values[^1]}");
        }
    }

    [Theory]
    [MemberData(nameof(WithScaleLaw))]
    public void Values_follow_the_scale_of_prices_as_stated(string definition)
    {
        var parsed = IndicatorCatalogue.Standard.Parse(definition);
        var scaling = parsed.Entry.Description.Scaling;
        // A power of two: differences that are equal in the one scale are equal in the other.
        const double factor = 4;
        var walk = TestBars.Walk(900, 6);
        var (one, many) = (TestBars.History(walk).Compute(parsed), TestBars.History(Scaled(walk, factor)).Compute(parsed));
        var expected = scaling == PriceScaling.WithPrice ? factor : 1;
        for (var row = 0; row < one.Count; row++)
            for (var output = 0; output < one.OutputCount; output++)
                Assert.True(
                    (double.IsNaN(one[row, output]) && double.IsNaN(many[row, output])) || Math.Abs((one[row, output] * expected) - many[row, output]) <= 1e-8 * Math.Max(1, Math.Abs(many[row, output])),
                    $"row {row}, output {output}: {one[row, output]:R} and {many[row, output]:R}");
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void An_update_allocates_nothing(string definition)
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 20);
        graph.Add(definition);
        int[] symbols = [.. Enumerable.Range(0, 20)];
        double[] prices = [.. symbols.Select(s => s + 1.0)];
        var session = ExchangeCalendar.NewYork.SessionOn(new(2024, 3, 4))!;
        Run(0, 40);
        Assert.Equal(0, Allocation.Of(() => Run(40, 140), () => Run(140, 240), () => Run(240, 340)));

        void Run(int from, int to)
        {
            for (var i = from; i < to; i++)
                graph.Update(new Slice(symbols, prices, prices, prices, prices, prices), SliceTime.In(session, session.OpenNanoseconds + (i * EngineTime.Minute), EngineTime.Minute));
        }
    }

    static IndicatorGraph New(string definition, out IndicatorLine line)
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, 1);
        line = graph.Add(definition);
        return graph;
    }

    static bool SameBits(double a, double b) => double.IsNaN(a) ? double.IsNaN(b) : BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    /// <summary>Some bars lack a field.</summary>
    static BarColumns WithHoles(BarColumns bars) => Changed(bars, (row, value, column) => row % 53 == 17 && row / 53 % 5 == column ? double.NaN : value);

    static BarColumns Damaged(BarColumns bars, int from, int to, double poison) => Changed(bars, (row, value, column) => row >= from && row < to && (row + column) % 3 != 0 ? poison : value);

    static BarColumns Scaled(BarColumns bars, double factor) => Changed(bars, (_, value, column) => column < 4 ? value * factor : value);

    static BarColumns Changed(BarColumns bars, Func<int, double, int, double> change)
    {
        double[] Column(ReadOnlySpan<double> values, int column)
        {
            var changed = values.ToArray();
            for (var row = 0; row < changed.Length; row++) changed[row] = change(row, changed[row], column);
            return changed;
        }
        return new BarColumns(bars.Symbol, bars.Time.ToArray(), Column(bars.Open, 0), Column(bars.High, 1), Column(bars.Low, 2), Column(bars.Close, 3), Column(bars.Volume, 4));
    }
}
