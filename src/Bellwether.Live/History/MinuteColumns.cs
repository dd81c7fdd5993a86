using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>Minutes of one symbol in the order of their coming, appended at one end and taken away at the other.</summary>
sealed class MinuteColumns
{
    BarRows rows = BarRows.OfLength(64);

    public int Count { get; private set; }

    public void Add(long time, double open, double high, double low, double close, double volume, double vwap, long trades, BarSource source)
    {
        if (Count == rows.Count)
        {
            var larger = BarRows.OfLength(2 * Count);
            for (var i = 0; i < Count; i++) larger.Set(i, rows, i);
            rows = larger;
        }
        (rows.Time[Count], rows.Open[Count], rows.High[Count], rows.Low[Count], rows.Close[Count]) = (time, open, high, low, close);
        (rows.Volume[Count], rows.Vwap[Count], rows.Trades[Count], rows.Source[Count]) = (volume, vwap, trades, source);
        Count++;
    }

    /// <summary>All of them, as a copy.</summary>
    public BarRows Copy() => rows.Slice(0, Count);

    public void RemoveFirst(int count)
    {
        for (var i = count; i < Count; i++) rows.Set(i - count, rows, i);
        Count -= count;
    }
}
