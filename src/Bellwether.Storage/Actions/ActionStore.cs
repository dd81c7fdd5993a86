using System.Globalization;
using System.Text;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime.Text;

namespace Bellwether.Storage;

/// <summary>What an import did to the actions of a symbol.</summary>
/// <param name="Added">Dates and kinds that were not there.</param>
/// <param name="Unchanged">Those that were there with the same values.</param>
/// <param name="Replaced">Those that were there with others.</param>
public readonly record struct ActionImport(int Added, int Unchanged, int Replaced);

/// <summary>
/// Corporate actions beside the bars of a store: <c>actions/symbol=AAPL/actions.csv</c>, in the form of <see cref="ActionFile"/>, in order of date. A file is replaced whole.
/// Each security has one action of a kind on a date, kept under its newest ticker.
/// </summary>
public static class ActionStore
{
    /// <summary>The actions of a symbol in order of date; none when nothing was imported.</summary>
    /// <exception cref="DataFileException">The file is damaged.</exception>
    public static IReadOnlyList<CorporateAction> Read(string folder, string symbol)
    {
        var path = PathOf(folder, symbol);
        return File.Exists(path) ? ActionFile.Read(path) : [];
    }

    /// <summary>Adds actions; one of the same date and kind is replaced. Call it while the store is open for writing (<see cref="BarStore.OpenForWriting"/>).</summary>
    /// <exception cref="DataFileException">The file cannot be read or written; it is as it was.</exception>
    public static ActionImport Add(BarStore store, string symbol, IReadOnlyList<CorporateAction> actions)
    {
        var all = Read(store.Folder, symbol).ToDictionary(a => (a.Date, a.Kind));
        var result = default(ActionImport);
        foreach (var action in actions)
        {
            if (!all.TryGetValue((action.Date, action.Kind), out var present)) result = result with { Added = result.Added + 1 };
            else if (present == action) result = result with { Unchanged = result.Unchanged + 1 };
            else result = result with { Replaced = result.Replaced + 1 };
            all[(action.Date, action.Kind)] = action;
        }
        // A file without an action is kept too: it says that there are none.
        if (result.Added + result.Replaced == 0 && File.Exists(PathOf(store.Folder, symbol))) return result;
        var text = new StringBuilder(ActionFile.Header).Append('\n');
        foreach (var action in all.Values.OrderBy(a => a.Date).ThenBy(a => a.Kind)) text.Append(Row(action)).Append('\n');
        AtomicFile.Write(PathOf(store.Folder, symbol), stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
        return result;
    }

    /// <summary>Symbols that have actions, in order.</summary>
    public static IReadOnlyList<string> Symbols(string folder)
    {
        var actions = Path.Combine(folder, "actions");
        return Directory.Exists(actions) ? [.. Directory.EnumerateDirectories(actions, "symbol=*").Select(d => Path.GetFileName(d)["symbol=".Length..]).Where(InstrumentTable.IsSymbol).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>The word for a kind in files and results.</summary>
    public static string NameOf(CorporateActionKind kind) => kind switch
    {
        CorporateActionKind.Split => "split",
        CorporateActionKind.Dividend => "dividend",
        CorporateActionKind.Ticker => "ticker",
        _ => "delisting",
    };

    static string Row(CorporateAction action) => string.Create(CultureInfo.InvariantCulture,
        $"{LocalDatePattern.Iso.Format(action.Date)},{NameOf(action.Kind)},{action.Ticker ?? Text(action.Value)},{Text(action.PreviousClose)}");

    /// <summary>The shortest text that reads back the same, without an exponent, which the reader does not take.</summary>
    static string Text(double value)
    {
        if (double.IsNaN(value)) return "";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? value.ToString("F30", CultureInfo.InvariantCulture).TrimEnd('0') : text;
    }

    internal static string PathOf(string folder, string symbol) => Path.Combine(folder, "actions", "symbol=" + symbol, "actions.csv");
}
