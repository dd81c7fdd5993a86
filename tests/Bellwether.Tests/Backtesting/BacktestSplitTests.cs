using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Commands;
using Bellwether.Tests.Storage.Csv;

namespace Bellwether.Tests.Backtesting;

/// <summary>A backtest over bars as they were traded, through a split of two for one.</summary>
public sealed class BacktestSplitTests : IDisposable
{
    const string Configuration = """
        strategy: { name: holds, entry: { long: "close == 100" }, bracket: { stop: "4" } }
        risk: { sizing: { shares: 100 } }
        simulation: { fills: barClose }
        """;

    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    async Task<JsonNode> Backtest(params string[] more)
    {
        // Bought at 100 with a stop at 96; the next day it costs half of that, and falls from 50 to 47 at its third minute: through 48, which is 96 in new shares.
        var bars = folder.File("bars/IBM.csv", "timestamp,open,high,low,close,volume\n" + Day("2024-03-04", 101, 100, 100, 101) + Day("2024-03-05", 50, 50, 47, 47));
        folder.File("store/actions/symbol=IBM/actions.csv", "date,kind,value,previous_close\n2024-03-05,split,2,\n");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["backtest", folder.File("holds.yaml", Configuration), "--data", bars, "--format", "json", "--set", $"data.directory={Path.Combine(folder.Root, "store")}", .. more], output, error);
        Assert.True(code == 0, error.ToString());
        return JsonNode.Parse(output.ToString())!;
    }

    static string Day(string date, params double[] closes) =>
        string.Concat(closes.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{date}T09:{30 + i}:00-05:00,{c},{c},{c},{c},100\n")));

    [Fact]
    public async Task Shares_held_over_a_split_are_doubled_and_their_stop_is_halved()
    {
        var result = await Backtest("--adjust", "none");
        // 100 bought at 100; 200 sold at 47 by the stop, not at 50 at the opening: 600 dollars lost.
        Assert.Equal(2, (int)result["executions"]!);
        Assert.Equal((decimal)result["equity"]!["start"]! - 600 - (decimal)result["commission"]!, (decimal)result["equity"]!["end"]!);
    }

    [Fact]
    public async Task Without_the_action_the_split_is_a_loss_of_half()
    {
        var result = await Backtest();
        Assert.Equal((decimal)result["equity"]!["start"]! - 5_000 - (decimal)result["commission"]!, (decimal)result["equity"]!["end"]!);
    }
}
