using Bellwether.Commands;
using Bellwether.Tests.Storage.Csv;

namespace Bellwether.Tests.Configuration;

public sealed class DataActionsCommandTests : IDisposable
{
    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Data => Path.Combine(folder.Root, "data");

    static async Task<(int Code, string[] Lines, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["data", .. arguments], output, error);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }

    /// <summary>Friday at 700 dollars, Monday at 101 after seven for one; 10 shares and 70.</summary>
    string Minutes => folder.File("AAPL.csv", "timestamp,open,high,low,close,volume\n2014-06-06T15:59:00-04:00,700,700,700,700,10\n2014-06-09T09:30:00-04:00,101,101,101,101,70\n");

    [Fact]
    public async Task Bars_of_the_store_are_adjusted_by_what_was_imported()
    {
        var actions = folder.File("actions.csv", "date,kind,value\n2014-06-09,split,7\n2014-06-09,dividend,14\n");
        Assert.Equal(0, (await Run("import", Minutes, "--data-dir", Data)).Code);
        Assert.Equal([$"{actions}: AAPL, 2 actions added, 0 were there, 0 had other values and were replaced"], (await Run("actions", "import", actions, "--symbol", "AAPL", "--data-dir", Data)).Lines);
        Assert.Equal(
            ["symbol,date,kind,value,ticker,previous_close,split_factor,volume_factor", $"AAPL,2014-06-09,split,7,,,{1 / 7.0:R},7", $"AAPL,2014-06-09,dividend,14,,,{1 / 7.0:R},7"],
            (await Run("actions", "list", "--data-dir", Data)).Lines);

        string[] bars = ["bars", "--symbols", "AAPL", "--data-dir", Data, "--bar", "1d"];
        Assert.Equal(["AAPL,2014-06-06T13:30:00Z,700,700,700,700,10,700,,imported", "AAPL,2014-06-09T13:30:00Z,101,101,101,101,70,101,,imported"], (await Run(bars)).Lines[1..]);
        Assert.Equal("AAPL,2014-06-06T13:30:00Z,100,100,100,100,70,100,,imported", (await Run([.. bars, "--adjust", "split"])).Lines[1]);
        // The close before the dividend, 700, is that of the stored bars: 14 of 700 are 2 %.
        var (code, lines, error) = await Run([.. bars, "--adjust", "total", "--format", "json"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(98, System.Text.Json.JsonDocument.Parse(lines[0]).RootElement.GetProperty("close").GetDouble(), 1e-12);
        Assert.Contains("\"adjusted\":\"total\"", lines[0]);
        Assert.Contains(",700,", (await Run([.. bars, "--adjust", "split", "--as-of", "2014-06-06"])).Lines[1]);
    }

    [Fact]
    public async Task Stored_trades_are_adjusted_before_they_become_bars()
    {
        var trades = folder.File("trades.csv", "time_utc,price,size\n2014-06-06T19:59:00Z,700,10\n2014-06-06T19:59:01Z,707,10\n2014-06-09T13:30:00Z,101,70\n");
        Assert.Equal(0, (await Run("import", trades, "--kind", "trades", "--symbol", "AAPL", "--data-dir", Data)).Code);
        await Run("actions", "import", folder.File("actions.csv", "date,kind,value\n2014-06-09,split,7\n"), "--symbol", "AAPL", "--data-dir", Data);
        var (code, lines, error) = await Run("bars", "--symbols", "AAPL", "--data-dir", Data, "--bar", "tick:2", "--adjust", "split");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("AAPL,2014-06-06T19:59:00Z,100,101,100,101,140,100.5,2,imported", lines[1]);
    }

    [Fact]
    public async Task A_file_is_adjusted_by_a_file()
    {
        var actions = folder.File("actions.csv", "date,kind,value\n2014-06-09,split,7\n");
        var (code, lines, _) = await Run("bars", "--input", Minutes, "--bar", "1m", "--adjust", "split", "--actions", actions);
        Assert.Equal((0, "AAPL,2014-06-06T19:59:00Z,100,100,100,100,70,100,,imported"), (code, lines[1]));
    }

    [Fact]
    public async Task Bars_are_taken_from_the_ticker_that_was_the_securitys_at_the_time()
    {
        var old = folder.File("NB.csv", "timestamp,open,high,low,close,volume\n1998-09-30T15:59:00-04:00,53,53,53,53,10\n1998-10-02T15:59:00-04:00,1,1,1,1,10\n");
        var own = folder.File("BAC.csv", "timestamp,open,high,low,close,volume\n1998-09-30T15:59:00-04:00,60,60,60,60,10\n1998-10-01T15:59:00-04:00,54,54,54,54,10\n");
        var map = folder.File("map.csv", "last_date,ticker,listing_exchange\n1998-01-02,NB,N\n1998-09-30,NB,N\n2050-12-31,BAC,N\n");
        await Run("import", old, own, "--data-dir", Data);
        await Run("actions", "import", map, "--symbol", "BAC", "--data-dir", Data);
        var (_, lines, _) = await Run("bars", "--symbols", "BAC", "--data-dir", Data, "--bar", "1d", "--adjust", "split");
        Assert.Equal(["BAC,1998-09-30T13:30:00Z,53,53,53,53,10,53,,imported", "BAC,1998-10-01T13:30:00Z,54,54,54,54,10,54,,imported"], lines[1..]);
        // Of a file, its own time alone.
        (_, lines, _) = await Run("bars", "--input", own, "--data-dir", Data, "--bar", "1d", "--adjust", "split");
        Assert.Equal(["BAC,1998-10-01T13:30:00Z,54,54,54,54,10,54,,imported"], lines[1..]);
        // As traded, what the ticker says.
        Assert.Equal(3, (await Run("bars", "--symbols", "BAC", "--data-dir", Data, "--bar", "1d")).Lines.Length);
    }

    [Fact]
    public async Task Without_actions_nothing_is_taken_for_adjusted()
    {
        await Run("import", Minutes, "--data-dir", Data);
        var (code, lines, error) = await Run("bars", "--symbols", "AAPL", "--data-dir", Data, "--bar", "1d", "--adjust", "split");
        Assert.Equal((1, 0), (code, lines.Length));
        Assert.Contains("holds no corporate actions of AAPL", error);
        // A file without any says that there are none.
        await Run("actions", "import", folder.File("none.csv", "date,kind,value\n"), "--symbol", "AAPL", "--data-dir", Data);
        Assert.Equal(0, (await Run("bars", "--symbols", "AAPL", "--data-dir", Data, "--bar", "1d", "--adjust", "split")).Code);
        Assert.Equal(2, (await Run("bars", "--symbols", "AAPL", "--bar", "1d", "--adjust", "dividends")).Code);
        Assert.Equal(2, (await Run("actions", "import", "x.csv")).Code);
        Assert.Equal(2, (await Run("actions", "import", "x.csv", "--symbol", "no ticker")).Code);
    }
}
