using System.Runtime.CompilerServices;

namespace Bellwether.Indicators;

/// <summary>Volume-weighted mean and standard deviation of typical prices, relative to the first one, so that a level far above the movement costs no digits.</summary>
struct VolumeWeightedPrice
{
    bool hasReference;
    double reference, volume, sum, squares;

    /// <summary>Takes a bar in and writes the mean and the bands at <paramref name="factor"/> standard deviations above and below.</summary>
    /// <returns>False before the first volume.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(in BarInput bar, double factor, Span<double> outputs)
    {
        var price = bar.Typical;
        if (!hasReference) (hasReference, reference) = (true, price);
        if (bar.Volume > 0)
        {
            var weighted = (price - reference) * bar.Volume;
            volume += bar.Volume;
            sum += weighted;
            squares += weighted * (price - reference);
        }
        if (!(volume > 0)) return false;
        var mean = sum / volume;
        var distance = factor * Math.Sqrt(Math.Max(0, (squares / volume) - (mean * mean)));
        outputs[2] = reference + mean - distance;
        outputs[1] = reference + mean + distance;
        outputs[0] = reference + mean;
        return true;
    }
}
