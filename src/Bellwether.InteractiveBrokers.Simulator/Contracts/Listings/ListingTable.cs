using System.Globalization;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>All known listings. Those without a known contract number have one made of ticker and exchange: the same in every run.</summary>
static class ListingTable
{
    const int MadeUpBase = 100_000_000;
    const int MadeUpCount = 700_000_000;

    /// <summary>Stocks and funds of US exchanges, in alphabetical order.</summary>
    public static IReadOnlyList<Listing> Us { get; }

    public static IReadOnlyList<Listing> Abroad { get; }

    static readonly HashSet<int> Taken = [];

    static ListingTable()
    {
        string[] texts = [StockListings.Text, FundListings.Text, ForeignListings.Text];
        foreach (var number in texts.SelectMany(Rows).Select(r => r.Columns[2]).Where(n => n.Length > 0)) Taken.Add(int.Parse(number, CultureInfo.InvariantCulture));
        Us = [.. Read(StockListings.Text, "COMMON").Concat(Read(FundListings.Text, "ETF")).OrderBy(l => l.Symbol, StringComparer.Ordinal)];
        Abroad = [.. Read(ForeignListings.Text, "COMMON")];
    }

    /// <summary>A number for a listing of which none is known.</summary>
    public static int MadeUpNumber(string symbol, string exchange, Func<int, bool> isTaken)
    {
        var number = MadeUpBase + (int)(Fnv(symbol + '@' + exchange) % MadeUpCount);
        // Two made-up numbers may meet; the later listing takes the next free one.
        while (isTaken(number)) number++;
        return number;
    }

    static IEnumerable<Listing> Read(string text, string stockType)
    {
        foreach (var (heading, columns) in Rows(text))
        {
            if (!int.TryParse(columns[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                number = MadeUpNumber(columns[0], columns[1], Taken.Contains);
                Taken.Add(number);
            }
            yield return new Listing(
                number, columns[0], columns[1], columns.Length > 4 ? columns[4] : "USD", columns[3], heading[0], heading[1], heading[2],
                heading[0] == "Funds" ? "ETF" : stockType);
        }
    }

    static IEnumerable<(string[] Heading, string[] Columns)> Rows(string text)
    {
        string[] heading = [];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#') heading = line[1..].Split('|', StringSplitOptions.TrimEntries);
            else yield return (heading, line.Split('|'));
        }
    }

    static uint Fnv(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16_777_619u);
        return hash;
    }
}
