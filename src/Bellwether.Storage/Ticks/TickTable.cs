using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>What a store keeps of the tape: trades, quotes one by one, or bars of quotes.</summary>
public sealed class TickTable
{
    static readonly string[] Sides = ["bid_open", "bid_high", "bid_low", "bid_close", "bid_size", "ask_open", "ask_high", "ask_low", "ask_close", "ask_size"];

    TickTable(string folder, string[] values, bool isOptional, bool hasMarks) => (Folder, Values, IsOptional, HasMarks) = (folder, values, isOptional, hasMarks);

    /// <summary>Every trade with exchange, conditions and the tape's mark of suspicion.</summary>
    public static TickTable Trades { get; } = new("trades", ["price", "size"], isOptional: false, hasMarks: true);

    /// <summary>Every quote; a side that it does not tell of is null.</summary>
    public static TickTable Quotes { get; } = new("quotes", ["bid_price", "bid_size", "ask_price", "ask_size"], isOptional: true, hasMarks: true);

    /// <summary>Open, high, low, close of bid and ask by interval, with the sizes at its end; a side that was not quoted yet is null.</summary>
    public static TickTable QuoteBars(BarSpec bar) => new("quote_bars/bar=" + bar, Sides, isOptional: true, hasMarks: false);

    /// <summary>Where below the store its files are.</summary>
    public string Folder { get; }

    /// <summary>Names of its columns of numbers, in the order of <see cref="TickRows.Values"/>.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>A number may be missing.</summary>
    public bool IsOptional { get; }

    /// <summary>Rows have exchange, condition and suspicion, and several may have one time.</summary>
    public bool HasMarks { get; }
}
