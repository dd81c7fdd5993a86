namespace Bellwether.EndToEnd;

/// <summary>Bars made of a capture, beside those that the run that wrote it kept.</summary>
public sealed class CapturedBarsTests(ReplayedDay replayed) : IClassFixture<ReplayedDay>
{
    [Fact]
    public async Task The_bars_of_a_capture_are_those_that_its_run_kept_byte_for_byte_and_again_and_again()
    {
        var file = Path.Combine(replayed.Folder, "bars-wire.tsv");
        var run = await BellwetherProcess.RunAsync(replayed.Folder, [.. ReplayedDay.Command(), "--capture", file, "--set", "data.record=true", "--set", "data.directory=seen"]);
        Assert.Equal(0, run.ExitCode);
        foreach (var bar in new[] { "1m", "15m", "1d" })
        {
            var kept = await BellwetherProcess.RunAsync(replayed.Folder, "data", "bars", "--symbols", "BAC,IBM,SPY", "--bar", bar, "--data-dir", "seen");
            var made = await BellwetherProcess.RunAsync(replayed.Folder, "ib", "replay", file, "--bars", bar);
            Assert.True(made.ExitCode == 0, string.Join('\n', made.Errors));
            Assert.Equal(kept.Output, made.Output);
            Assert.True(kept.Output.Count > 3, "there are no bars");
            Assert.Equal(made.Output, (await BellwetherProcess.RunAsync(replayed.Folder, "ib", "replay", file, "--bars", bar)).Output);
        }

        // Cut off in the middle of a line: what comes before gives the same bars, and the place is named.
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var cut = Path.Combine(replayed.Folder, "cut.tsv");
        var length = bytes.Length * 2 / 3;
        while (bytes[length - 1] == '\n') length--;
        await File.WriteAllBytesAsync(cut, bytes[..length], TestContext.Current.CancellationToken);
        var whole = (await BellwetherProcess.RunAsync(replayed.Folder, "ib", "replay", file, "--bars", "1m")).Output;
        var torn = await BellwetherProcess.RunAsync(replayed.Folder, "ib", "replay", cut, "--bars", "1m");
        Assert.Equal(1, torn.ExitCode);
        Assert.Contains(torn.Errors, line => line.Contains($"(byte {Array.LastIndexOf(bytes, (byte)'\n', length - 1) + 1})", StringComparison.Ordinal));
        Assert.InRange(torn.Output.Count, whole.Count / 2, whole.Count - 1);
        Assert.Empty(torn.Output.Except(whole));
    }
}
