using System.Text.Json.Nodes;
using Bellwether.Commands;
using Bellwether.Core;

namespace Bellwether.Tests.Indicators;

public sealed class IndicatorsCommandTests
{
    [Fact]
    public async Task Columns_come_back_unchanged_with_the_outputs_beside_them()
    {
        var (code, output, _) = await Compute("date,open,high,low,close,volume,note\n2024-03-04,1,1,1,1.50,9,\"a, b\"\n2024-03-05,1,1,1,2.5,9,c\n2024-03-06,1,1,1,4,9,\n", "sma(2)", "bb(2, 1).upper", "donchian(1)");
        Assert.Equal(0, code);
        // The mean of 1.5 and 2.5 is 2, their deviation 0.5; of 2.5 and 4 it is 3.25 and 0.75.
        Assert.Equal(
            "date,open,high,low,close,volume,note,sma(2),\"bb(2, 1).upper\",donchian(1),donchian(1).upper,donchian(1).lower\n" +
            "2024-03-04,1,1,1,1.50,9,\"a, b\",,,1,1,1\n2024-03-05,1,1,1,2.5,9,c,2,2.5,1,1,1\n2024-03-06,1,1,1,4,9,,3.25,4,1,1,1\n", output);
    }

    [Fact]
    public async Task The_headings_of_further_outputs_follow_the_text_as_typed()
    {
        var (_, output, _) = await Compute("timestamp,close\n1709562600,1\n", "MACD(12,26, 9)", "rsi");
        Assert.Equal("timestamp,close,\"MACD(12,26, 9)\",\"MACD(12,26, 9).signal\",\"MACD(12,26, 9).hist\",rsi", output.Split('\n')[0]);
    }

    [Theory]
    [InlineData("sma(3)")]
    [InlineData("vwap(1)")]
    [InlineData("atr(3)@5m")]
    [InlineData("correlation(extra,4)@5m")]
    [InlineData("spread_zscore(extra,5)")]
    [InlineData("sma(extra,2)")]
    public async Task Streaming_prints_the_same_bytes(string definition)
    {
        var walk = TestBars.Walk(800, 9);
        var rows = Enumerable.Range(0, walk.Count).Select(i => FormattableString.Invariant(
            $"{NodaTime.Text.InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(walk.Time[i]))},{walk.Open[i]},{walk.High[i]},{walk.Low[i]},{walk.Close[i]},{walk.Volume[i]},{(i % 19 == 4 ? null : i * 37 % 101)}"));
        var text = "time_utc,open,high,low,close,volume,extra\n" + string.Join('\n', rows);
        var batch = await Compute(text, definition);
        Assert.Equal((0, ""), (batch.Code, batch.Error));
        Assert.Equal(batch.Output, (await Compute(text, [definition], "--streaming")).Output);
        Assert.DoesNotContain("NaN", batch.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date,close\n2024-03-04,abc\n", "sma(2)", 1, "bars.csv:2:12: close: \"abc\" is not a number; expected one such as 101.25, or nothing where the bar has no value")]
    [InlineData("date,close\n2024-03-04,1\n2024-03-05\n", "sma(2)", 1, "bars.csv:3:1: 1 fields; expected 2, as in the header")]
    [InlineData("day,close\n", "sma(2)", 1, "bars.csv:1: no column of times; found day, close; expected one headed time_utc, timestamp or date")]
    [InlineData("date,close\n", "atr(2)", 1, "bars.csv:1: no column \"high\"; found date, close; the indicators asked for need it")]
    [InlineData("", "sma(2)", 1, "bars.csv: the file is empty; expected a header row such as time_utc,open,high,low,close,volume")]
    [InlineData("date,close\n2024-03-04,\"1\n", "sma(2)", 1, "bars.csv:2:12: a quote is opened and never closed; expected \" at the end of the field")]
    [InlineData("date,close\nyesterday,1\n", "sma(2)@5m", 1, "bars.csv:2:1: date: \"yesterday\" is not a time; expected one such as")]
    [InlineData("date,open,high,low,close,volume\n2024-03-04,1,1,1,1,1\n2024-03-04,1,1,1,1,1\n", "vwap", 1, "bars.csv:3:1: date: \"2024-03-04\" does not come after the time above it; expected bars oldest first, each once")]
    [InlineData("date,close\n2024-03-04,1\n", "smaa(2)", 2, "--indicator \"smaa(2)\": there is no indicator \"smaa\"; did you mean \"sma\"?")]
    [InlineData("date,close\n2024-03-04,1\n", "beta(spx,2)", 2, "--indicator \"beta(spx,2)\": there is no series \"spx\"")]
    public async Task What_is_wrong_is_said_with_its_place(string text, string definition, int code, string message)
    {
        var result = await Compute(text, definition);
        Assert.Equal((code, ""), (result.Code, result.Output));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var (code, _, error) = await Run("indicators", "compute", "--input", "/nowhere/bars.csv", "--indicator", "sma(2)");
        Assert.Equal(1, code);
        Assert.Contains("/nowhere/bars.csv", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indicators_of_an_assembly_can_be_computed_and_listed()
    {
        var assembly = typeof(Doubled).Assembly.Location;
        var (code, output, error) = await Compute("date,close\n2024-03-04,21\n", ["doubled(1)"], "--assembly", assembly);
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith(",42\n", output, StringComparison.Ordinal);
        Assert.Contains("doubled", (await Run("indicators", "list", "--assembly", assembly)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await Run("indicators", "list", "--assembly", "/nowhere/own.dll")).Code);
    }

    [Fact]
    public async Task The_list_is_there_for_programs_and_for_people()
    {
        var json = JsonNode.Parse((await Run("indicators", "list", "--format", "json")).Output)!.AsArray();
        Assert.Equal(Bellwether.Indicators.IndicatorCatalogue.Standard.Entries.Select(e => e.Name), json.Select(e => (string)e!["name"]!));
        Assert.All(json, e => Assert.All(new[] { "aliases", "summary", "parameters", "outputs", "formula", "source", "warmUp" }, key => Assert.NotNull(e![key])));
        var text = (await Run("indicators", "list")).Output;
        Assert.All(json, e => Assert.Contains((string)e!["usual"]!, text, StringComparison.Ordinal));
        var page = (await Run("indicators", "show", "bollinger")).Output;
        Assert.StartsWith("bbands: ", page, StringComparison.Ordinal);
        Assert.Contains("first value at bar 20", page, StringComparison.Ordinal);
        Assert.Equal(1, (await Run("indicators", "show", "nosuch")).Code);
    }

    [Fact]
    public void The_manual_lists_every_indicator()
    {
        var manual = File.ReadAllText(Path.Combine(TestData.Checkout, "docs/indicators.md"));
        Assert.All(Bellwether.Indicators.IndicatorCatalogue.Standard.Entries, e => Assert.Contains($"| `{e.Usual}` | {e.Description.Summary} |", manual, StringComparison.Ordinal));
    }

    static Task<(int Code, string Output, string Error)> Compute(string text, params string[] definitions) => Compute(text, definitions, []);

    static async Task<(int Code, string Output, string Error)> Compute(string text, string[] definitions, params string[] more)
    {
        var folder = Directory.CreateTempSubdirectory("indicators-");
        try
        {
            var file = Path.Combine(folder.FullName, "bars.csv");
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            var (code, output, error) = await Run(["indicators", "compute", "--input", file, .. definitions.SelectMany(d => new[] { "--indicator", d }), .. more]);
            return (code, output, error.Replace(folder.FullName + "/", "", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
