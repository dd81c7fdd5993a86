using Bellwether.Commands;
using Bellwether.MarketData;
using Bellwether.Storage;
using Bellwether.Tests.Storage.Csv;

namespace Bellwether.Tests.Configuration;

/// <summary>The commands over a store of more than minutes: quotes, trades, days, several sources.</summary>
public sealed class DataStoreCommandTests : IDisposable
{
    const string Quotes = """
        time_utc,bid_price,bid_size,ask_price,ask_size,exchange,condition,suspicious
        2013-10-07T13:30:00Z,10,100,10.5,300,N,,0
        2013-10-07T13:30:20Z,99,100,99.5,300,N,,1
        2013-10-07T13:30:30Z,10.25,200,,,N,,0
        2013-10-07T13:31:15Z,,,11,500,N,,0

        """;

    readonly ScratchFolder folder = new();

    string Data => Path.Combine(folder.Root, "data");

    public void Dispose() => folder.Dispose();

    async Task<(int Code, string[] Lines, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["data", .. arguments, "--data-dir", Data], output, error);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }

    async Task Import(string name, string text, params string[] more)
    {
        var (code, _, error) = await Run(["import", folder.File(name, text), .. more]);
        Assert.True(code == 0, error);
    }

    [Fact]
    public async Task Stored_quotes_become_bars_of_mid_bid_and_ask()
    {
        await Import("A.csv", Quotes);
        // By hand: 13:30 opens with mid 10.25 and goes to 10.375; 13:31 opens with what stood, 10.375, and goes to 10.625. The suspicious quote of 99 is in neither.
        foreach (var (price, first, second) in new[] { ("mid", "10.25,10.375,10.25,10.375", "10.375,10.625,10.375,10.625"), ("bid", "10,10.25,10,10.25", "10.25,10.25,10.25,10.25"), ("ask", "10.5,10.5,10.5,10.5", "10.5,11,10.5,11") })
        {
            var (code, lines, error) = await Run("bars", "--symbols", "A", "--bar", "1m", "--quote", price);
            Assert.Equal((0, ""), (code, error));
            Assert.Equal(["symbol,time_utc,open,high,low,close,volume,vwap,trades,source", $"A,2013-10-07T13:30:00Z,{first},0,,,imported", $"A,2013-10-07T13:31:00Z,{second},0,,,imported"], lines);
        }
        // Nothing else is held of it, so that the word is not needed.
        Assert.Equal(3, (await Run("bars", "--symbols", "A", "--bar", "1m")).Lines.Length);
        await Import("A.csv", "time_utc,price,size\n2013-10-07T13:30:00Z,50,1\n");
        Assert.Contains(",50,50,50,50,", (await Run("bars", "--symbols", "A", "--bar", "1m")).Lines[1]);
        Assert.Contains(",10.25,10.375,", (await Run("bars", "--symbols", "A", "--bar", "1m", "--quote", "mid")).Lines[1]);
    }

    [Theory]
    [InlineData("tick_quote/IBM_20131007.csv.gz", "1m")]
    [InlineData("tick_quote/IBM_20131007.csv.gz", "1d")]
    [InlineData("minute_quote/IBM.csv.gz", "5m")]
    public async Task Stored_quotes_give_the_table_that_their_file_gives(string file, string bar)
    {
        var path = TestData.Shared("data/equity/" + file);
        Assert.Equal(0, (await Run("import", path, "--symbol", "IBM", "--kind", "quotes")).Code);
        string[] rest = ["--symbols", "IBM", "--bar", bar, "--quote", "all", "--session", "all"];
        var (code, stored, _) = await Run(["bars", .. rest]);
        Assert.Equal(0, code);
        Assert.Equal((await Run(["bars", "--input", path, .. rest])).Lines, stored);
        Assert.True(stored.Length > 1);
    }

    [Fact]
    public async Task A_table_of_quotes_goes_to_a_Parquet_file_that_SQL_reads()
    {
        await Import("A.csv", Quotes);
        var table = Path.Combine(Data, "table.parquet");
        Assert.Equal(0, (await Run("bars", "--symbols", "A", "--bar", "1m", "--quote", "all", "--format", "parquet", "--output", table)).Code);
        // The spread is 0.5 for half a minute and 0.25 for the other half.
        var (code, lines, error) = await Run("sql", $"SELECT symbol, time_utc, bid_open, bid_close, bid_size, ask_high, mid_close, round(spread_mean, 9) AS spread, updates, crossed, source FROM read_parquet('{table}')");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("symbol,time_utc,bid_open,bid_close,bid_size,ask_high,mid_close,spread,updates,crossed,source", lines[0]);
        Assert.Equal("A,2013-10-07T13:30:00Z,10,10.25,200,10.5,10.375,0.375,2,0,imported", lines[1]);
        Assert.StartsWith("A,2013-10-07T13:31:00Z,10.25,10.25,200,11,10.625,", lines[2]);
        Assert.Equal(0, (await Run("bars", "--symbols", "A", "--bar", "1m", "--quote", "bid", "--format", "parquet", "--output", table)).Code);
        Assert.Equal(["close", "10.25", "10.25"], (await Run("sql", $"SELECT close FROM read_parquet('{table}') ORDER BY time_utc")).Lines);
    }

    [Theory]
    [InlineData(1, "holds no quotes of B", "--symbols", "B", "--bar", "1m", "--quote", "mid")]
    [InlineData(1, "quotes do not trade", "--symbols", "A", "--bar", "tick:5", "--quote", "mid")]
    [InlineData(1, "quotes are not adjusted", "--symbols", "A", "--bar", "1m", "--quote", "mid", "--adjust", "split")]
    [InlineData(1, "cannot be made", "--symbols", "C", "--bar", "30s", "--quote", "mid")]
    [InlineData(2, "--fetch", "--symbols", "A", "--bar", "1m", "--quote", "mid", "--fetch", "--from", "2013-10-07")]
    [InlineData(2, "--fill-forward", "--symbols", "A", "--bar", "1m", "--quote", "all", "--fill-forward")]
    public async Task What_quotes_cannot_give_is_refused(int expected, string said, params string[] arguments)
    {
        await Import("A.csv", Quotes);
        await Import("B.csv", "time_utc,price,size\n2013-10-07T13:30:00Z,50,1\n");
        await Import("C.csv", "time_utc,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size\n2013-10-07T13:30:00Z,1,1,1,1,5,2,2,2,2,5\n");
        var (code, lines, error) = await Run(["bars", .. arguments]);
        Assert.Equal((expected, 0), (code, lines.Length));
        Assert.Contains(said, error);
    }

    [Theory]
    [InlineData("tick_trade/IBM_20131008.csv.gz", "trades")]
    [InlineData("tick_quote/IBM_20131007.csv.gz", "quotes")]
    [InlineData("minute_quote/IBM.csv.gz", "quotes")]
    public async Task Quality_finds_in_stored_trades_and_quotes_what_it_finds_in_their_file(string file, string kind)
    {
        var path = TestData.Shared("data/equity/" + file);
        Assert.Equal(0, (await Run("import", path, "--symbol", "IBM", "--kind", kind)).Code);
        var (code, stored, error) = await Run("quality", "--symbols", "IBM", "--kind", kind);
        var (ofFile, lines, summary) = await Run("quality", "--symbols", "IBM", "--input", path);
        Assert.Equal(ofFile, code);
        Assert.Equal(lines, stored);
        // With the number of rows.
        Assert.Equal(summary, error);
    }

    [Fact]
    public async Task Quality_looks_over_bars_first_and_says_what_else_there_is()
    {
        await Import("A.csv", Quotes);
        await Import("A.csv", "timestamp,open,high,low,close,volume\n2013-10-07T13:30:00Z,10,10,10,10,1\n");
        string[] minute = ["--from", "2013-10-07T13:30:00Z", "--to", "2013-10-07T13:31:00Z"];
        var (code, _, error) = await Run(["quality", "--symbols", "A", .. minute]);
        Assert.Equal(0, code);
        Assert.Contains("A: 1 bars of 1m", error);
        Assert.Contains("the store has quotes of it too", error);
        // The suspicious quote of 99 against 10 is a crossed or an impossible price for whoever believes it.
        (code, var lines, error) = await Run(["quality", "--symbols", "A", "--kind", "quotes", .. minute]);
        Assert.Contains("A: 3 quotes", error);
        Assert.Equal(1, code);
        Assert.Contains(lines, l => l.StartsWith("A,2013-10-07T13:30:20Z,outlier,error,", StringComparison.Ordinal) || l.Contains("crossed", StringComparison.Ordinal));
        (code, lines, error) = await Run("quality", "--symbols", "A", "--kind", "trades");
        Assert.Equal((1, 0), (code, lines.Length));
        Assert.Contains("holds no trades of A", error);
    }

    [Fact]
    public async Task Verification_reads_every_kind_of_file_and_names_the_damaged_ones()
    {
        await Import("A.csv", Quotes);
        await Import("A.csv", "time_utc,price,size\n2013-10-07T13:30:00Z,50,1\n2013-10-07T13:30:01Z,51,1\n");
        await Import("A.csv", "timestamp,open,high,low,close,volume\n2013-10-07T13:30:00Z,10,10,10,10,1\n");
        await Import("B.csv", "time_utc,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size\n2013-10-07T13:30:00Z,1,1,1,1,5,2,2,2,2,5\n");
        Assert.Equal(0, (await Run("actions", "import", folder.File("a.txt", "date,kind,value\n2013-10-08,split,2\n"), "--symbol", "A")).Code);
        var (code, lines, error) = await Run("coverage", "--verify");
        Assert.Equal(0, code);
        Assert.Contains("5 files, 0 of them damaged", error);
        string[] sound =
        [
            "file,rows,state,problem", "actions/symbol=A/actions.csv,1,sound,", "bars/bar=1m/symbol=A/source=imported/year=2013/bars.parquet,1,sound,",
            "quote_bars/bar=1m/symbol=B/source=imported/year=2013/2013-10-07.parquet,1,sound,", "quotes/symbol=A/source=imported/year=2013/2013-10-07.parquet,4,sound,",
            "trades/symbol=A/source=imported/year=2013/2013-10-07.parquet,2,sound,",
        ];
        Assert.Equal(sound, lines);
        Assert.Equal([sound[0], sound[3]], (await Run("coverage", "--verify", "--symbols", "B")).Lines);

        foreach (var (file, spoil) in new (string, Action<string>)[]
        {
            ("trades/symbol=A/source=imported/year=2013/2013-10-07.parquet", Flip), ("quotes/symbol=A/source=imported/year=2013/2013-10-07.parquet", Flip),
            ("quote_bars/bar=1m/symbol=B/source=imported/year=2013/2013-10-07.parquet", Cut), ("actions/symbol=A/actions.csv", path => File.WriteAllText(path, "date,kind,value,previous_close\n2013-10-08,split,zwei,\n")),
        })
        {
            var path = Path.Combine(Data, file);
            var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            spoil(path);
            (code, lines, error) = await Run("coverage", "--verify");
            Assert.Equal(1, code);
            Assert.StartsWith(file + ",0,damaged,", Assert.Single(lines, l => l.Contains("damaged", StringComparison.Ordinal)));
            Assert.Contains("5 files, 1 of them damaged", error);
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        }
        // A day under another day's name, and a file where none belongs.
        var day = Path.Combine(Data, "trades/symbol=A/source=imported/year=2013/2013-10-07.parquet");
        File.Copy(day, day.Replace("10-07", "10-08", StringComparison.Ordinal));
        File.Copy(day, Path.Combine(Data, "trades/extra.parquet"));
        (code, lines, _) = await Run("coverage", "--verify");
        Assert.Equal(1, code);
        Assert.Contains(lines, l => l.Contains("2013-10-08.parquet,2,damaged,holds rows of other days than 2013-10-08", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("trades/extra.parquet,0,damaged,", StringComparison.Ordinal) && l.Contains("is not where this store keeps its files", StringComparison.Ordinal));

        static void Flip(string path)
        {
            var bytes = File.ReadAllBytes(path);
            for (var i = 30; i < 60; i++) bytes[i] ^= 0x55;
            File.WriteAllBytes(path, bytes);
        }

        static void Cut(string path)
        {
            using var file = new FileStream(path, FileMode.Open);
            file.SetLength(file.Length - 20);
        }
    }

    [Fact]
    public async Task Coverage_tells_sessions_gaps_and_what_two_sources_disagree_about()
    {
        // 2013-11-29 is a half day: 210 minutes up to 13:00. The day before is Thanksgiving.
        var text = "timestamp,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{new DateTime(2013, 11, 29, 14, 30, 0).AddMinutes(i):yyyy-MM-ddTHH:mm}:00Z,10,10.1,9.9,10,5\n"));
        await Import("A.csv", text);
        string[] range = ["--symbols", "A", "--from", "2013-11-27", "--to", "2013-11-30"];
        var (code, lines, _) = await Run(["coverage", .. range, "--by", "session"]);
        Assert.Equal(0, code);
        Assert.Equal(["symbol,bar,source,session,date,state,held,expected", "A,1m,imported,rth,2013-11-27,missing,0,390", "A,1m,imported,rth,2013-11-29,partial,200,210"], lines);
        (_, lines, _) = await Run(["coverage", .. range, "--by", "gap"]);
        Assert.Equal(["symbol,bar,session,from_utc,to_utc,bars", "A,1m,rth,2013-11-27T14:30:00Z,2013-11-27T21:00:00Z,390", "A,1m,rth,2013-11-29T17:50:00Z,2013-11-29T18:00:00Z,10"], lines);
        (_, lines, _) = await Run(["coverage", .. range, "--by", "session", "--session", "all", "--format", "json"]);
        // 04:00 to 20:00, and to 17:00 on the half day.
        Assert.Equal("""{"symbol":"A","bar":"1m","source":"imported","session":"all","date":"2013-11-27","state":"missing","held":0,"expected":960}""", lines[0]);
        Assert.Contains("\"held\":200,\"expected\":780", lines[1]);

        Assert.Equal("symbol,bar,time_utc,source,open,high,low,close,volume,other_source,other_open,other_high,other_low,other_close,other_volume", Assert.Single((await Run(["coverage", .. range, "--disagreements"])).Lines));
        using (var store = BarStore.OpenForWriting(Data))
        {
            var rows = store.Read("A", BarSpec.OneMinute, long.MinValue, long.MaxValue);
            rows.Close[7] = 10.05;
            store.Write("A", BarSpec.OneMinute, BarSource.Live, rows);
        }
        (code, lines, _) = await Run(["coverage", .. range, "--disagreements"]);
        Assert.Equal(0, code);
        Assert.Equal("A,1m,2013-11-29T14:37:00Z,imported,10,10.1,9.9,10,5,live,10,10.1,9.9,10.05,5", Assert.Single(lines[1..]));
        (code, lines, _) = await Run("quality", "--symbols", "A", "--from", "2013-11-29T14:30:00Z", "--to", "2013-11-29T17:50:00Z");
        Assert.Equal(1, code);
        Assert.StartsWith("A,2013-11-29T14:37:00Z,disagreement,error,", Assert.Single(lines[1..]));
        // What is printed is what the more trusted source tells.
        (_, lines, _) = await Run("bars", "--symbols", "A", "--bar", "1m", "--from", "2013-11-29T14:37:00Z", "--to", "2013-11-29T14:38:00Z");
        Assert.Equal("A,2013-11-29T14:37:00Z,10,10.1,9.9,10,5,10,,imported", lines[1]);
    }

    [Fact]
    public async Task A_file_of_days_is_read_as_an_import_reads_it()
    {
        var path = folder.File("A.csv", "date,open,high,low,close,volume\n2013-10-03,10,12,9,11,100\n2013-10-04,11,13,10,12,300\n2013-10-07,12,12,8,9,50\n");
        var (code, lines, error) = await Run("bars", "--input", path, "--bar", "1w");
        Assert.Equal((0, ""), (code, error));
        // Two sessions of the week of Monday, 30 September, whose first opened then; typical prices 32/3 and 35/3 weighed with 100 and 300: 137/12.
        Assert.Matches(@"^A,2013-09-30T13:30:00Z,10,13,9,12,400,11\.4166666666\d+,,imported$", lines[1]);
        Assert.StartsWith("A,2013-10-07T13:30:00Z,12,12,8,9,50,", lines[2]);
        var (_, days, _) = await Run("bars", "--input", path, "--bar", "1d", "--from", "2013-10-04", "--to", "2013-10-07");
        Assert.StartsWith("A,2013-10-04T13:30:00Z,11,13,10,12,300,", Assert.Single(days[1..]));
        await Import("A.csv", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(lines, (await Run("bars", "--symbols", "A", "--bar", "1w")).Lines);
        // In any order of columns, as an import.
        var other = folder.File("A.csv.gz", ScratchFolder.Gzip("date,volume,close,low,high,open\n2013-10-03,100,11,9,12,10\n2013-10-04,300,12,10,13,11\n2013-10-07,50,9,8,12,12\n"));
        Assert.Equal(lines, (await Run("bars", "--input", other, "--bar", "1w")).Lines);
        foreach (var source in new string[][] { ["--input", path], ["--symbols", "A"] })
        {
            (code, lines, error) = await Run(["bars", .. source, "--bar", "5m"]);
            Assert.Equal((1, 0), (code, lines.Length));
            Assert.Contains("bar 5m: cannot be made of daily bars", error);
        }
        (code, _, error) = await Run("bars", "--input", folder.File("B.csv", "date,open,high,low,close,volume\n2013-10-03,10,12,9,11,100\n2013-10-05,11,13,10,12,300\n"), "--bar", "1d");
        Assert.Equal(1, code);
        Assert.Contains("B.csv:3: date \"2013-10-05\"", error);
    }

    [Theory]
    [InlineData("sessions", "--symbols", "A")]
    [InlineData("quality", "--symbols", "A")]
    [InlineData("coverage")]
    [InlineData("bars", "--symbols", "A", "--bar", "1d")]
    public async Task A_range_wholly_in_the_future_or_reversed_is_refused(params string[] command)
    {
        await Import("A.csv", "timestamp,open,high,low,close,volume\n2013-10-07T13:30:00Z,10,10,10,10,1\n");
        var (code, lines, error) = await Run([.. command, "--from", "2200-01-01"]);
        Assert.Equal((1, 0), (code, lines.Length));
        Assert.Contains("lies in the future", error);
        foreach (var to in new[] { "2013-10-07", "2013-10-06" })
        {
            (code, lines, error) = await Run([.. command, "--from", "2013-10-07", "--to", to]);
            Assert.Equal((2, 0), (code, lines.Length));
            Assert.Contains("the range is empty", error);
        }
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_no_empty_store()
    {
        var file = folder.File("data", "no folder");
        Assert.Equal(Data, file);
        foreach (var command in new string[][] { ["bars", "--symbols", "A", "--bar", "1d"], ["coverage"], ["coverage", "--verify"], ["quality", "--symbols", "A"], ["sessions", "--symbols", "A"], ["import", folder.File("A.csv", Quotes)], ["sql", "SELECT 1"] })
        {
            var (code, lines, error) = await Run(command);
            Assert.Equal((1, 0), (code, lines.Length));
            Assert.Contains(file, error);
            Assert.Contains("is a file", error);
        }
    }

    [Fact]
    public async Task A_damaged_file_of_the_store_is_named_by_whoever_needs_it()
    {
        await Import("A.csv", Quotes);
        await Import("B.csv", "time_utc,price,size\n2013-10-07T13:30:00Z,50,1\n");
        await Import("C.csv", "timestamp,open,high,low,close,volume\n2013-10-07T13:30:00Z,10,10,10,10,1\n");
        foreach (var path in Directory.EnumerateFiles(Data, "*.parquet", SearchOption.AllDirectories)) await File.WriteAllTextAsync(path, "PAR1 is not all of it", TestContext.Current.CancellationToken);
        foreach (var (symbol, part) in new[] { ("A", "quotes"), ("B", "trades"), ("C", "bars") })
        {
            foreach (var command in new string[][] { ["bars", "--symbols", symbol, "--bar", "1m"], ["quality", "--symbols", symbol] })
            {
                var (code, lines, error) = await Run(command);
                Assert.Equal((1, 0), (code, lines.Length));
                Assert.Contains(Path.Combine(Data, part), error);
                Assert.Contains("cannot be read as Parquet", error);
            }
        }
        var (imported, _, why) = await Run("import", folder.File("x.parquet", "PAR1"), "--symbol", "A");
        Assert.Equal(1, imported);
        Assert.Contains("x.parquet: cannot be read as Parquet", why);
        Assert.Equal(why.Count(c => c == '('), why.Count(c => c == ')'));
    }

    [Fact]
    public async Task A_clock_in_the_wrong_zone_is_asked_about_at_the_border_and_found_afterwards()
    {
        // Times without a zone are nobody's, and one zone shows 01:30 twice.
        var local = folder.File("A.txt", "time,open,high,low,close,volume\n2024-01-02T09:30:00,10,10,10,10,1\n");
        var (code, lines, error) = await Run("import", local, "--symbol", "A");
        Assert.Equal((1, 0), (code, lines.Length));
        Assert.Contains("A.txt:2: time \"2024-01-02T09:30:00\": expected a time with its zone", error);
        Assert.Equal(0, (await Run("import", local, "--symbol", "A", "--mapping", "zone=America/New_York")).Code);
        Assert.StartsWith("A,2024-01-02T14:30:00Z,", (await Run("bars", "--symbols", "A", "--bar", "1m")).Lines[1]);
        (code, _, error) = await Run("import", folder.File("B.txt", "time,price,size\n2024-11-03T01:30:00,10,10\n"), "--symbol", "B", "--mapping", "zone=America/New_York");
        Assert.Equal(1, code);
        Assert.Contains("B.txt:2: time \"2024-11-03T01:30:00\": expected a time such as 2024-01-02T09:30:00 that exists in America/New_York", error);

        // New York times that a file passes off as UTC: five hours early, so that the session lies in the night and the pre-market.
        var wrong = "timestamp,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, 390).Select(i => $"{new DateTime(2024, 1, 3, 9, 30, 0).AddMinutes(i):yyyy-MM-ddTHH:mm}:00Z,10,10,10,10,5\n"));
        var path = folder.File("C.csv", wrong);
        (code, lines, _) = await Run("quality", "--input", path, "--from", "2024-01-03", "--to", "2024-01-04");
        Assert.Equal(1, code);
        // From 09:30 UTC, 04:30 in New York, to 16:00 UTC: what is missing is 11:00 to 16:00 New York time.
        Assert.Contains(lines, l => l.StartsWith("C,2024-01-03T16:00:00Z,gap,error,300 1m bars missing", StringComparison.Ordinal));
    }
}
