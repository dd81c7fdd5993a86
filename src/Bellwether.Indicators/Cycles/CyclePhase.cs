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

    /// <summary>Values of the window that it needs: the longest cycle.</summary>
    public const int Places = 50;

    /// <summary>Bars until the first value of what needs the phase, as in TA-Lib.</summary>
    internal const int WarmUp = 64;

    /// <summary>Bars that only fill the smoothing of prices, as in TA-Lib.</summary>
    internal const int Silent = 37;

    const double Degrees = 180 / Math.PI;

    /// <summary>Sums below this part of the prices are rounding: nothing moved in a whole cycle.</summary>
    const double Nothing = 1e-12;

    int next;
    DominantCycle cycle;

    /// <param name="silent">Bars that only fill the smoothing of prices before the first one that counts.</param>
    public CyclePhase(int silent) => cycle = new DominantCycle(silent);

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
        window[next] = cycle.Smoothed;
        var newest = next;
        next = next == Places - 1 ? 0 : next + 1;
        Measure(window, newest);
        return true;
    }

    void Measure(ReadOnlySpan<double> window, int newest)
    {
        var length = WholePeriod;
        double sine = 0, cosine = 0, size = 0;
        for (var i = 0; i < length; i++)
        {
            var value = window[newest >= i ? newest - i : newest - i + Places];
            var (sin, cos) = Math.SinCos(i * 2 * Math.PI / length);
            sine += sin * value;
            cosine += cos * value;
            size += Math.Abs(value);
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
