using System.Runtime.CompilerServices;

namespace Bellwether.Indicators.Smoothing;

/// <summary>Wilder's means of the rises and of the falls of a close ("New Concepts in Technical Trading Systems", 1978, section VI).</summary>
public struct RisesAndFalls
{
    bool hasClose;
    double previousClose;
    WilderMean gain, loss;

    /// <param name="period">Changes that each mean starts from, 1 or more.</param>
    public RisesAndFalls(int period)
    {
        gain = loss = new WilderMean(period);
    }

    /// <summary>Mean rise less mean fall, as a share of both: 1 to −1; 0 when nothing moved (both together below 1e-14).</summary>
    public readonly double Balance => Movement < 1e-14 ? 0 : (gain.Value - loss.Value) / Movement;

    /// <summary>Mean rise as a share of both, 0 to 1; 0 when nothing moved.</summary>
    public readonly double Strength => Movement < 1e-14 ? 0 : gain.Value / Movement;

    readonly double Movement => gain.Value + loss.Value;

    /// <returns>True from the n-th change on: the shares then mean something.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(double close)
    {
        var change = close - previousClose;
        previousClose = close;
        if (!hasClose)
        {
            hasClose = true;
            return false;
        }
        gain.Add(Math.Max(change, 0));
        return loss.Add(Math.Max(-change, 0));
    }
}
