using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>Open, high, low, close and volume of one bar.</summary>
public readonly record struct BarValues(double Open, double High, double Low, double Close, double Volume)
{
    internal static BarValues Of(BarRows rows, int row) => new(rows.Open[row], rows.High[row], rows.Low[row], rows.Close[row], rows.Volume[row]);
}

/// <summary>Two sources that tell different things of one bar. Both are kept; <paramref name="Trusted"/> answers queries.</summary>
/// <param name="Time">The bar's open, engine time.</param>
public sealed record SourceDisagreement(string Symbol, BarSpec Bar, long Time, BarSource Trusted, BarValues TrustedValues, BarSource Other, BarValues OtherValues);

/// <summary>Compares the sources of a store.</summary>
public static class SourceComparison
{
    /// <summary>Where sources have a bar of one time in <c>[from, to)</c> with other prices or another volume, by time. Each less trusted source is held against the most trusted one.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public static IEnumerable<SourceDisagreement> Disagreements(this BarStore store, string symbol, BarSpec bar, long from, long to)
    {
        BarRows[] sources = [.. Enum.GetValues<BarSource>().Select(s => store.Read(symbol, bar, from, to, s)).Where(r => r.Count > 0)];
        if (sources.Length < 2) return [];
        var found = new List<SourceDisagreement>();
        for (var s = 1; s < sources.Length; s++)
        {
            for (var row = 0; row < sources[s].Count; row++)
            {
                var (values, time) = (BarValues.Of(sources[s], row), sources[s].Time[row]);
                var trusted = Array.Find(sources[..s], r => r.RowAtOrAfter(time) is var at && at < r.Count && r.Time[at] == time);
                if (trusted is null) continue;
                var at = trusted.RowAtOrAfter(time);
                if (BarValues.Of(trusted, at) is var held && held != values)
                    found.Add(new SourceDisagreement(symbol, bar, time, trusted.Source[at], held, sources[s].Source[row], values));
            }
        }
        return found.OrderBy(d => d.Time).ThenBy(d => d.Other);
    }
}
