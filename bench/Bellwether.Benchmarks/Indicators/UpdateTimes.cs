using System.Diagnostics;
using System.Runtime.CompilerServices;
using Bellwether.Indicators;

namespace Bellwether.Benchmarks.Indicators;

/// <summary>One update of one state by one bar, through a call that is not inlined, as a caller with bars of his own has it.</summary>
static class UpdateTimes
{
    public static (double Nanoseconds, double Bytes) Of(IndicatorDefinition definition, MadeBars bars) => definition.Entry.Name switch
    {
        "sma" => Of<Sma>(definition, bars),
        "ema" => Of<Ema>(definition, bars),
        "rsi" => Of<Rsi>(definition, bars),
        "atr" => Of<Atr>(definition, bars),
        "macd" => Of<Macd>(definition, bars),
        "bbands" => Of<BollingerBands>(definition, bars),
        "adx" => Of<Adx>(definition, bars),
        "stoch" => Of<Stochastic>(definition, bars),
        "stddev" => Of<StandardDeviation>(definition, bars),
        "vwap" => Of<SessionVwap>(definition, bars),
        _ => throw new ArgumentException($"no update of {definition.Name} is measured", nameof(definition)),
    };

    static (double Nanoseconds, double Bytes) Of<T>(IndicatorDefinition definition, MadeBars bars) where T : unmanaged, IIndicator<T>
    {
        var inputs = new BarInput[bars.Close.Length];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = new BarInput(bars.Time[i], bars.Session[i], bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i], double.NaN);
        var state = T.Create(definition.Arguments);
        var window = new double[state.WindowLength];
        var outputs = new double[T.Description.Outputs.Count];
        var best = long.MaxValue;
        long bytes = 0;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < IndicatorSpeed.Time)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            foreach (ref readonly var bar in inputs.AsSpan()) Update(ref state, bar, window, outputs);
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        return (best * 1e9 / Stopwatch.Frequency / inputs.Length, (double)bytes / inputs.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool Update<T>(ref T state, in BarInput bar, Span<double> window, Span<double> outputs) where T : unmanaged, IIndicator<T> =>
        bar.IsUsable(T.Inputs) && state.Update(bar, window, outputs);
}
