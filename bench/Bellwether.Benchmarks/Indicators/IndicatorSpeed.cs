using System.Diagnostics;
using System.Globalization;
using Bellwether.Indicators;

namespace Bellwether.Benchmarks.Indicators;

/// <summary>
/// Nanoseconds a bar of indicators over columns, in turns with plain C loops compiled on the spot and with a TA-Lib that the machine has, and of single updates; then a whole
/// minute of a thousand symbols with twenty indicators. Ratios are medians of many paired rounds: the machine is shared.
/// </summary>
static class IndicatorSpeed
{
    const int Bars = 4_000;

    /// <summary>How long single updates are run: the compiler needs a while, and the machine is shared.</summary>
    internal static readonly TimeSpan Time = TimeSpan.FromSeconds(0.7);

    /// <summary>Definition, and the most nanoseconds that one update may take.</summary>
    static readonly (string Definition, double StreamingLimit)[] Measured =
    [
        ("sma(20)", 8), ("ema(20)", 8), ("rsi(14)", 8), ("atr(14)", 8), ("macd(12,26,9)", 8), ("bbands(20,2)", 12), ("adx(14)", 12), ("stoch(14,3,3)", 25), ("stddev(20)", 12), ("vwap(1)", 8),
    ];

    /// <param name="arguments"><c>--talib PATH</c> of a TA-Lib shared library, which is then measured beside.</param>
    public static int Run(string[] arguments)
    {
        if (arguments is not ([] or ["--talib", _]))
        {
            Console.Error.WriteLine($"\"{string.Join(' ', arguments)}\": expected nothing, or --talib and the path of a TA-Lib shared library (libta_lib.so)");
            return 2;
        }
        var bars = new MadeBars(Bars);
        using var loops = PlainLoops.Build();
        if (loops is null) Console.WriteLine("no gcc here: the plain C loops are left out");
        using var taLib = arguments.Length > 0 ? TaLib.Load(arguments[1], Bars) : null;
        Console.WriteLine("indicator       batch ns   C loop ns   ratio   TA-Lib ns   ratio   update ns   limit   bytes/update");
        var ratios = new List<double>();
        foreach (var (definition, limit) in Measured)
        {
            var parsed = IndicatorCatalogue.Standard.Parse(definition);
            var times = Batch(parsed, bars, loops, taLib);
            if (!double.IsNaN(times.LoopRatio)) ratios.Add(times.LoopRatio);
            var (update, bytes) = UpdateTimes.Of(parsed, bars);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{definition,-14} {times.Own,9:F2} {Shown(times.Loop),11} {Shown(times.LoopRatio),7} {Shown(times.TaLib),11} {Shown(times.TaLibRatio),7} {update,11:F2} {limit,7:F0} {bytes,14:F3}"));
        }
        ratios.Sort();
        if (ratios.Count > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median of the ratios to the C loop: {ratios[ratios.Count / 2]:F2}"));
        WholeMinute.Print();
        return 0;
    }

    static string Shown(double value) => double.IsNaN(value) ? "" : value.ToString("F2", CultureInfo.InvariantCulture);

    readonly record struct BatchTimes(double Own, double Loop, double LoopRatio, double TaLib, double TaLibRatio);

    static unsafe BatchTimes Batch(IndicatorDefinition definition, MadeBars bars, PlainLoops? loops, TaLib? taLib)
    {
        var name = definition.Entry.Name;
        var result = new double[Bars * definition.Entry.Description.Outputs.Count];
        var loopResult = new double[result.Length];
        var window = new double[definition.Entry.WindowLength(definition.Arguments)];
        var works = new List<Action>
        {
            () =>
            {
                Array.Clear(window);
                definition.Entry.Run(definition.Arguments, bars.Columns, window, result);
            },
        };
        var isCompared = name != "vwap";
        if (isCompared && loops is not null)
            works.Add(() =>
            {
                fixed (double* high = bars.High, low = bars.Low, close = bars.Close, to = loopResult) loops.Run(name, high, low, close, Bars, to);
            });
        if (isCompared && taLib is not null)
            works.Add(() =>
            {
                fixed (double* high = bars.High, low = bars.Low, close = bars.Close) taLib.Run(name, high, low, close, Bars);
            });
        var times = PairedTimes.Of([.. works]);
        var (own, next) = (Nanoseconds(times[0].Ticks), 1);
        var (loop, loopRatio) = isCompared && loops is not null ? (Nanoseconds(times[next].Ticks), times[next++].Ratio) : (double.NaN, double.NaN);
        var (ta, taRatio) = isCompared && taLib is not null ? (Nanoseconds(times[next].Ticks), times[next].Ratio) : (double.NaN, double.NaN);
        return new BatchTimes(own, loop, loopRatio, ta, taRatio);
    }

    static double Nanoseconds(double ticks) => ticks * 1e9 / Stopwatch.Frequency / Bars;
}
