using System.Diagnostics;
using System.Globalization;
using Bellwether.Indicators;

namespace Bellwether.Benchmarks.Indicators;

/// <summary>
/// Nanoseconds a bar of indicators over columns, beside plain C loops compiled on the spot and TA-Lib's figures, and of single updates; then a whole minute of a thousand
/// symbols with twenty indicators. Every figure is the best of many rounds: the machine is shared.
/// </summary>
static class IndicatorSpeed
{
    const int Bars = 4_000;

    /// <summary>How long each is run: the compiler needs a while, and the machine is shared.</summary>
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(0.7);

    /// <summary>Definition, TA-Lib C's nanoseconds a bar (measured elsewhere, 0 = not measured) and the most that one update may take.</summary>
    static readonly (string Definition, double TaLib, double StreamingLimit)[] Measured =
    [
        ("sma(20)", 1.06, 8), ("ema(20)", 2.07, 8), ("rsi(14)", 5.96, 8), ("atr(14)", 5.6, 8), ("macd(12,26,9)", 14.9, 8),
        ("bbands(20,2)", 4.9, 12), ("adx(14)", 9.3, 12), ("stoch(14,3,3)", 10.3, 25), ("stddev(20)", 4.4, 12), ("vwap(1)", 0, 8),
    ];

    public static int Run()
    {
        var bars = new MadeBars(Bars);
        using var loops = PlainLoops.Build();
        if (loops is null) Console.WriteLine("no gcc here: the plain C loops are left out");
        Console.WriteLine("indicator       batch ns   C loop ns   ratio   TA-Lib ns   ratio   update ns   limit   bytes/update");
        var ratios = new List<double>();
        foreach (var (definition, taLib, limit) in Measured)
        {
            var parsed = IndicatorCatalogue.Standard.Parse(definition);
            var batch = Batch(parsed, bars);
            var plain = loops is null || taLib == 0 ? double.NaN : Plain(loops, parsed.Entry.Name, bars, parsed.Entry.Description.Outputs.Count);
            if (!double.IsNaN(plain)) ratios.Add(batch / plain);
            var (update, bytes) = UpdateTimes.Of(parsed, bars);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{definition,-14} {batch,9:F2} {Shown(plain),11} {Shown(batch / plain),7} {Shown(taLib == 0 ? double.NaN : taLib),11} {Shown(taLib == 0 ? double.NaN : batch / taLib),7} {update,11:F2} {limit,7:F0} {bytes,14:F3}"));
        }
        ratios.Sort();
        if (ratios.Count > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median of the ratios to the C loop: {ratios[ratios.Count / 2]:F2}"));
        WholeMinute.Print();
        return 0;
    }

    static string Shown(double value) => double.IsNaN(value) ? "" : value.ToString("F2", CultureInfo.InvariantCulture);

    static double Batch(IndicatorDefinition definition, MadeBars bars)
    {
        var result = new double[Bars * definition.Entry.Description.Outputs.Count];
        var window = new double[definition.Entry.WindowLength(definition.Arguments)];
        return Best(() =>
        {
            Array.Clear(window);
            definition.Entry.Run(definition.Arguments, bars.Columns, window, result);
        });
    }

    static unsafe double Plain(PlainLoops loops, string name, MadeBars bars, int outputs)
    {
        var result = new double[Bars * outputs];
        return Best(() =>
        {
            fixed (double* high = bars.High, low = bars.Low, close = bars.Close, to = result) loops.Run(name, high, low, close, Bars, to);
        });
    }

    static double Best(Action run)
    {
        var best = long.MaxValue;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Time)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }
        return best * 1e9 / Stopwatch.Frequency / Bars;
    }
}
