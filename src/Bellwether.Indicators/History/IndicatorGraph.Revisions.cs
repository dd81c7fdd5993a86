using Bellwether.Core;

namespace Bellwether.Indicators;

/// <content>
/// Bars that turn out to have been different. The newest slices are kept, with states to begin again from; what a corrected bar touches is gone over once more from there, and
/// nothing else.
/// </content>
public sealed partial class IndicatorGraph
{
    /// <summary>How far back a bar can be corrected: so many instants at which bars closed.</summary>
    public const int RevisableBars = RecentBars.Kept;

    RecentBars? recent;

    /// <summary>From here on the newest bars are kept, so that <see cref="Revise"/> can correct them. It costs a copy of each bar, and of all states every 64 instants.</summary>
    public void KeepRecent() => recent ??= new RecentBars();

    /// <summary>
    /// Corrects a bar, or adds one that had not come. All lines are then, bit for bit, what they would be if the right bar had come at its time.
    /// </summary>
    /// <param name="symbol">Its index.</param>
    /// <param name="bar">The whole bar as it is right.</param>
    /// <param name="time">When it is, and its session.</param>
    public RevisionOutcome Revise(int symbol, in Bar bar, in SliceTime time)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)symbol, (uint)symbolCount, nameof(symbol));
        if (recent is null) return RevisionOutcome.TooOld;
        if (recent.TryFind(symbol, time.Open, out var index, out var row))
        {
            var changed = recent[index].Replace(row, bar);
            if (changed == IndicatorInputs.None) return RevisionOutcome.Unchanged;
            GoOver(index, symbol, new RevisionReach(symbol, changed, isNew: false, symbolOf));
            return RevisionOutcome.Applied;
        }
        if (recent.Count == 0 || time.Open > recent[recent.Count - 1].Time.Open)
        {
            if (seam.Latest(symbol) >= time.Open) return RevisionOutcome.TooOld;
            Update(new Slice([symbol], [bar.Open], [bar.High], [bar.Low], [bar.Close], [bar.Volume]), time);
            return RevisionOutcome.Applied;
        }
        index = recent.Insert(symbol, bar, time);
        if (index < 0) return RevisionOutcome.TooOld;
        seam.Latest(symbol) = Math.Max(seam.Latest(symbol), time.Open);
        GoOver(index, symbol, new RevisionReach(symbol, IndicatorInputs.None, isNew: true, symbolOf));
        return RevisionOutcome.Applied;
    }

    /// <summary>The open of a symbol's latest bar; <see cref="long.MinValue"/> before the first.</summary>
    public long LatestOpen(int symbol) => seam.Latest(symbol);

    void ForgetRecent()
    {
        if (recent is null) return;
        var latest = long.MinValue;
        for (var symbol = 0; symbol < symbolCount; symbol++) latest = Math.Max(latest, seam.Latest(symbol));
        recent.Forget(latest);
    }

    void GoOver(int changed, int symbol, RevisionReach revision)
    {
        var reach = revision.Of(all, name => all.IndexOf(byName[name]));
        var parts = new Reach[groups.Count];
        for (var g = 1; g < groups.Count; g++)
        {
            // The bar in progress is corrected in any case; all symbols' where series look at each other.
            parts[g] = Reach.One;
            foreach (var series in groups[g].Series)
                if (reach[all.IndexOf(series)] is var far && (far == Reach.All || (far == Reach.One && LooksAcross(series)))) parts[g] = Reach.All;
        }
        var (states, from) = recent!.Before(changed);
        ForEach(reach, parts, symbol, states.Restore, (bars, index, of) => states.Restore(bars, index, of));
        var isWide = Array.IndexOf(reach, Reach.All) >= 0 || Array.IndexOf(parts, Reach.All) >= 0;
        for (var i = from; i < recent.Count; i++)
        {
            if (recent.At(i) is { } kept && i > from) ForEach(reach, parts, symbol, kept.Save, (bars, index, of) => kept.Save(bars, index, of, symbolCount));
            var slice = recent[i];
            var row = slice.RowOf(symbol);
            if (isWide || row >= 0) GoOver(slice, row, symbol, reach, parts);
        }
    }

    /// <summary>One slice, in the order of <see cref="Take"/>.</summary>
    void GoOver(RecentSlice slice, int row, int symbol, Reach[] reach, Reach[] parts)
    {
        for (var g = 1; g < groups.Count; g++)
            if (parts[g] == Reach.All || row >= 0) GoOverClosed(g, groups[g].Bars!.CloseLate(Part(slice, row, parts[g]), slice.Time), symbol, reach);
        for (var g = 1; g < groups.Count; g++)
            if (parts[g] == Reach.All || row >= 0) GoOverClosed(g, groups[g].Bars!.Add(Part(slice, row, parts[g]), slice.Time), symbol, reach);
        GoOver(groups[0], new SliceFrame(slice.Bars, default, slice.Time.Open, default, slice.Time.SessionOpen, RowsOf(slice.Bars)), symbol, reach);
    }

    static Slice Part(RecentSlice slice, int row, Reach part) => part == Reach.All ? slice.Bars : slice.Row(row);

    void GoOverClosed(int g, int count, int symbol, Reach[] reach)
    {
        if (count == 0) return;
        var bars = groups[g].Bars!;
        GoOver(groups[g], new SliceFrame(bars.Closed(count), bars.ClosedTimes(count), 0, bars.ClosedSessions(count), 0, RowsOf(bars.Closed(count))), symbol, reach);
    }

    void GoOver(Group group, in SliceFrame frame, int symbol, Reach[] reach)
    {
        var row = frame.Bars.Symbols.IndexOf(symbol);
        foreach (var series in group.Series)
        {
            switch (reach[all.IndexOf(series)])
            {
                case Reach.One when row >= 0: series.UpdateAgain(frame, row); break;
                case Reach.All:
                    for (var each = 0; each < frame.Bars.Count; each++) series.UpdateAgain(frame, each);
                    break;
            }
        }
    }

    void ForEach(Reach[] reach, Reach[] parts, int symbol, Action<IndicatorSeries, int, int> ofSeries, Action<LongerBars, int, int> ofBars)
    {
        for (var i = 0; i < reach.Length; i++)
            for (var of = First(reach[i], symbol); of < End(reach[i], symbol); of++) ofSeries(all[i], i, of);
        for (var g = 1; g < parts.Length; g++)
            for (var of = First(parts[g], symbol); of < End(parts[g], symbol); of++) ofBars(longer[g - 1], g - 1, of);
    }

    static int First(Reach reach, int symbol) => reach == Reach.All ? 0 : symbol;

    int End(Reach reach, int symbol) => reach switch { Reach.All => symbolCount, Reach.One => symbol + 1, _ => symbol };

    static bool LooksAcross(IndicatorSeries series) => series.Definition.Primary is NamedOperand || series.Definition.Other is NamedOperand || series.Definition.LooksAcross;
}
