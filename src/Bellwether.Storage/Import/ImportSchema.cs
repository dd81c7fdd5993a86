namespace Bellwether.Storage;

/// <summary>What a column of an imported file may hold.</summary>
enum FieldRule
{
    /// <summary>Dollars above 0.</summary>
    Price,

    /// <summary>Shares, 0 or more.</summary>
    Size,

    /// <summary>A number, or nothing.</summary>
    NumberOrNothing,

    /// <summary>Any text, or nothing.</summary>
    Word,

    /// <summary>0 or 1; nothing is 0.</summary>
    Mark,
}

/// <summary>One column of an imported file.</summary>
/// <param name="IsPrice">In dollars, so that the price scale of a mapping is for it.</param>
sealed record ImportField(string Name, FieldRule Rule, bool IsRequired, bool IsPrice = false)
{
    /// <summary>In shares, so that the volume scale of a mapping is for it.</summary>
    public bool IsShares => Rule == FieldRule.Size || Name.EndsWith("size", StringComparison.Ordinal);

    public bool IsNumber => Rule is FieldRule.Price or FieldRule.Size or FieldRule.NumberOrNothing;
}

/// <summary>The columns beside the time that an import reads, by kind of data.</summary>
sealed class ImportSchema
{
    static readonly ImportField[] Marks = [new("exchange", FieldRule.Word, false), new("condition", FieldRule.Word, false), new("suspicious", FieldRule.Mark, false)];

    ImportSchema(string noun, bool rises, ImportField[] fields) => (Noun, Rises, Fields) = (noun, rises, fields);

    public static ImportSchema Bars { get; } = new("bars", true,
    [
        .. ((string[])["open", "high", "low", "close"]).Select(n => new ImportField(n, FieldRule.Price, true, true)),
        new("volume", FieldRule.Size, true), new("vwap", FieldRule.NumberOrNothing, false, true), new("trades", FieldRule.NumberOrNothing, false),
    ]);

    public static ImportSchema Trades { get; } = new("trades", false, [new("price", FieldRule.Price, true, true), new("size", FieldRule.Size, true), .. Marks]);

    public static ImportSchema Quotes { get; } = new("quotes", false,
        [.. TickTable.Quotes.Values.Select(n => new ImportField(n, FieldRule.NumberOrNothing, true, n.EndsWith("price", StringComparison.Ordinal))), .. Marks]);

    public static ImportSchema QuoteBars { get; } = new("bars of quotes", true,
        [.. TickTable.QuoteBars(MarketData.BarSpec.OneMinute).Values.Select(n => new ImportField(n, FieldRule.NumberOrNothing, true, !n.EndsWith("size", StringComparison.Ordinal)))]);

    /// <summary>What its rows are called.</summary>
    public string Noun { get; }

    /// <summary>No two rows have one time.</summary>
    public bool Rises { get; }

    public IReadOnlyList<ImportField> Fields { get; }

    /// <summary>The kind that a file with these columns is.</summary>
    public static ImportSchema OfColumns(IReadOnlyCollection<string> columns) =>
        columns.Contains("bid_open", StringComparer.OrdinalIgnoreCase) ? QuoteBars
        : columns.Contains("bid_price", StringComparer.OrdinalIgnoreCase) ? Quotes
        : columns.Contains("price", StringComparer.OrdinalIgnoreCase) ? Trades
        : Bars;

    /// <summary>What is wrong with a row as a whole: the column and what was expected of it; null when nothing is.</summary>
    /// <param name="values">By field; meaningless for those that are no numbers.</param>
    public (string Column, string Expected)? Fault(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            // Written so that NaN would fail too.
            if (Fields[i].Rule == FieldRule.Price && !(values[i] > 0 && values[i] <= 1e9)) return (Fields[i].Name, "a price in dollars above 0 and up to 1,000,000,000");
            if (Fields[i].Rule == FieldRule.Size && !(values[i] >= 0 && values[i] <= 1e15)) return (Fields[i].Name, "a number of shares, 0 or more");
        }
        if (this != Bars) return null;
        var (open, high, low, close) = (values[0], values[1], values[2], values[3]);
        if (high < low) return ("high", "not below low");
        if (open > high || close > high) return ("high", "at or above open and close");
        return open < low || close < low ? ("low", "at or below open and close") : null;
    }
}
