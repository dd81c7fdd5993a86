namespace Bellwether.EndToEnd;

/// <summary><c>data compare</c> as a process, against the history of a simulated gateway.</summary>
public sealed class CompareTests
{
    static Task<BellwetherProcess.Ended> CompareAsync(string folder, params string[] rest) =>
        BellwetherProcess.RunAsync(folder, ["data", "compare", "--symbols", "AAPL", "--date", "2024-12-02", "--source", "imported", "--gateway", "simulated", .. rest]);

    [Fact]
    public async Task A_minute_that_is_missing_and_one_that_differs_are_found_with_their_size()
    {
        using var folder = new ScratchFolder();
        var told = await BellwetherProcess.RunAsync(folder.Path, "data", "bars", "--symbols", "AAPL", "--from", "2024-12-02", "--to", "2024-12-03", "--bar", "1m", "--fetch", "--gateway", "simulated", "--data-dir", "other");
        Assert.True(told.ExitCode == 0, told.ErrorText);
        // symbol,time_utc,open,high,low,close,volume,…
        var rows = told.Output.Skip(1).Select(l => l.Split(',')).ToArray();
        async Task ImportAsync(IEnumerable<string[]> taken)
        {
            await File.WriteAllLinesAsync(Path.Combine(folder.Path, "AAPL.csv"), taken.Select(r => string.Join(',', r[1..7])).Prepend("timestamp,open,high,low,close,volume"), TestContext.Current.CancellationToken);
            var import = await BellwetherProcess.RunAsync(folder.Path, "data", "import", "AAPL.csv");
            Assert.True(import.ExitCode == 0, import.ErrorText);
        }
        var absent = rows[7];
        // What the gateway states of each minute came through protocol, store and output.
        Assert.All(rows, r => Assert.True(long.Parse(r[8], System.Globalization.CultureInfo.InvariantCulture) > 0));
        var volume = decimal.Parse(rows[9][6], System.Globalization.CultureInfo.InvariantCulture);
        rows[9][6] = (volume * 2).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await ImportAsync(rows.Where(r => r != absent));

        var compared = await CompareAsync(folder.Path, "--format", "csv");
        Assert.Equal(1, compared.ExitCode);
        Assert.Equal("symbol,date,status,bars,history_bars,missing,filled,extra,differing,beyond,price_drift_bp,volume_drift_pct,volume,history_volume,trades,history_trades,trades_drift_pct,vwap_drift_bp", compared.Output[0]);
        Assert.StartsWith("AAPL,2024-12-02,differs,389,390,1,0,0,1,2,0,100,", Assert.Single(compared.Output.Skip(1)), StringComparison.Ordinal);

        var details = await CompareAsync(folder.Path, "--details");
        Assert.Equal([$"AAPL,{absent[1]},missing,,,,,,{string.Join(',', absent[2..7])},0,0,1,,,{absent[7]},{absent[8]},0", $"AAPL,{string.Join(',', rows[9][1..2])},values,{string.Join(',', rows[9][2..7])},{string.Join(',', rows[9][2..6])},{volume},0,100,1,,,{rows[9][7]},{rows[9][8]},0"], details.Output.Skip(1));

        await ImportAsync([absent]);
        Assert.Equal(0, (await CompareAsync(folder.Path, "--tolerance-volume", "100")).ExitCode);
    }

    [Theory]
    [InlineData("--symbols A --gateway simulated", "--date")]
    [InlineData("--symbols A --date 2024-12-02 --from 2024-12-02", "one or the other")]
    [InlineData("--symbols A --from 2024-12-03 --to 2024-12-02", "is after")]
    [InlineData("--symbols A --date 2024-12-02 --tolerance-bp -1", "expected a number from 0")]
    public async Task Wrong_usage_is_explained(string arguments, string said)
    {
        using var folder = new ScratchFolder();
        var ended = await BellwetherProcess.RunAsync(folder.Path, ["data", "compare", .. arguments.Split(' ')]);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(said, ended.ErrorText, StringComparison.Ordinal);
    }
}
