using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators.Cycles;

/// <summary>
/// The closes without the prevailing cycle (John F. Ehlers, Rocket Science for Traders, 2001, chapter 8): their mean over one cycle, which leaves nothing of it, smoothed
/// over four bars. Uses <see cref="Places"/> places.
/// </summary>
public struct CycleTrendline
{
    /// <summary>Values of the window that it needs.</summary>
    public const int Places = 2 * Longest;

    /// <summary>The longest cycle, bars.</summary>
    const int Longest = 50;

    WindowTail closes;
    double mean1, mean2, mean3;

    public CycleTrendline() => closes = new WindowTail(Longest);

    /// <summary>Takes a close in that only fills the window.</summary>
    public void Push(double close, Span<double> window) => closes.Add(close, window);

    /// <summary>Takes the next close in and returns the trendline.</summary>
    /// <param name="close">The close.</param>
    /// <param name="length">Length of the cycle in whole bars, at most 50.</param>
    /// <param name="window"><see cref="Places"/> values.</param>
    public double Add(double close, int length, Span<double> window)
    {
        var sum = 0.0;
        foreach (var value in closes.Add(close, window)[^length..]) sum += value;
        var mean = length > 0 ? sum / length : 0;
        var line = ((4 * mean) + (3 * mean1) + (2 * mean2) + mean3) / 10;
        (mean3, mean2, mean1) = (mean2, mean1, mean);
        return line;
    }
}
