namespace Bellwether.Web;

/// <summary>How a row of a table that rearranges itself is to be drawn.</summary>
public enum RowState
{
    Settled,

    /// <summary>Came in less than two seconds ago.</summary>
    Arrived,

    /// <summary>Gone from the data less than two seconds ago; shown struck through with its last values.</summary>
    Gone,
}

/// <summary>
/// The order in which a live table shows its rows. While someone points at the table or has the focus in it, rows keep their places, newcomers go to the
/// end, and the moves that wait are counted; otherwise rows stand as the data is sorted.
/// </summary>
/// <param name="key">Identity of a row.</param>
/// <param name="time">For how long arrivals and departures stay marked.</param>
sealed class RowOrder<TRow>(Func<TRow, string> key, TimeProvider time)
{
    static readonly TimeSpan MarkedFor = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, long> arrived = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> gone = new(StringComparer.Ordinal);
    List<(string Key, TRow Row)> shown = [];
    bool filled;

    /// <summary>The rows to draw, in their order.</summary>
    public IReadOnlyList<(TRow Row, RowState State)> Rows { get; private set; } = [];

    /// <summary>How many rows will change their place once the order is free again.</summary>
    public int Waiting { get; private set; }

    /// <param name="sorted">The data in the order it should have.</param>
    /// <param name="held">Keep the places of the rows on show.</param>
    public void Arrange(IReadOnlyList<TRow> sorted, bool held)
    {
        // Almost always: the same rows in the same order, nothing marked.
        if (filled && arrived.Count == 0 && gone.Count == 0 && sorted.Count == shown.Count && sorted.Select(key).SequenceEqual(shown.Select(s => s.Key)))
        {
            for (var i = 0; i < sorted.Count; i++) shown[i] = (shown[i].Key, sorted[i]);
            Waiting = 0;
            Rows = [.. sorted.Select(r => (r, RowState.Settled))];
            return;
        }

        var now = time.GetTimestamp();
        var rows = new Dictionary<string, TRow>(StringComparer.Ordinal);
        foreach (var row in sorted) rows.Add(key(row), row);

        foreach (var (k, _) in shown.Where(s => !rows.ContainsKey(s.Key))) gone.TryAdd(k, now);
        foreach (var k in rows.Keys) gone.Remove(k);
        Forget(gone, now);
        if (filled)
        {
            var known = shown.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var k in rows.Keys.Where(k => !known.Contains(k))) arrived[k] = now;
        }
        Forget(arrived, now);
        filled = true;

        // Departed rows stay where they stood for their two seconds, in either case.
        var wanted = sorted.Select(r => (Key: key(r), Row: r)).ToList();
        for (var i = 0; i < shown.Count; i++)
            if (gone.ContainsKey(shown[i].Key)) wanted.Insert(Math.Min(i, wanted.Count), shown[i]);
        if (held)
        {
            var kept = shown.Where(s => rows.ContainsKey(s.Key) || gone.ContainsKey(s.Key))
                .Select(s => (s.Key, Row: rows.GetValueOrDefault(s.Key, s.Row))).ToList();
            var places = kept.Select(k => k.Key).ToHashSet(StringComparer.Ordinal);
            kept.AddRange(wanted.Where(w => !places.Contains(w.Key)));
            Waiting = kept.Zip(wanted).Count(pair => pair.First.Key != pair.Second.Key);
            shown = kept;
        }
        else
        {
            Waiting = 0;
            shown = wanted;
        }
        Rows = [.. shown.Select(s => (s.Row, gone.ContainsKey(s.Key) ? RowState.Gone : arrived.ContainsKey(s.Key) ? RowState.Arrived : RowState.Settled))];
    }

    void Forget(Dictionary<string, long> marks, long now)
    {
        foreach (var old in marks.Where(m => time.GetElapsedTime(m.Value, now) >= MarkedFor).Select(m => m.Key).ToList()) marks.Remove(old);
    }
}
