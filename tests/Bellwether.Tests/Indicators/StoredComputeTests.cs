using System.Globalization;
using Bellwether.Commands;
using Bellwether.Tests.Storage.Csv;

namespace Bellwether.Tests.Indicators;

/// <summary><c>indicators compute</c> over a store that was filled by <c>data import</c>.</summary>
public sealed class StoredComputeTests : IDisposable
{
    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Store => Path.Combine(folder.Root, "store");

    /// <summary>One bar a minute from 09:30 on, at these closes; NaN = no bar.</summary>
    async Task Import(string symbol, params double[] closes)
    {
        var rows = closes.Select((close, i) => (close, i)).Where(r => !double.IsNaN(r.close)).Select(r => string.Create(
            CultureInfo.InvariantCulture, $"2024-03-04T09:{30 + r.i}:00-05:00,{r.close},{r.close},{r.close},{r.close},{100 * (r.i + 1)}"));
        var file = folder.File($"{symbol}.csv", "timestamp,open,high,low,close,volume\n" + string.Join('\n', rows) + "\n");
        var (code, _, error) = await Run("data", "import", file, "--data-dir", Store);
        Assert.True(code == 0, error);
    }

    async Task<(int Code, string[] Lines, string Error)> Compute(params string[] more)
    {
        var (code, output, error) = await Run(["indicators", "compute", "--data-dir", Store, .. more]);
        return (code, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), error);
    }

    /// <summary>The last so many fields of each row.</summary>
    static string[] Tail(string[] lines, int fields) => [.. lines.Skip(1).Select(l => string.Join(',', l.Split(',')[^fields..]))];

    [Fact]
    public async Task Bars_of_the_store_stand_with_the_values_beside_them()
    {
        await Import("IBM", 10, 12, 14);
        var (code, lines, error) = await Compute("--symbols", "IBM", "--bar", "1m", "--indicator", "sma(2)", "--indicator", "macd(1,2,1).signal");
        Assert.Equal((0, ""), (code, error));
        // The fast average is the close, the slow one is seeded with 11 and is then 14 · 2/3 + 11/3 = 13.
        Assert.Equal("symbol,time_utc,open,high,low,close,volume,vwap,trades,source,sma(2),\"macd(1,2,1).signal\"", lines[0]);
        Assert.Equal("IBM,2024-03-04T14:30:00Z,10,10,10,10,100,10,,imported,,", lines[1]);
        Assert.Equal(["11,1", "13,1"], Tail(lines, 2)[1..]);
    }

    [Fact]
    public async Task Bars_are_made_longer_and_cut_to_the_range_before()
    {
        await Import("IBM", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        string[] arguments = ["--symbols", "IBM", "--bar", "5m", "--indicator", "sma(1)", "--indicator", "sma(volume,1)"];
        Assert.Equal(["5,1500", "10,4000", "11,1100"], Tail((await Compute(arguments)).Lines, 2));
        // From inclusive, to exclusive.
        Assert.Equal(["10,4000"], Tail((await Compute([.. arguments, "--from", "2024-03-04T14:35:00Z", "--to", "2024-03-04T14:40:00Z"])).Lines, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Other_symbols_are_looked_at_at_the_same_instants(bool streaming)
    {
        await Import("IBM", 10, 20, 30, 60, 50);
        await Import("BRK.B", 100, 200, double.NaN, 300, 100);
        string[] arguments = ["--symbols", "IBM", "--bar", "1m", "--indicator", "sma(BRK.B,1)", "--indicator", "sma(2) of BRK.B", "--indicator", "sma(volume of BRK.B,1)"];
        var (code, lines, error) = await Compute(streaming ? [.. arguments, "--streaming"] : arguments);
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith(",\"sma(BRK.B,1)\",sma(2) of BRK.B,\"sma(volume of BRK.B,1)\"", lines[0]);
        // Without a bar of the other symbol there is none over its bars, and its own indicator stays what it was.
        Assert.Equal(["100,,100", "200,150,200", ",150,", "300,250,400", "100,200,500"], Tail(lines, 3));
    }

    [Fact]
    public async Task Each_symbol_has_its_rows_and_sees_the_others()
    {
        await Import("IBM", 1, 2);
        await Import("SPY", 5, 7);
        var (_, lines, _) = await Compute("--symbols", "SPY,IBM", "--bar", "1m", "--indicator", "sma(SPY,1)");
        Assert.Equal(["SPY,5", "SPY,7", "IBM,5", "IBM,7"], lines.Skip(1).Select(l => $"{l.Split(',')[0]},{l.Split(',')[^1]}"));
    }

    [Fact]
    public async Task Adjusted_bars_have_adjusted_values()
    {
        await Import("IBM", 10, 12, 14);
        await Import("SPY", 100, 200, 300);
        string[] arguments = ["--symbols", "IBM", "--bar", "1m", "--indicator", "sma(2)"];
        var (code, _, error) = await Compute([.. arguments, "--adjust", "split"]);
        Assert.Equal(1, code);
        Assert.Contains("holds no corporate actions of IBM", error, StringComparison.Ordinal);

        var splits = folder.File("splits.csv", "date,kind,value\n2024-03-05,split,2\n");
        (code, var lines, error) = await Compute([.. arguments, "--adjust", "split", "--actions", splits]);
        Assert.Equal((0, ""), (code, error));
        // Two new shares for an old one on the next day: half of each price, twice the volume.
        Assert.Equal("IBM,2024-03-04T14:31:00Z,6,6,6,6,400,6,,imported,5.5", lines[2]);
        Assert.Equal(["", "11", "13"], Tail((await Compute([.. arguments, "--adjust", "split", "--actions", splits, "--as-of", "2024-03-04"])).Lines, 1));

        // What definitions look at is adjusted by its own actions.
        Assert.Equal(0, (await Run("data", "actions", "import", splits, "--symbol", "IBM", "--data-dir", Store)).Code);
        var fifths = folder.File("fifths.csv", "date,kind,value\n2024-03-05,split,5\n");
        Assert.Equal(0, (await Run("data", "actions", "import", fifths, "--symbol", "SPY", "--data-dir", Store)).Code);
        (_, lines, _) = await Compute([.. arguments, "--indicator", "sma(SPY,1)", "--adjust", "split"]);
        Assert.Equal([",20", "5.5,40", "6.5,60"], Tail(lines, 2));
    }

    [Fact]
    public async Task One_file_of_actions_is_of_one_symbol_and_a_file_of_bars_stays_as_it_is()
    {
        await Import("IBM", 10, 12);
        await Import("SPY", 1, 2);
        var splits = folder.File("splits.csv", "date,kind,value\n2024-03-05,split,2\n");
        foreach (var more in new string[][] { ["--symbols", "IBM,SPY", "--indicator", "sma(2)"], ["--symbols", "IBM", "--indicator", "sma(SPY,2)"] })
        {
            var (code, lines, error) = await Compute(["--bar", "1m", "--adjust", "split", "--actions", splits, .. more]);
            Assert.Equal((2, 0), (code, lines.Length));
            Assert.Contains("these are IBM, SPY", error, StringComparison.Ordinal);
        }
        var refused = await Run("data", "bars", "--symbols", "IBM,SPY", "--bar", "1m", "--adjust", "split", "--actions", splits, "--data-dir", Store);
        Assert.Equal((2, ""), (refused.Code, refused.Output));

        var file = folder.File("bars.csv", "date,close\n2024-03-04,1\n");
        refused = await Run("indicators", "compute", "--input", file, "--indicator", "sma(1)", "--adjust", "split");
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains("data bars --input", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_without_bars_has_a_header_and_no_rows()
    {
        await Import("IBM", 1, 2);
        var (code, lines, error) = await Compute("--symbols", "IBM", "--bar", "1m", "--from", "2024-03-05", "--to", "2024-03-06", "--indicator", "sma(2)");
        Assert.Equal((0, 1, ""), (code, lines.Length, error));
    }

    [Fact]
    public async Task A_store_that_is_not_there_or_does_not_have_a_symbol_is_named()
    {
        var (code, lines, error) = await Compute("--symbols", "IBM", "--bar", "1m", "--indicator", "sma(2)");
        Assert.Equal((1, 0), (code, lines.Length));
        Assert.Contains(Store, error, StringComparison.Ordinal);
        await Import("IBM", 1, 2);
        (code, _, error) = await Compute("--symbols", "IBM,QQQ", "--bar", "1m", "--indicator", "sma(2)");
        Assert.Equal(1, code);
        Assert.Contains("holds no bars of QQQ", error, StringComparison.Ordinal);
        (code, _, error) = await Compute("--symbols", "IBM", "--bar", "1m", "--indicator", "sma(2) of SPY");
        Assert.Equal(1, code);
        Assert.Contains("holds no bars of SPY", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--symbols", "IBM", "--indicator", "sma(2)")]
    [InlineData("--bar", "1m", "--indicator", "sma(2)")]
    [InlineData("--symbols", "IBM", "--bar", "1m", "--indicator", "sma(2)", "--from", "2024-03-05", "--to", "2024-03-05")]
    [InlineData("--symbols", "IBM", "--bar", "1m", "--indicator", "sma(spx,2)")]
    [InlineData("--symbols", "ibm", "--bar", "1m", "--indicator", "sma(2)")]
    public async Task Wrong_usage_prints_nothing_and_says_why(params string[] arguments)
    {
        await Import("IBM", 1, 2);
        var (code, lines, error) = await Compute(arguments);
        Assert.Equal((2, 0), (code, lines.Length));
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task Bars_of_a_file_know_no_other_symbol()
    {
        var file = folder.File("bars.csv", "date,close\n2024-03-04,1\n");
        var (code, _, error) = await Run("indicators", "compute", "--input", file, "--indicator", "sma(1) of SPY");
        Assert.Equal(2, code);
        Assert.Contains("it names another symbol, and these are the bars of one", error, StringComparison.Ordinal);
    }

    static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
