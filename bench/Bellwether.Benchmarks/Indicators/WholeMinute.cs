using System.Diagnostics;
using System.Globalization;
using Bellwether.Core;
using Bellwether.Indicators;

namespace Bellwether.Benchmarks.Indicators;

/// <summary>A minute in which a thousand symbols trade, through twenty indicators.</summary>
static class WholeMinute
{
    const int Symbols = 1_000;

    static readonly string[] Definitions =
    [
        "sma(10)", "sma(20)", "sma(50)", "ema(12)", "ema(26)", "rsi(14)", "atr(14)", "macd(12,26,9)", "bbands(20,2)", "adx(14)",
        "stoch(14,3,3)", "obv()", "cci(20)", "mfi(14)", "roc(10)", "kama(10)", "psar()", "vwap(1)", "donchian(20)", "supertrend(10,3)",
    ];

    public static void Print()
    {
        Print(isRevisable: false);
        Print(isRevisable: true);
    }

    static void Print(bool isRevisable)
    {
        var graph = new IndicatorGraph(IndicatorCatalogue.Standard, Symbols);
        foreach (var definition in Definitions) graph.Add(definition);
        if (isRevisable) graph.KeepRecent();
        var bars = new MadeBars(390);
        int[] symbols = [.. Enumerable.Range(0, Symbols)];
        double[] open = new double[Symbols], high = new double[Symbols], low = new double[Symbols], close = new double[Symbols], volume = new double[Symbols];
        var times = new List<double>(8 * 390);
        long bytes = 0;
        for (var day = 0; day < 8; day++)
            for (var minute = 0; minute < 390; minute++)
            {
                for (var s = 0; s < Symbols; s++)
                {
                    var row = (minute + s) % 390;
                    (open[s], high[s], low[s], close[s], volume[s]) = (bars.Open[row], bars.High[row], bars.Low[row], bars.Close[row], bars.Volume[row]);
                }
                var session = day * 1_440 * EngineTime.Minute;
                var slice = new Slice(symbols, open, high, low, close, volume);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                graph.Update(slice, new SliceTime(session + (minute * EngineTime.Minute), EngineTime.Minute, session, session + (390 * EngineTime.Minute)));
                if (day < 3) continue; // the compiler is still at it
                times.Add((Stopwatch.GetTimestamp() - start) * 1e3 / Stopwatch.Frequency);
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        var revisions = isRevisable ? Revisions(graph, bars) : "";
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a minute of {Symbols} symbols with {Definitions.Length} indicators: {times[times.Count / 2]:F3} ms median, {times[times.Count * 99 / 100]:F3} ms 99th percentile ({times[times.Count / 2] * 1e6 / (Symbols * Definitions.Length):F1} ns an update), {bytes} bytes{(isRevisable ? $"; with bars kept for corrections, {times[^1]:F3} ms at most{revisions}" : "")}"));
    }

    /// <summary>The last minute of every symbol turns out to have closed elsewhere.</summary>
    static string Revisions(IndicatorGraph graph, MadeBars bars)
    {
        var session = 7 * 1_440 * EngineTime.Minute;
        var time = new SliceTime(session + (389 * EngineTime.Minute), EngineTime.Minute, session, session + (390 * EngineTime.Minute));
        var taken = new List<double>(Symbols);
        for (var s = 0; s < Symbols; s++)
        {
            var row = (389 + s) % 390;
            var start = Stopwatch.GetTimestamp();
            graph.Revise(s, new Bar(time.Open, bars.Open[row], bars.High[row] + 0.02, bars.Low[row], bars.Close[row] + 0.01, bars.Volume[row]), time);
            taken.Add((Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency);
        }
        taken.Sort();
        return string.Create(CultureInfo.InvariantCulture, $", and a corrected bar {taken[taken.Count / 2]:F0} µs median, {taken[taken.Count * 99 / 100]:F0} µs 99th percentile");
    }
}
