using System.Runtime.CompilerServices;
using Bellwether.Indicators.Smoothing;

namespace Bellwether.Indicators;

/// <summary>Triangular moving average of the close.</summary>
public struct Trima : IIndicator<Trima>
{
    TriangularMean mean;

    Trima(ReadOnlySpan<double> arguments)
    {
        mean = new TriangularMean((int)arguments[0]);
    }

    public static IndicatorDescription Description => new("trima", "triangular moving average of the close",
        "mean of the last n closes with weights that rise evenly to the middle and fall again: sma(sma(close, a), b), a = (n + 1)/2 and b = n/2 + 1, cut to whole numbers",
        "John J. Murphy, Technical Analysis of the Financial Markets, 1999, chapter 9; TA-Lib TRIMA")
    {
        Parameters = [IndicatorParameter.Bars("period", 20, 1, "window, bars")],
        Scaling = PriceScaling.WithPrice,
    };

    public static IndicatorInputs Inputs => IndicatorInputs.Close;

    public static Trima Create(ReadOnlySpan<double> arguments) => new(arguments);

    public readonly int WindowLength => mean.Places;

    public readonly int WarmUp => mean.Period;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Update(in BarInput bar, Span<double> window, Span<double> outputs)
    {
        var ready = mean.Add(bar.Close, window, out var value);
        outputs[0] = value;
        return ready;
    }
}
