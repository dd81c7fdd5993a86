using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Commands.Indicators;

/// <summary>Tables of bars from the store, as <c>data bars</c> prints them, with the closes of other symbols that definitions name beside them.</summary>
static class StoredTables
{
    /// <returns>One table a symbol, in the order given.</returns>
    /// <exception cref="DataFileException">The store does not have a symbol.</exception>
    public static List<BarTable> Of(string folder, string[] symbols, BarSpec bar, Instant? from, Instant? to, List<WantedIndicator> wanted)
    {
        var query = new BarQuery(from is { } f ? EngineTime.From(f) : long.MinValue, to is { } t ? EngineTime.From(t) : long.MaxValue, bar, SessionHours.Regular);
        var compared = wanted.SelectMany(w => Computation.NamesIn(w.Definition)).Distinct(StringComparer.Ordinal).Where(InstrumentTable.IsSymbol).ToArray();
        var answers = DataBarsCommand.OfStore(folder, [.. symbols.Union(compared, StringComparer.Ordinal)], query).ToDictionary(a => a.Symbol, StringComparer.Ordinal);
        return [.. symbols.Select(symbol => Table(answers[symbol], compared.Select(c => answers[c])))];
    }

    static BarTable Table(BarAnswer bars, IEnumerable<BarAnswer> others)
    {
        using var text = new StringWriter();
        DataBarsCommand.Write(text, [bars], json: false);
        var table = BarTable.Of(bars.Symbol, text.ToString());
        foreach (var other in others)
        {
            var closes = other.Bars.ToDictionary(b => b.Time, b => b.Close);
            table.AddColumn(other.Symbol, [.. bars.Bars.Select(b => closes.GetValueOrDefault(b.Time, double.NaN))]);
        }
        return table;
    }
}
