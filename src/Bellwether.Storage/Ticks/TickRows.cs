namespace Bellwether.Storage;

/// <summary>Rows of the tape as parallel columns in order of time; rows of one time keep the order of their source. Prices in US dollars, sizes in shares.</summary>
/// <param name="Time">Engine time, whole microseconds.</param>
/// <param name="Values">The columns that the table names; <see cref="double.NaN"/> where a row does not tell.</param>
/// <param name="Exchange">The tape's letter or name; null = not known. Empty for a table without marks, as are the next two.</param>
/// <param name="Condition">The source's own conditions.</param>
/// <param name="Suspicious">Marked so by the tape.</param>
public sealed record TickRows(long[] Time, double[][] Values, string?[] Exchange, string?[] Condition, bool[] Suspicious)
{
    public int Count => Time.Length;

    public static TickRows Empty(TickTable table) => new([], [.. table.Values.Select(_ => Array.Empty<double>())], [], [], []);

    /// <summary>The rows from one to before another, as a copy.</summary>
    public TickRows Slice(int from, int to) => Exchange.Length == 0
        ? new(Time[from..to], [.. Values.Select(v => v[from..to])], [], [], [])
        : new(Time[from..to], [.. Values.Select(v => v[from..to])], Exchange[from..to], Condition[from..to], Suspicious[from..to]);

    /// <summary>The first row whose time is at or after another.</summary>
    public int RowAtOrAfter(long time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Time[middle] < time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Sets one behind the other.</summary>
    public static TickRows Join(TickTable table, IReadOnlyList<TickRows> parts) => parts.Count == 1
        ? parts[0]
        : new(
            [.. parts.SelectMany(p => p.Time)],
            [.. Enumerable.Range(0, table.Values.Count).Select(c => parts.SelectMany(p => p.Values[c]).ToArray())],
            [.. parts.SelectMany(p => p.Exchange)],
            [.. parts.SelectMany(p => p.Condition)],
            [.. parts.SelectMany(p => p.Suspicious)]);

    /// <summary>Both tell the same.</summary>
    public bool Same(TickRows other)
    {
        if (!Time.AsSpan().SequenceEqual(other.Time) || !Exchange.AsSpan().SequenceEqual(other.Exchange) || !Condition.AsSpan().SequenceEqual(other.Condition)) return false;
        for (var c = 0; c < Values.Length; c++)
            if (!Values[c].AsSpan().SequenceEqual(other.Values[c])) return false;
        return Suspicious.AsSpan().SequenceEqual(other.Suspicious);
    }
}
