namespace Bellwether.MarketData;

/// <summary>
/// Rolling beta from session to session: the slope of the least-squares line of a symbol's returns, close to close, on a benchmark's of the same sessions (Sharpe, "Capital Asset
/// Prices", Journal of Finance 19, 1964). Sessions that only one of them has are left out.
/// </summary>
public sealed class SessionBeta
{
    readonly double[] own;
    readonly double[] others;
    double before = double.NaN;
    double otherBefore = double.NaN;
    int count;

    /// <param name="sessions">Returns that the line goes through, 2 or more.</param>
    public SessionBeta(int sessions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sessions, 2);
        (own, others) = (new double[sessions], new double[sessions]);
    }

    /// <summary>Adds the closes of a session that is over, dollars.</summary>
    public void Add(double close, double benchmark)
    {
        if (!(close > 0 && benchmark > 0)) return;
        if (!double.IsNaN(before))
        {
            (own[count % own.Length], others[count % own.Length]) = ((close / before) - 1, (benchmark / otherBefore) - 1);
            count++;
        }
        (before, otherBefore) = (close, benchmark);
    }

    /// <summary><see cref="double.NaN"/> before there are as many returns as were asked for, and where the benchmark did not move.</summary>
    public double Value
    {
        get
        {
            if (count < own.Length) return double.NaN;
            double mean = 0, otherMean = 0, products = 0, squares = 0;
            for (var i = 0; i < own.Length; i++) (mean, otherMean) = (mean + (own[i] / own.Length), otherMean + (others[i] / own.Length));
            for (var i = 0; i < own.Length; i++)
            {
                products += (own[i] - mean) * (others[i] - otherMean);
                squares += (others[i] - otherMean) * (others[i] - otherMean);
            }
            return squares > 0 ? products / squares : double.NaN;
        }
    }
}
