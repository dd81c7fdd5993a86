namespace Bellwether.MarketData;

/// <summary>Which bars of the input have come, for the latest 64 of each symbol: what comes twice counts once, whatever the order.</summary>
sealed class SeenBars
{
    readonly long length;
    readonly long[] newest;

    /// <summary>Bit n: the bar n lengths before the newest has come.</summary>
    readonly ulong[] window;

    public SeenBars(int symbols, long length)
    {
        this.length = length;
        newest = new long[symbols];
        window = new ulong[symbols];
        Array.Fill(newest, long.MinValue);
    }

    /// <summary>Notes a bar by its open; false when it has come before, or is so old that nobody knows.</summary>
    public bool IsNew(int symbol, long time)
    {
        var step = time / length;
        ref var latest = ref newest[symbol];
        ref var bits = ref window[symbol];
        if (step > latest)
        {
            var ahead = latest == long.MinValue ? 64 : step - latest;
            bits = ahead < 64 ? (bits << (int)ahead) | 1 : 1;
            latest = step;
            return true;
        }
        var back = latest - step;
        if (back >= 64) return false;
        var bit = 1UL << (int)back;
        if ((bits & bit) != 0) return false;
        bits |= bit;
        return true;
    }
}
