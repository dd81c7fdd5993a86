using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators.Cycles;

/// <summary>
/// Where the prevailing cycle stands, in degrees (John F. Ehlers, Rocket Science for Traders, 2001, chapter 9): the smoothed series over one cycle against a sine and a
/// cosine of that length. Uses <see cref="Places"/> places.
/// </summary>
public struct CyclePhase
{
    /// <summary>The definition, for the descriptions of the indicators that are made of it.</summary>
    internal const string Formula =
        DominantCycle.Formula + "; phase = atan(sum of sin * s / sum of cos * s) over one cycle + 90 degrees + the delay of the smoothing, -45 to 315 degrees; kept while the market does not move";

    /// <summary>Values of the window that it needs.</summary>
    public const int Places = 2 * Longest;

    /// <summary>Bars until the first value of what needs the phase, as in TA-Lib.</summary>
    internal const int WarmUp = 64;

    /// <summary>Bars that only fill the smoothing of prices, as in TA-Lib.</summary>
    internal const int Silent = 37;

    const double Degrees = 180 / Math.PI;

    /// <summary>Sums below this part of the prices are rounding: nothing moved in a whole cycle.</summary>
    const double Nothing = 1e-12;

    /// <summary>The longest cycle, bars.</summary>
    const int Longest = 50;

    DominantCycle cycle;
    WindowTail smoothed;

    /// <param name="silent">Bars that only fill the smoothing of prices before the first one that counts.</param>
    public CyclePhase(int silent)
    {
        cycle = new DominantCycle(silent);
        smoothed = new WindowTail(Longest);
    }

    /// <summary>Degrees, −45 to 315.</summary>
    public double Value { get; private set; }

    public readonly double Smoothed => cycle.Smoothed;

    /// <summary>Length of the cycle, bars.</summary>
    public readonly double Period => cycle.SmoothPeriod;

    /// <summary>Length of the cycle in whole bars.</summary>
    public readonly int WholePeriod => (int)(cycle.SmoothPeriod + 0.5);

    /// <returns>False while bars only fill the smoothing.</returns>
    public bool Add(double close, Span<double> window)
    {
        if (!cycle.Add(close)) return false;
        Measure(smoothed.Add(cycle.Smoothed, window)[^WholePeriod..]);
        return true;
    }

    void Measure(ReadOnlySpan<double> oneCycle)
    {
        double sine = 0, cosine = 0, size = 0;
        // Back from the newest, a step of the circle each: the next sine and cosine by the rule for sums of angles.
        var (stepSine, stepCosine) = Math.SinCos(2 * Math.PI / oneCycle.Length);
        var (sin, cos) = (0.0, 1.0);
        for (var i = oneCycle.Length - 1; i >= 0; i--)
        {
            sine += sin * oneCycle[i];
            cosine += cos * oneCycle[i];
            size += Math.Abs(oneCycle[i]);
            (sin, cos) = ((sin * stepCosine) + (cos * stepSine), (cos * stepCosine) - (sin * stepSine));
        }
        if (Math.Abs(sine) + Math.Abs(cosine) <= Nothing * size) return;
        Value = Angle(sine, cosine);
    }

    readonly double Angle(double sine, double cosine)
    {
        var angle = cosine != 0 ? Math.Atan(sine / cosine) * Degrees : Math.Sign(sine) * 90;
        angle += 90 + (360 / cycle.SmoothPeriod);
        if (cosine < 0) angle += 180;
        return angle > 315 ? angle - 360 : angle;
    }
}
