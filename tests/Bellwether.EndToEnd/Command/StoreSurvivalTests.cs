using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.EndToEnd;

/// <summary>What is left of a store when its writer dies or the disk has no more room.</summary>
public sealed class StoreSurvivalTests
{
    const int Sessions = 30;
    const int Minutes = 390;

    static readonly TradingSession[] Calendar = [.. ExchangeCalendar.NewYork.Sessions(new LocalDate(2024, 1, 2), new LocalDate(2024, 3, 1)).Take(Sessions)];

    /// <summary>One file a session, all of one year and so of one file of the store; every close of it tells which writing it is of.</summary>
    static string[] Files(ScratchFolder folder, int writing)
    {
        var paths = new string[Sessions];
        for (var s = 0; s < Sessions; s++)
        {
            var text = new StringBuilder("timestamp,open,high,low,close,volume\n");
            for (var m = 0; m < Minutes; m++)
                text.Append(CultureInfo.InvariantCulture, $"{EngineTime.ToInstant(Calendar[s].OpenNanoseconds + (m * EngineTime.Minute))},{writing},{writing + 1},{writing},{writing},{m}\n");
            paths[s] = folder.File(string.Create(CultureInfo.InvariantCulture, $"s{s:00}.csv"), text.ToString());
        }
        return paths;
    }

    /// <summary>The writing that each session is of; 0 = none. A session that is not whole, or of two writings, fails.</summary>
    static int[] Held(string data)
    {
        using var store = BarStore.Open(data);
        foreach (var file in store.Examine()) Assert.True(file.Problem is null, $"{file.Path}: {file.Problem}");
        var rows = store.Read("IBM", BarSpec.OneMinute, long.MinValue, long.MaxValue);
        var held = new int[Sessions];
        for (var s = 0; s < Sessions; s++)
        {
            var part = rows.Between(Calendar[s].OpenNanoseconds, Calendar[s].CloseNanoseconds);
            if (part.Count == 0) continue;
            Assert.Equal(Minutes, part.Count);
            held[s] = (int)part.Close[0];
            Assert.All(part.Close, close => Assert.Equal(held[s], close));
        }
        Assert.Equal(held.Count(h => h > 0) * Minutes, rows.Count);
        return held;
    }

    /// <summary>
    /// A writer is ended without warning (SIGKILL) at a random moment of a random append, again and again over one store. What it said it had stored is there, and every session is
    /// whole. BELLWETHER_KILLS sets how often; 200 take about two minutes.
    /// </summary>
    [Fact]
    public async Task A_writer_that_is_killed_at_any_moment_tears_nothing_and_loses_nothing_it_had_stored()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("BELLWETHER_KILLS") ?? "12", CultureInfo.InvariantCulture);
        using var folder = new ScratchFolder();
        var data = folder.At("data");
        var random = new Random(20240102);
        var before = new int[Sessions];
        for (var writing = 1; writing <= kills; writing++)
        {
            var files = Files(folder, writing);
            int said;
            await using (var writer = BellwetherProcess.Start(folder.Path, ["data", "import", .. files, "--symbol", "IBM", "--data-dir", data]))
            {
                await writer.OutputAsync(string.Create(CultureInfo.InvariantCulture, $"s{random.Next(Sessions):00}.csv: "));
                var moment = TimeSpan.FromMicroseconds(random.Next(12_000));
                var began = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(began) < moment) Thread.SpinWait(20);
                said = writer.Output.Count;
            }
            var held = Held(data);
            for (var s = 0; s < Sessions; s++)
            {
                if (s < said) Assert.Equal(writing, held[s]);
                else Assert.True(held[s] == writing || held[s] == before[s], $"session {s}: of writing {held[s]}, expected {writing} or {before[s]}");
            }
            before = held;
        }
        // The next writer goes on and leaves nothing of the dead ones behind.
        var last = await BellwetherProcess.RunAsync(folder.Path, ["data", "import", .. Files(folder, kills + 1), "--symbol", "IBM", "--data-dir", data]);
        Assert.Equal((0, Sessions), (last.ExitCode, last.Output.Count));
        Assert.All(Held(data), writing => Assert.Equal(kills + 1, writing));
        Assert.Empty(Directory.EnumerateFiles(data, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_and_loses_nothing()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs the limits of a Linux shell");
        using var folder = new ScratchFolder();
        var data = folder.At("data");
        var files = Files(folder, 7);
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, ["data", "import", .. files[..2], "--symbol", "IBM", "--data-dir", data])).ExitCode);
        var file = Directory.EnumerateFiles(data, "*.parquet", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);

        // No file may grow beyond 512 bytes: writing ends as on a full disk, with an error from the system. (The runtime's own large mappings would be refused too.)
        string[] words = ["-c", "trap '' XFSZ; ulimit -f 1; export DOTNET_EnableWriteXorExecute=0; exec dotnet \"$@\"", "sh", BellwetherProcess.Dll, "data", "import", files[2], "--symbol", "IBM", "--data-dir", data];
        await using var limited = BellwetherProcess.Start("sh", folder.Path, words);
        var ended = await limited.EndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.Contains(file, ended.ErrorText, StringComparison.Ordinal);
        Assert.Contains("nothing of it was changed", ended.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.ErrorText, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFiles(data, "*.tmp", SearchOption.AllDirectories));
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, ["data", "import", files[2], "--symbol", "IBM", "--data-dir", data])).ExitCode);
        Assert.Equal([7, 7, 7], Held(data)[..3]);
    }

    [Fact]
    public async Task Bars_go_to_standard_output_and_to_a_file_as_one_table_that_SQL_reads()
    {
        using var folder = new ScratchFolder();
        var data = folder.At("data");
        var files = Files(folder, 7);
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, ["data", "import", .. files[..2], "--symbol", "IBM", "--data-dir", data])).ExitCode);
        string[] bars = ["data", "bars", "--symbols", "IBM", "--bar", "1d", "--data-dir", data, "--format", "parquet"];
        var table = Path.Combine(data, "table.parquet");
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, [.. bars, "--output", table])).ExitCode);
        await using (var piped = BellwetherProcess.Start("sh", folder.Path, ["-c", "exec dotnet \"$@\" > \"$0\"", table + ".2", BellwetherProcess.Dll, .. bars])) Assert.Equal(0, (await piped.EndAsync()).ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(table, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(table + ".2", TestContext.Current.CancellationToken));

        // Volume: 0 + 1 + … + 389 = 75,855. The average of typical prices (8 + 7 + 7) / 3 is 22/3.
        var asked = await BellwetherProcess.RunAsync(folder.Path, "data", "sql", $"SELECT symbol, time_utc, open, high, low, close, volume, round(vwap, 12) AS vwap, trades, source FROM read_parquet('{table}')", "--data-dir", data);
        Assert.Equal(
            ["symbol,time_utc,open,high,low,close,volume,vwap,trades,source", "IBM,2024-01-02T14:30:00Z,7,8,7,7,75855,7.333333333333,,imported", "IBM,2024-01-03T14:30:00Z,7,8,7,7,75855,7.333333333333,,imported"],
            asked.Output);
    }
}
