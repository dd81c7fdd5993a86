using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>Where a store keeps its trades and quotes: <c>trades/symbol=IBM/source=imported/year=2013/2013-10-07.parquet</c>, a file a New York day.</summary>
static class TickLayout
{
    public const string QuoteBars = "quote_bars";
    public const string Example = "trades/symbol=IBM/source=imported/year=2013/2013-10-07.parquet";

    /// <summary>The folders that hold them, in the order in which they are told of.</summary>
    public static readonly string[] Folders = [QuoteBars, "quotes", "trades"];

    /// <summary>What a path below the store says of its file; false when this store keeps no file there.</summary>
    public static bool TryParse(string store, string path, [NotNullWhen(true)] out TickTable? table, [NotNullWhen(true)] out string? symbol, out LocalDate date)
    {
        (table, symbol, date) = (null, null, default);
        var parts = Path.GetRelativePath(store, path).Split(Path.DirectorySeparatorChar);
        var kind = parts[0] switch { "trades" => TickTable.Trades, "quotes" => TickTable.Quotes, _ => null };
        var at = 1;
        if (parts[0] == QuoteBars && parts.Length > 1 && Value(parts[1], "bar=") is { } text && BarSpec.TryParse(text, out var bar, out _)) (kind, at) = (TickTable.QuoteBars(bar), 2);
        if (kind is null || parts.Length != at + 4) return false;
        if (Value(parts[at], "symbol=") is not { } name || !InstrumentTable.IsSymbol(name)) return false;
        if (Value(parts[at + 1], "source=") is not { } source || !StoreLayout.TrySource(source, out _)) return false;
        var day = LocalDatePattern.Iso.Parse(Path.GetFileNameWithoutExtension(parts[at + 3]));
        if (!day.Success || parts[at + 2] != "year=" + day.Value.Year.ToString(CultureInfo.InvariantCulture)) return false;
        (table, symbol, date) = (kind, name, day.Value);
        return true;
    }

    static string? Value(string folder, string key) => folder.StartsWith(key, StringComparison.Ordinal) ? folder[key.Length..] : null;
}
