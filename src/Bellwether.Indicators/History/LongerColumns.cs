using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Indicators;

/// <summary>Collects longer bars of one symbol.</summary>
sealed class LongerColumns
{
    readonly List<long> time = [], session = [];
    readonly List<int> lastRow = [];
    readonly List<double> open = [], high = [], low = [], close = [], volume = [];

    public int Count => time.Count;

    public long[] Sessions => [.. session];

    /// <summary>For each longer bar the last row that went into it.</summary>
    public int[] LastRows => [.. lastRow];

    public void Add(in Slice bar, long opened, long sessionOpen, int last)
    {
        lastRow.Add(last);
        time.Add(opened);
        session.Add(sessionOpen);
        open.Add(bar.Open[0]);
        high.Add(bar.High[0]);
        low.Add(bar.Low[0]);
        close.Add(bar.Close[0]);
        volume.Add(bar.Volume[0]);
    }

    public BarColumns ToBars(string symbol) => new(symbol, [.. time], [.. open], [.. high], [.. low], [.. close], [.. volume]);
}
