namespace Bellwether.Indicators.Windows;

/// <summary>
/// Means, variances and covariance of the last n pairs. In rounds and relative to pairs of the window, as <see cref="WindowMoments"/>. Uses 5n places.
/// </summary>
public struct WindowCoMoments
{
    readonly int length;
    int next;
    bool full;
    double xReference, yReference, olderX, olderY;
    double x, y, xx, xy, yy;

    /// <param name="length">n, 2 or more.</param>
    public WindowCoMoments(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        this.length = length;
    }

    public readonly int Places => 5 * length;

    public readonly bool IsFull => full;

    /// <summary>Takes the next pair in and gives the moments of the last n: sums of squared and crossed differences from the means.</summary>
    public PairMoments Add(double first, double second, Span<double> window)
    {
        if (next == 0) (xReference, yReference) = (first, second);
        var dx = first - xReference;
        var dy = second - yReference;
        window[next] = first;
        window[length + next] = second;
        x += dx;
        y += dy;
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
        next++;
        var (sx, sy, sxx, sxy, syy) = (x, y, xx, xy, yy);
        if (next < length)
        {
            double left = length - next;
            var shiftX = olderX - xReference;
            var shiftY = olderY - yReference;
            var oldX = window[next];
            var oldY = window[length + next];
            sx += oldX + (left * shiftX);
            sy += oldY + (left * shiftY);
            sxx += window[(2 * length) + next] + (shiftX * ((2 * oldX) + (left * shiftX)));
            sxy += window[(3 * length) + next] + (shiftX * oldY) + (shiftY * oldX) + (left * shiftX * shiftY);
            syy += window[(4 * length) + next] + (shiftY * ((2 * oldY) + (left * shiftY)));
        }
        var moments = new PairMoments(
            xReference + (sx / length), yReference + (sy / length),
            Math.Max(0, sxx - (sx * sx / length)), sxy - (sx * sy / length), Math.Max(0, syy - (sy * sy / length)));
        if (next < length) return moments;
        SumFromTheBack(window, length);
        (olderX, olderY) = (first, second);
        next = 0;
        x = y = xx = xy = yy = 0;
        full = true;
        return moments;
    }

    static void SumFromTheBack(Span<double> window, int n)
    {
        var (firstX, firstY) = (window[n - 1], window[(2 * n) - 1]);
        double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (var i = n - 1; i >= 0; i--)
        {
            var dx = window[i] - firstX;
            var dy = window[n + i] - firstY;
            window[i] = x += dx;
            window[n + i] = y += dy;
            window[(2 * n) + i] = xx += dx * dx;
            window[(3 * n) + i] = xy += dx * dy;
            window[(4 * n) + i] = yy += dy * dy;
        }
    }
}

/// <summary>Of a window of pairs: the means, and the sums of squared and crossed differences from them.</summary>
public readonly record struct PairMoments(double MeanX, double MeanY, double XX, double XY, double YY);
