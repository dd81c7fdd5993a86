using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>Checked rows of an imported file, as columns by field of the schema.</summary>
sealed class ImportTable
{
    readonly List<long> time = [];
    readonly List<double>[] numbers;
    readonly List<string?>[] words;
    readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    public ImportTable(ImportSchema schema)
    {
        Schema = schema;
        numbers = [.. schema.Fields.Select(_ => new List<double>())];
        words = [.. schema.Fields.Select(_ => new List<string?>())];
    }

    public ImportSchema Schema { get; }

    public int Count => time.Count;

    public long LastTime => time.Count == 0 ? long.MinValue : time[^1];

    public void Add(long at, ReadOnlySpan<double> values, ReadOnlySpan<string?> texts)
    {
        time.Add(at);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (Schema.Fields[i].IsNumber || Schema.Fields[i].Rule == FieldRule.Mark) numbers[i].Add(values[i]);
            else words[i].Add(Once(texts[i]));
        }
    }

    /// <summary>As rows of bars. Only for the schema of bars.</summary>
    public BarRows ToBars(BarSource source)
    {
        var rows = BarRows.OfLength(Count);
        time.CopyTo(rows.Time);
        foreach (var (column, i) in ((double[][])[rows.Open, rows.High, rows.Low, rows.Close, rows.Volume, rows.Vwap]).Select((c, i) => (c, i))) numbers[i].CopyTo(column);
        for (var i = 0; i < Count; i++) rows.Trades[i] = double.IsNaN(numbers[6][i]) ? -1 : (long)numbers[6][i];
        Array.Fill(rows.Source, source);
        return rows;
    }

    /// <summary>As rows of the tape. Not for the schema of bars.</summary>
    public TickRows ToTicks(TickTable table)
    {
        double[][] values = [.. numbers.Take(table.Values.Count).Select(n => n.ToArray())];
        // The store keeps whole microseconds.
        long[] times = [.. time.Select(t => t - (((t % 1_000) + 1_000) % 1_000))];
        var marks = table.Values.Count;
        return table.HasMarks
            ? new TickRows(times, values, [.. words[marks]], [.. words[marks + 1]], [.. numbers[marks + 2].Select(m => m == 1)])
            : new TickRows(times, values, [], [], []);
    }

    string? Once(string? word)
    {
        if (word is null) return null;
        if (known.TryGetValue(word, out var same)) return same;
        known[word] = word;
        return word;
    }
}
