namespace Bellwether.MarketData;

/// <summary>Mid and spread of a bar in the making. Sums are over nanoseconds.</summary>
struct SpreadAccumulator
{
    double open;
    double high;
    double low;
    double close;
    double narrowest;
    double widest;
    double weighted;
    long weight;
    long since;

    /// <summary>What stands; NaN when there are no two sides in order.</summary>
    double standing;

    public long Crossed { get; private set; }

    public readonly QuoteSide Mid => double.IsNaN(open) ? QuoteSide.Absent : new QuoteSide(open, high, low, close, 0);

    /// <summary>Dollars, weighted with the time they stood.</summary>
    public readonly double Mean => weight > 0 ? weighted / weight : double.NaN;

    public readonly double Narrowest => narrowest;

    public readonly double Widest => widest;

    public void Begin(long time)
    {
        open = high = low = close = narrowest = widest = standing = double.NaN;
        (weighted, weight, since, Crossed) = (0, 0, time, 0);
    }

    /// <summary>From a time on, nothing stands of what stood before it.</summary>
    public void Pause(long time) => (standing, since) = (double.NaN, time);

    /// <summary>What stood until now counts up to a time.</summary>
    public void Advance(long time)
    {
        if (time <= since) return;
        if (!double.IsNaN(standing))
        {
            weighted += standing * (time - since);
            weight += time - since;
        }
        since = time;
    }

    /// <summary>What both sides say from the last time on that was advanced to; a side that is not there is NaN.</summary>
    public void Stand(double bid, double ask)
    {
        standing = double.NaN;
        if (bid > ask) Crossed++;
        if (!(bid <= ask)) return;
        standing = ask - bid;
        var mid = (bid + ask) / 2;
        if (double.IsNaN(open)) (open, high, low, narrowest, widest) = (mid, mid, mid, standing, standing);
        high = Math.Max(high, mid);
        low = Math.Min(low, mid);
        close = mid;
        narrowest = Math.Min(narrowest, standing);
        widest = Math.Max(widest, standing);
    }
}
