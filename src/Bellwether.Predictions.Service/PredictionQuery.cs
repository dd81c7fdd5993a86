using Bellwether.Core;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Predictions.Service;

/// <summary>A checked request: which symbols, from data up to when.</summary>
sealed record PredictionQuery(IReadOnlyList<string> Symbols, Instant AsOf)
{
    public const int MostSymbols = 1000;

    static readonly Instant Earliest = Instant.FromUtc(1970, 1, 1, 0, 0);
    static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <returns>The query, or what is wrong with the request.</returns>
    public static (PredictionQuery? Query, RequestError? Error) Parse(StringValues symbols, StringValues asOf, Instant now)
    {
        if (symbols.Count != 1 || string.IsNullOrEmpty(symbols[0]))
            return Wrong("symbols", symbols.ToString(), "one list of symbols separated by commas, such as symbols=SPY,IBM");
        var list = symbols[0]!.Split(',');
        if (list.Length > MostSymbols) return Wrong("symbols", $"{list.Length} symbols", $"at most {MostSymbols} symbols in a request");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symbol in list)
        {
            if (!InstrumentTable.IsSymbol(symbol))
                return Wrong("symbols", symbol, "1 to 12 characters of A-Z, 0-9, '.', '-' and blank, starting with a letter");
            if (!seen.Add(symbol)) return Wrong("symbols", symbol, "each symbol once");
        }

        if (asOf.Count == 0) return (new PredictionQuery(list, now), null);
        var parsed = asOf.Count == 1 ? InstantPattern.ExtendedIso.Parse(asOf[0]!) : null;
        return parsed is { Success: true } && parsed.Value >= Earliest && parsed.Value < Latest
            ? (new PredictionQuery(list, parsed.Value), null)
            : Wrong("asOf", asOf.ToString(), "one instant from 1970 to 2199 in ISO 8601 with Z, such as asOf=2024-01-02T14:30:00Z");
    }

    static (PredictionQuery?, RequestError?) Wrong(string field, string value, string expected) =>
        (null, new RequestError(field, value.Length <= 60 ? value : value[..60] + "…", expected));
}
