using Bellwether.Commands;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.Configuration;

public sealed class DataSqlCommandTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-o'sql-").FullName;

    public DataSqlCommandTests()
    {
        using var store = BarStore.OpenForWriting(folder);
        var open = EngineTime.From(Instant.FromUtc(2024, 3, 5, 14, 30));
        foreach (var (symbol, source, closes) in ((string, BarSource, double[])[])[("IBM", BarSource.Live, [10.5, 11]), ("IBM", BarSource.Imported, [10.25]), ("TRUE", BarSource.Live, [7])])
        {
            var rows = BarRows.OfLength(closes.Length);
            for (var i = 0; i < closes.Length; i++)
                (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i], rows.Volume[i], rows.Vwap[i], rows.Trades[i]) = (open + (i * EngineTime.Minute), closes[i], closes[i] + 1, closes[i] - 1, closes[i], 100 + i, i == 0 ? double.NaN : 10.75, i == 0 ? -1 : 3);
            store.Append(symbol, BarSpec.OneMinute, source, rows);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    async Task<(int Code, string Output, string Error)> Run(string sql, string format = "csv", string? data = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["data", "sql", sql, "--data-dir", data ?? folder, "--format", format], output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task Bars_are_a_view_with_symbol_source_and_year()
    {
        Assert.Equal(
            (0, "symbol,source,year,bar,time_utc,close,volume,vwap,trades\n"
                + "IBM,imported,2024,1m,2024-03-05T14:30:00Z,10.25,100,,\n"
                + "IBM,live,2024,1m,2024-03-05T14:30:00Z,10.5,100,,\n"
                + "IBM,live,2024,1m,2024-03-05T14:31:00Z,11,101,10.75,3\n"
                + "TRUE,live,2024,1m,2024-03-05T14:30:00Z,7,100,,\n", ""),
            await Run("SELECT symbol, source, year, bar, time_utc, close, volume, vwap, trades FROM bars ORDER BY symbol, source, time_utc"));
        Assert.Equal(
            (0, "{\"close\":11,\"at\":\"2024-03-05T09:31:00\",\"n\":null,\"list\":[1,2],\"huge\":12345678901234567890123}\n", ""),
            await Run("SELECT close, time_utc AT TIME ZONE 'America/New_York' AS at, NULL AS n, [1, 2] AS list, 12345678901234567890123::HUGEINT AS huge FROM bars WHERE close = 11", "json"));
    }

    [Fact]
    public async Task Our_files_open_in_a_reader_that_is_not_ours_with_the_documented_schema()
    {
        // docs/data.md, table "Bars".
        Assert.Equal(
            "column_name,column_type\nsymbol,VARCHAR\nsource,VARCHAR\nyear,INTEGER\ntime_utc,TIMESTAMP WITH TIME ZONE\nopen,DOUBLE\nhigh,DOUBLE\nlow,DOUBLE\nclose,DOUBLE\nvolume,DOUBLE\nvwap,DOUBLE\ntrades,BIGINT\nbar,VARCHAR\n",
            (await Run("SELECT column_name, column_type FROM (DESCRIBE bars)")).Output);
        var file = Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).First().Replace("'", "''", StringComparison.Ordinal);
        Assert.Equal(
            "name,type,repetition_type,logical\nbars,,REQUIRED,\n"
            + "time_utc,INT64,REQUIRED,\"TimestampType(isAdjustedToUTC=1, unit=TimeUnit(MILLIS=<null>, MICROS=MicroSeconds(), NANOS=<null>))\"\n"
            + string.Concat(((string[])["open", "high", "low", "close", "volume"]).Select(c => c + ",DOUBLE,REQUIRED,\n"))
            + "vwap,DOUBLE,OPTIONAL,\ntrades,INT64,OPTIONAL,\n",
            (await Run($"SELECT name, type, repetition_type, logical_type AS logical FROM parquet_schema('{file}')")).Output);
    }

    [Theory]
    [InlineData("COPY bars TO '{0}/copy.csv'")]
    [InlineData("EXPLAIN ANALYZE COPY bars TO '{0}/copy.csv'")]
    [InlineData("SELECT 1; COPY bars TO '{0}/copy.csv'")]
    [InlineData("CREATE TABLE x AS SELECT 1")]
    [InlineData("ATTACH '{0}/x.db'")]
    [InlineData("EXPORT DATABASE '{0}/x'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("PRAGMA enable_profiling")]
    [InlineData("SELECT * FROM read_csv('/etc/hostname')")]
    [InlineData("SELECT * FROM read_parquet('https://example.org/x.parquet')")]
    public async Task Nothing_is_written_installed_or_read_elsewhere(string sql)
    {
        var before = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order();
        var (code, output, error) = await Run(sql.Replace("{0}", folder.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal((1, ""), (code, output));
        Assert.NotEqual("", error);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task A_mistake_is_told_with_its_place()
    {
        var (code, output, error) = await Run("SELECT clsoe FROM bars");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("clsoe", error);
        Assert.Contains("close", error);
        Assert.Equal(1, (await Run("SELEC 1")).Code);
    }

    [Fact]
    public async Task An_empty_store_has_the_same_views()
    {
        var empty = Path.Combine(folder, "none");
        foreach (var view in (string[])["bars", "trades", "quotes", "quote_bars"])
            Assert.Equal((0, "n\n0\n", ""), await Run($"SELECT count(*) AS n FROM {view} WHERE symbol = 'IBM' AND source = 'live' AND year = 2024", data: empty));
    }
}
