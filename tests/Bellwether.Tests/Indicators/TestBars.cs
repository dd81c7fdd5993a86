using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;

namespace Bellwether.Tests.Indicators;

/// <summary>Bars for tests: written by hand, or a random walk over whole sessions from a seed.</summary>
static class TestBars
{
    static readonly TradingSession[] Sessions = [.. ExchangeCalendar.NewYork.Sessions(new(2024, 3, 1), new(2024, 12, 31))];

    /// <summary>One bar a close, on the minutes of sessions.</summary>
    public static BarColumns Closes(params double[] closes) => Of([.. closes.Select(c => (c, c, c, c, 1.0))]);

    public static BarColumns Of(params (double Open, double High, double Low, double Close, double Volume)[] bars) => new(
        "ZAA", Times(bars.Length), [.. bars.Select(b => b.Open)], [.. bars.Select(b => b.High)], [.. bars.Select(b => b.Low)], [.. bars.Select(b => b.Close)], [.. bars.Select(b => b.Volume)]);

    /// <summary>A walk in cents around 100 with gaps, flat stretches and bars without volume.</summary>
    public static BarColumns Walk(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        var bars = new (double, double, double, double, double)[count];
        var close = 10_000;
        for (var i = 0; i < count; i++)
        {
            var isFlat = i / 40 % 7 == 3;
            var open = isFlat ? close : close + Next(11) - 5;
            close = Math.Max(500, isFlat ? open : open + Next(41) - 20);
            var high = Math.Max(open, close) + (isFlat ? 0 : Next(12));
            var low = Math.Min(open, close) - (isFlat ? 0 : Next(12));
            bars[i] = (open / 100.0, high / 100.0, low / 100.0, close / 100.0, i % 17 == 5 ? 0 : Next(5_000));
        }
        return Of(bars);

        int Next(int below) => (int)(random.Next() % (ulong)below);
    }

    /// <summary>Minutes 0 to 389 of session after session.</summary>
    public static long[] Times(int count) => [.. Enumerable.Range(0, count).Select(i => Sessions[i / 390].OpenNanoseconds + (i % 390 * EngineTime.Minute))];

    public static long[] SessionOpens(BarColumns bars) => [.. Enumerable.Range(0, bars.Count).Select(i => Sessions[i / 390].OpenNanoseconds)];

    public static long[] SessionCloses(BarColumns bars) => [.. Enumerable.Range(0, bars.Count).Select(i => Sessions[i / 390].CloseNanoseconds)];

    public static IndicatorHistory History(BarColumns bars, Func<string, double[]?>? columns = null) => new(bars, SessionOpens(bars), SessionCloses(bars), EngineTime.Minute, columns);

    /// <summary>The values of a definition after each bar, by batch.</summary>
    public static double[] Batch(string definition, BarColumns bars, IndicatorCatalogue? catalogue = null)
    {
        var parsed = (catalogue ?? IndicatorCatalogue.Standard).Parse(definition);
        return History(bars).Compute(parsed).Column(parsed.Output);
    }

    /// <summary>Feeds one bar of one symbol to a graph.</summary>
    public static void Feed(IndicatorGraph graph, int symbol, BarColumns bars, int row) => graph.Update(
        new Slice([symbol], bars.Open.Slice(row, 1), bars.High.Slice(row, 1), bars.Low.Slice(row, 1), bars.Close.Slice(row, 1), bars.Volume.Slice(row, 1)), When(bars, row));

    public static SliceTime When(BarColumns bars, int row) => SliceTime.In(Sessions[row / 390], bars.Time[row], EngineTime.Minute);

    public static BarInput Input(BarColumns bars, int row) => new(
        bars.Time[row], Sessions[row / 390].OpenNanoseconds, bars.Open[row], bars.High[row], bars.Low[row], bars.Close[row], bars.Volume[row], double.NaN);
}
