using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>
/// The latest slices of a graph, and two states to begin again from: one before the oldest of them, one before a later one. Of the newest <see cref="Kept"/> any bar can be
/// corrected.
/// </summary>
sealed class RecentBars
{
    /// <summary>How many slices back a correction reaches.</summary>
    public const int Kept = 64;

    readonly List<RecentSlice> slices = [];
    readonly Stack<RecentSlice> free = new();
    KeptStates first = new(), second = new();

    /// <summary>Before which slice the second state is; 0 = there is none.</summary>
    int secondAt;

    /// <summary>The latest open of what was taken before the oldest slice.</summary>
    long before = long.MinValue;

    public int Count => slices.Count;

    public RecentSlice this[int index] => slices[index];

    /// <summary>Keeps a slice that is about to be taken.</summary>
    public void Add(in Slice slice, in SliceTime time, List<IndicatorSeries> series, ReadOnlySpan<LongerBars> longer, int symbolCount)
    {
        if (slices.Count == 0)
        {
            first.Save(series, longer, symbolCount);
        }
        else if (slices.Count - secondAt >= Kept)
        {
            if (secondAt > 0)
            {
                for (var i = 0; i < secondAt; i++)
                {
                    before = Math.Max(before, slices[i].Time.Open);
                    free.Push(slices[i]);
                }
                slices.RemoveRange(0, secondAt);
                (first, second) = (second, first);
            }
            second.Save(series, longer, symbolCount);
            secondAt = slices.Count;
        }
        var kept = free.Count > 0 ? free.Pop() : new RecentSlice();
        kept.Set(slice, time);
        slices.Add(kept);
    }

    /// <summary>What was kept stands for nothing any more.</summary>
    /// <param name="latest">The latest open of what was taken.</param>
    public void Forget(long latest)
    {
        foreach (var slice in slices) free.Push(slice);
        slices.Clear();
        secondAt = 0;
        before = Math.Max(before, latest);
        (first, second) = (new KeptStates(), new KeptStates());
    }

    /// <summary>The slice and row of a bar; false when it is not among the newest.</summary>
    public bool TryFind(int symbol, long open, out int index, out int row)
    {
        for (index = slices.Count - 1; index >= Oldest; index--)
        {
            if (slices[index].Time.Open != open) continue;
            row = slices[index].RowOf(symbol);
            if (row >= 0) return true;
        }
        row = -1;
        return false;
    }

    /// <summary>Puts a bar that had not come where it belongs.</summary>
    /// <returns>Its slice; -1 when that lies further back than anything is kept.</returns>
    public int Insert(int symbol, in Bar bar, in SliceTime time)
    {
        var open = time.Open;
        var (from, to) = (0, slices.Count);
        for (var i = 0; i < slices.Count; i++)
        {
            if (slices[i].RowOf(symbol) < 0) continue;
            if (slices[i].Time.Open < open) from = i + 1;
            else to = Math.Min(to, i);
        }
        if (open <= before || from > to) return -1;
        var index = from;
        while (index < to && slices[index].Time.Open < open) index++;
        if (index < Oldest) return -1;
        if (index < to && slices[index].Time.Open == open)
        {
            slices[index].Insert(symbol, bar);
            return index;
        }
        var added = free.Count > 0 ? free.Pop() : new RecentSlice();
        added.Set(default, time);
        added.Insert(symbol, bar);
        slices.Insert(index, added);
        if (index < secondAt) secondAt++;
        return index;
    }

    /// <summary>The state to begin again from for the sake of a slice, and the slice behind it.</summary>
    public (KeptStates States, int From) Before(int index) => secondAt > 0 && index >= secondAt ? (second, secondAt) : (first, 0);

    /// <summary>The state before a slice, where one is kept beside the first; else null.</summary>
    public KeptStates? At(int index) => secondAt > 0 && index == secondAt ? second : null;

    int Oldest => Math.Max(0, slices.Count - Kept);
}
