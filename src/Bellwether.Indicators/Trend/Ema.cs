using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Exponential moving average of the close.</summary>
public struct Ema : IIndicator<Ema>
{
    ExponentialMean mean;

    Ema(ReadOnlySpan<double> arguments)
    {
        mean = new ExponentialMean((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("ema", "exponential moving average of the close",
        "seed: mean of the first n closes; then e += 2/(n+1) * (close - e)",
        "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Ema Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => 0;

    public readonly int WarmUp => mean.Period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = mean.Add(bar.Close);
        outputs[0] = mean.Value;
        return ready;
    }
}
