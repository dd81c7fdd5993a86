namespace Bellwether.Indicators.Smoothing;

/// <summary>A fast average less a slow one.</summary>
public struct MeanDifference
{
    readonly int fastStart, slowStart;
    int count;
    ChosenMean fast, slow;

    /// <param name="fast">The average of few values.</param>
    /// <param name="slow">The average of many.</param>
    /// <param name="endTogether">Both have their first value at the same time: the one that would be ready earlier starts later. Otherwise both start with the first value.</param>
    public MeanDifference(ChosenMean fast, ChosenMean slow, bool endTogether)
    {
        (this.fast, this.slow) = (fast, slow);
        if (endTogether) (fastStart, slowStart) = (Length - fast.Length, Length - slow.Length);
    }

    /// <summary>Values until the first difference.</summary>
    public readonly int Length => Math.Max(fast.Length, slow.Length);

    /// <summary>Values of the window that it needs.</summary>
    public readonly int Places => fast.Places + slow.Places;

    /// <summary>Takes the next value in.</summary>
    /// <returns>True from value <see cref="Length"/> on; before, <paramref name="difference"/> has no meaning.</returns>
    public bool Add(double value, Span<double> window, out double difference)
    {
        double fastMean = 0, slowMean = 0;
        var ready = count >= fastStart && fast.Add(value, window[..fast.Places], out fastMean);
        ready &= count >= slowStart && slow.Add(value, window[fast.Places..], out slowMean);
        if (count < Length) count++;
        difference = fastMean - slowMean;
        return ready;
    }
}
