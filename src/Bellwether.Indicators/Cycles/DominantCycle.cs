namespace Bellwether.Indicators.Cycles;

/// <summary>
/// Length of the cycle that prevails in a series, by Ehlers' homodyne discriminator (John F. Ehlers, Rocket Science for Traders, 2001, chapter 7): the smoothed series and
/// its quarter turn are multiplied with themselves of a bar ago; the angle between them is how far the cycle went in a bar.
/// </summary>
public struct DominantCycle
{
    /// <summary>The definition, for the descriptions of the indicators that are made of it.</summary>
    internal const string Formula =
        "s = (4 * close + 3 * close before + 2 * that before + that before)/10; quadrature and in-phase parts by Ehlers' Hilbert transformer; the angle that they turn in a bar, smoothed, is the length of the cycle: "
        + "at most 1.5 and at least 0.67 times that before, 6 to 50 bars, then 0.2 * length + 0.8 * before";

    const double Degrees = 180 / Math.PI;

    readonly int silent;
    int bars;
    double close1, close2, close3;
    HilbertFilter detrend, turn, advanceInPhase, advanceQuadrature;
    double inPhase, quadrature, real, imaginary;

    /// <param name="silent">Bars that only fill the smoothing of prices before the first one that counts.</param>
    public DominantCycle(int silent) => this.silent = silent;

    /// <summary>The close, smoothed over four bars.</summary>
    public double Smoothed { get; private set; }

    /// <summary>Bars, 6 to 50 when it has settled.</summary>
    public double Period { get; private set; }

    /// <summary>The period, smoothed once more.</summary>
    public double SmoothPeriod { get; private set; }

    /// <summary>Part of the series in step with the cycle.</summary>
    public double InPhase { get; private set; }

    /// <summary>Part a quarter of a cycle ahead.</summary>
    public double Quadrature { get; private set; }

    /// <returns>False while bars only fill the smoothing.</returns>
    public bool Add(double close)
    {
        Smoothed = ((4 * close) + (3 * close1) + (2 * close2) + close3) / 10;
        (close3, close2, close1) = (close2, close1, close);
        if (bars < silent)
        {
            bars++;
            return false;
        }
        var gain = (0.075 * Period) + 0.54;
        Quadrature = turn.Next(detrend.Next(Smoothed, gain), gain);
        InPhase = turn.InStep;
        var ahead = advanceInPhase.Next(InPhase, gain);
        var aheadQuadrature = advanceQuadrature.Next(Quadrature, gain);
        Discriminate(InPhase - aheadQuadrature, Quadrature + ahead);
        return true;
    }

    void Discriminate(double newInPhase, double newQuadrature)
    {
        var (i, q) = (Smooth(newInPhase, inPhase), Smooth(newQuadrature, quadrature));
        real = Smooth((i * inPhase) + (q * quadrature), real);
        imaginary = Smooth((i * quadrature) - (q * inPhase), imaginary);
        (inPhase, quadrature) = (i, q);
        var before = Period;
        var length = real != 0 && imaginary != 0 ? 360 / (Math.Atan(imaginary / real) * Degrees) : before;
        length = Math.Max(Math.Min(length, 1.5 * before), 0.67 * before);
        Period = Smooth(Math.Clamp(length, 6, 50), before);
        SmoothPeriod = (0.33 * Period) + (0.67 * SmoothPeriod);
    }

    static double Smooth(double value, double before) => (0.2 * value) + (0.8 * before);
}
