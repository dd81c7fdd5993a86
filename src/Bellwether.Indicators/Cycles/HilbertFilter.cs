namespace Bellwether.Indicators.Cycles;

/// <summary>
/// Ehlers' short Hilbert transformer: four taps two bars apart turn a wave by a quarter of its length. It delays by three bars, and its gain must follow the length of the
/// wave.
/// </summary>
public struct HilbertFilter
{
    const double Outer = 0.0962, Inner = 0.5769;

    double one, two, three, four, five, six;

    /// <summary>The value of three updates before the last one: what the filter's output is in step with.</summary>
    public readonly double InStep => four;

    /// <summary>Takes the next value in and returns the turned wave.</summary>
    /// <param name="value">The value.</param>
    /// <param name="gain">Correction of the amplitude for the wave's length.</param>
    public double Next(double value, double gain)
    {
        var turned = ((Outer * (value - six)) + (Inner * (two - four))) * gain;
        (six, five, four, three, two, one) = (five, four, three, two, one, value);
        return turned;
    }
}
