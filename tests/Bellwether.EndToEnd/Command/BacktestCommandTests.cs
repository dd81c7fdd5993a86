using Bellwether.Tests;

namespace Bellwether.EndToEnd;

/// <summary><c>bellwether backtest</c> as a process: the yardstick strategy, and what is said about data that is not right.</summary>
public sealed class BacktestCommandTests
{
    static readonly string Sample = Path.Combine(TestData.Checkout, "samples", "backtests", "sma-cross.yaml");

    [Fact]
    public async Task The_yardstick_strategy_comes_to_what_another_engine_made_of_it()
    {
        using var folder = new ScratchFolder();
        var result = (await BellwetherProcess.RunAsync(folder.Path, "backtest", Sample, "--data", TestData.Shared("data/parity"), "--format", "json")).Json;

        Assert.Equal(["bars", "orders", "executions", "commission", "cash", "equity", "loadSeconds", "elapsedSeconds", "barsPerSecond", "peakMemoryMb", "hash"],
            result.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["submitted", "filled", "cancelled", "rejected"], result.GetProperty("orders").EnumerateObject().Select(p => p.Name));
        // The result of another engine, which an independent recomputation agrees with to the cent.
        Assert.Equal(4616, result.GetProperty("orders").GetProperty("filled").GetInt32());
        Assert.Equal(4616, result.GetProperty("orders").GetProperty("submitted").GetInt32());
        Assert.Equal(4616, result.GetProperty("executions").GetInt32());
        Assert.Equal(4616m, result.GetProperty("commission").GetDecimal()); // One dollar an order.
        Assert.Equal(977_205m, result.GetProperty("cash").GetDecimal());
        Assert.Equal(1_000_000m, result.GetProperty("equity").GetProperty("start").GetDecimal());
        Assert.Equal(994_601m, result.GetProperty("equity").GetProperty("end").GetDecimal());
        Assert.True(result.GetProperty("barsPerSecond").GetDouble() > 0);
        Assert.True(result.GetProperty("peakMemoryMb").GetDouble() > 0);
    }

    [Fact]
    public async Task A_backtest_gives_the_same_hash_every_time()
    {
        using var folder = new ScratchFolder();
        string[] command = ["backtest", Sample, "--data", TestData.Shared("data/parity"), "--to", "2024-01-05", "--format", "json"];
        var first = (await BellwetherProcess.RunAsync(folder.Path, command)).Json;
        var second = (await BellwetherProcess.RunAsync(folder.Path, command)).Json;

        Assert.Equal(first.GetProperty("hash").GetString(), second.GetProperty("hash").GetString());
        Assert.True(first.GetProperty("executions").GetInt64() > 0);
    }

    [Fact]
    public async Task A_broken_row_is_named_with_its_file_and_line()
    {
        using var folder = new ScratchFolder();
        var file = folder.File("bars/ABC.csv", "timestamp,open,high,low,close,volume\n2024-01-02T14:30:00Z,10,10.1,9.9,10,100\n2024-01-02T14:31:00Z,10,ten,9.9,10,100\n");
        var run = await BellwetherProcess.RunAsync(folder.Path, "backtest", Sample, "--data", folder.At("bars"));

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains($"{file}:3", run.ErrorText, StringComparison.Ordinal);
        Assert.Contains("\"ten\"", run.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.ErrorText, StringComparison.Ordinal); // No stack trace.
    }

    [Fact]
    public async Task A_data_folder_that_is_not_there_is_named()
    {
        using var folder = new ScratchFolder();
        var run = await BellwetherProcess.RunAsync(folder.Path, "backtest", Sample, "--data", "nowhere");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nowhere: there is no such file or folder", run.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbol_without_a_file_is_named_with_those_that_have_one()
    {
        using var folder = new ScratchFolder();
        folder.File("bars/ABC.csv", "timestamp,open,high,low,close,volume\n2024-01-02T14:30:00Z,10,10.1,9.9,10,100\n");
        var run = await BellwetherProcess.RunAsync(folder.Path, "backtest", Sample, "--data", "bars", "--symbols", "XYZ");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no file XYZ.csv or XYZ.csv.gz; there are ABC", run.ErrorText, StringComparison.Ordinal);
    }
}
