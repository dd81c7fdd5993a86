using System.Diagnostics.CodeAnalysis;

namespace Bellwether.Core;

/// <summary>
/// The instruments of one run: symbol ↔ dense index. Every array by symbol in the engine is indexed by it, and its order is the order in which rules are
/// evaluated.
/// </summary>
public sealed class InstrumentTable
{
    readonly Instrument[] instruments;
    readonly Dictionary<string, int> indexes;

    /// <exception cref="ArgumentException">No symbol, a symbol twice, or one that is not a ticker.</exception>
    public InstrumentTable(IEnumerable<(string Symbol, TickRule Ticks)> instruments)
    {
        this.instruments = [.. instruments.Select((x, i) => new Instrument(i, Checked(x.Symbol), x.Ticks))];
        if (this.instruments.Length == 0) throw new ArgumentException("at least one symbol is needed", nameof(instruments));
        indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var instrument in this.instruments)
            if (!indexes.TryAdd(instrument.Symbol, instrument.Index)) throw new ArgumentException($"symbol {instrument.Symbol} is listed twice", nameof(instruments));
    }

    /// <summary>All symbols with the usual price steps of US stocks.</summary>
    public static InstrumentTable UsEquities(params IEnumerable<string> symbols) => new(symbols.Select(s => (s, TickRule.UsEquity)));

    public int Count => instruments.Length;

    public Instrument this[int index] => instruments[index];

    public ReadOnlySpan<Instrument> All => instruments;

    public bool TryFind(string symbol, [NotNullWhen(true)] out Instrument? instrument)
    {
        instrument = indexes.TryGetValue(symbol, out var index) ? instruments[index] : null;
        return instrument is not null;
    }

    /// <summary>1 to 12 characters of A-Z, 0-9, dot, dash and blank (as in <c>BRK B</c>), starting with a letter.</summary>
    public static bool IsSymbol(string? symbol) =>
        symbol is { Length: >= 1 and <= 12 } && char.IsAsciiLetterUpper(symbol[0]) && symbol.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '.' or '-' or ' ');

    static string Checked(string symbol) =>
        IsSymbol(symbol) ? symbol : throw new ArgumentException($"\"{symbol}\" is not a ticker: expected 1 to 12 characters of A-Z, 0-9, '.', '-' and blank, starting with a letter");
}
