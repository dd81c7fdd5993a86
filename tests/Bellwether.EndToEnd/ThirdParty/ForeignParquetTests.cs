using System.Text.Json;

namespace Bellwether.EndToEnd;

/// <summary>A reader of Parquet that shares no code with the writer, hyparquet for Node.js, reads every kind of file of a store.</summary>
public sealed class ForeignParquetTests
{
    [Fact]
    public async Task An_independent_reader_finds_the_documented_columns_and_every_value()
    {
        StoqeyTests.NeedClients();
        if (!Directory.Exists(Path.Combine(StoqeyTests.Clients, "node_modules", "hyparquet-compressors")))
            Assert.Skip("needs hyparquet: run npm ci in tests/Bellwether.EndToEnd/clients (./test does)");
        using var folder = new ScratchFolder();
        folder.File("A.csv", "timestamp,open,high,low,close,volume,vwap,trades\n2013-10-07T13:30:00Z,10,10.5,9.5,10.25,100,10.125,7\n2013-10-07T13:31:00Z,11,11.5,10.5,11.25,200,,\n");
        folder.File("A_1.csv", "time_utc,price,size,exchange,condition,suspicious\n2013-10-07T13:30:00.000125Z,10.01,100,N,600,0\n2013-10-07T13:30:00.000125Z,10.02,50,,,1\n");
        folder.File("A_2.csv", "time_utc,bid_price,bid_size,ask_price,ask_size\n2013-10-07T13:30:00Z,10,300,,\n2013-10-07T13:30:01Z,,,10.5,200\n");
        folder.File("A_3.csv", "time_utc,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size\n2013-10-07T13:30:00Z,1,4,1,3,5,,,,,\n");
        var import = await BellwetherProcess.RunAsync(folder.Path, "data", "import", "A.csv", "A_1.csv", "A_2.csv", "A_3.csv");
        Assert.True(import.ExitCode == 0, import.ErrorText);
        foreach (var (name, more) in new (string, string[])[] { ("bars.parquet", []), ("quotes.parquet", ["--quote", "all"]) })
        {
            var written = await BellwetherProcess.RunAsync(folder.Path, ["data", "bars", "--symbols", "A", "--bar", "1d", "--format", "parquet", "--output", Path.Combine("data", name), .. more]);
            Assert.True(written.ExitCode == 0, written.ErrorText);
        }

        await using var reader = BellwetherProcess.Start("node", folder.Path, [Path.Combine(StoqeyTests.Clients, "store.mjs"), folder.At("data")]);
        var found = (await reader.EndAsync()).Json;
        Assert.Equal(6, found.EnumerateObject().Count());

        var bars = found.GetProperty("bars/bar=1m/symbol=A/source=imported/year=2013/bars.parquet");
        Assert.Equal(
            ["time_utc TIMESTAMP REQUIRED", "open DOUBLE REQUIRED", "high DOUBLE REQUIRED", "low DOUBLE REQUIRED", "close DOUBLE REQUIRED", "volume DOUBLE REQUIRED", "vwap DOUBLE OPTIONAL", "trades INT64 OPTIONAL"],
            Columns(bars));
        Assert.Equal("""{"time_utc":"2013-10-07T13:30:00.000Z","open":10,"high":10.5,"low":9.5,"close":10.25,"volume":100,"vwap":10.125,"trades":7}""", Row(bars, "first"));
        Assert.Equal("""{"time_utc":"2013-10-07T13:31:00.000Z","open":11,"high":11.5,"low":10.5,"close":11.25,"volume":200,"vwap":null,"trades":null}""", Row(bars, "last"));

        var trades = found.GetProperty("trades/symbol=A/source=imported/year=2013/2013-10-07.parquet");
        Assert.Equal(["time_utc TIMESTAMP REQUIRED", "price DOUBLE REQUIRED", "size DOUBLE REQUIRED", "exchange STRING OPTIONAL", "condition STRING OPTIONAL", "suspicious BOOLEAN REQUIRED"], Columns(trades));
        // A date of JavaScript has whole milliseconds.
        Assert.Equal("""{"time_utc":"2013-10-07T13:30:00.000Z","price":10.01,"size":100,"exchange":"N","condition":"600","suspicious":false}""", Row(trades, "first"));
        Assert.Equal("""{"time_utc":"2013-10-07T13:30:00.000Z","price":10.02,"size":50,"exchange":null,"condition":null,"suspicious":true}""", Row(trades, "last"));

        var quotes = found.GetProperty("quotes/symbol=A/source=imported/year=2013/2013-10-07.parquet");
        Assert.Equal("""{"time_utc":"2013-10-07T13:30:01.000Z","bid_price":null,"bid_size":null,"ask_price":10.5,"ask_size":200,"exchange":null,"condition":null,"suspicious":false}""", Row(quotes, "last"));
        var quoteBars = found.GetProperty("quote_bars/bar=1m/symbol=A/source=imported/year=2013/2013-10-07.parquet");
        Assert.Equal((1, 5.0), (quoteBars.GetProperty("rows").GetInt32(), quoteBars.GetProperty("first").GetProperty("bid_size").GetDouble()));

        // Tables of answers: of the day's two minutes, and of its two quotes.
        Assert.Equal((10.0, 11.25, 300.0), (Number("bars.parquet", "open"), Number("bars.parquet", "close"), Number("bars.parquet", "volume")));
        Assert.Equal((10.0, 10.5, 10.25, 2.0), (Number("quotes.parquet", "bid_open"), Number("quotes.parquet", "ask_close"), Number("quotes.parquet", "mid_close"), Number("quotes.parquet", "updates")));
        double Number(string file, string column) => found.GetProperty(file).GetProperty("first").GetProperty(column).GetDouble();
    }

    static IEnumerable<string?> Columns(JsonElement file) => file.GetProperty("columns").EnumerateArray().Select(c => c.GetString());

    static string Row(JsonElement file, string name) => file.GetProperty(name).GetRawText();
}
