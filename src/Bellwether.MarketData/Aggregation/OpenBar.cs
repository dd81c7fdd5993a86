namespace Bellwether.MarketData;

/// <summary>A bar in the making and the interval that it is for.</summary>
struct OpenBar
{
    public BarAccumulator Bar;

    /// <summary>Its label.</summary>
    public long Start;

    /// <summary>Up to where times surely belong to it.</summary>
    public long End;

    /// <summary>When it is over.</summary>
    public long Closes;

    /// <summary>Part of its data were lost: it never counts as a bar.</summary>
    public bool IsBroken;

    /// <summary>It was handed out, and is kept for what may still change it.</summary>
    public bool IsHandedOut;

    /// <summary>It changed after it was handed out.</summary>
    public bool IsAmended;

    /// <summary>Inputs that went into it.</summary>
    public int Inputs;

    long first;
    long last;

    public static OpenBar None => new() { Bar = BarAccumulator.Empty, Start = long.MinValue, End = long.MinValue, Closes = long.MinValue };

    public readonly bool IsEmpty => Bar.IsEmpty;

    public readonly bool Covers(long time) => time < End && time >= Start;

    /// <summary>Something later is in it.</summary>
    public readonly bool IsBefore(long time) => !IsEmpty && time < last;

    public static OpenBar For(long start, long end, long closes) => new() { Bar = BarAccumulator.Empty, Start = start, End = end, Closes = closes };

    /// <summary>Adds a bar by its time, whatever came before it.</summary>
    public void Add(in Core.Bar bar, double vwap, long trades)
    {
        Inputs++;
        if (IsEmpty || bar.Time >= last)
        {
            if (IsEmpty) first = bar.Time;
            last = bar.Time;
            Bar.AddBar(bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, vwap, trades);
            return;
        }
        Bar.AddEarlierBar(bar.Time < first, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, vwap, trades);
        first = Math.Min(first, bar.Time);
    }

    /// <summary>Adds a trade by its time, whatever came before it. Of trades of one time the last to come is the later one.</summary>
    public void Add(long time, double price, double size)
    {
        Inputs++;
        if (IsEmpty || time >= last)
        {
            if (IsEmpty) first = time;
            last = time;
            Bar.AddTrade(price, size);
            return;
        }
        Bar.AddEarlierTrade(time < first, price, size);
        first = Math.Min(first, time);
    }
}
