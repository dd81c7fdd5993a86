namespace Bellwether.Commands;

/// <summary>The views of a store that SQL sees. One without files is there too, empty.</summary>
static class StoreViews
{
    static readonly (string Name, string Folder, string Columns)[] Views =
    [
        ("bars", "bars/bar=*", "time_utc TIMESTAMPTZ, open DOUBLE, high DOUBLE, low DOUBLE, close DOUBLE, volume DOUBLE, vwap DOUBLE, trades BIGINT, bar VARCHAR"),
        ("trades", "trades", "time_utc TIMESTAMPTZ, price DOUBLE, size DOUBLE, exchange VARCHAR, condition VARCHAR, suspicious BOOLEAN"),
        ("quotes", "quotes", "time_utc TIMESTAMPTZ, bid_price DOUBLE, bid_size DOUBLE, ask_price DOUBLE, ask_size DOUBLE, exchange VARCHAR, condition VARCHAR, suspicious BOOLEAN"),
        ("quote_bars", "quote_bars/bar=*", "time_utc TIMESTAMPTZ, bid_open DOUBLE, bid_high DOUBLE, bid_low DOUBLE, bid_close DOUBLE, bid_size DOUBLE, ask_open DOUBLE, ask_high DOUBLE, ask_low DOUBLE, ask_close DOUBLE, ask_size DOUBLE, bar VARCHAR"),
    ];

    /// <summary>Statements that make the views.</summary>
    /// <param name="folder">Full path of the store.</param>
    public static IEnumerable<string> Statements(string folder)
    {
        foreach (var (name, below, columns) in Views)
        {
            var names = string.Join(", ", ((string[])["symbol", "source", "year", .. columns.Split(", ").Select(c => c.Split(' ')[0])]).Select(Quoted));
            var files = Path.Combine(folder, name);
            if (Directory.Exists(files) && Directory.EnumerateFiles(files, "*.parquet", SearchOption.AllDirectories).Any())
            {
                var types = "'symbol': VARCHAR, 'source': VARCHAR, 'year': INTEGER" + (below.Contains('*') ? ", 'bar': VARCHAR" : "");
                yield return $"CREATE VIEW {name} AS SELECT {names} FROM read_parquet({Text(Path.Combine(folder, below, "*/*/*/*.parquet"))}, hive_partitioning = true, hive_types = {{{types}}})";
            }
            else
            {
                yield return $"CREATE TABLE {name} (symbol VARCHAR, source VARCHAR, year INTEGER, {columns})";
            }
        }
    }

    /// <summary>A literal.</summary>
    public static string Text(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';

    static string Quoted(string name) => '"' + name + '"';
}
