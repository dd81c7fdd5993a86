using System.Globalization;
using System.Text;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.EndToEnd;

/// <summary>A disk that is really full, and one that cannot be written: what is said, that nothing is torn or lost, and that all goes on once there is room.</summary>
public sealed class FullDiskTests
{
    /// <summary>Sessions of 390 minutes whose prices do not pack well.</summary>
    static string Session(ScratchFolder folder, int day)
    {
        var session = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 1, day))!;
        var random = new Random(day);
        var text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var m = 0; m < 390; m++)
        {
            var price = Math.Round(100 + random.NextDouble(), 6);
            text.Append(CultureInfo.InvariantCulture, $"{EngineTime.ToInstant(session.OpenNanoseconds + (m * EngineTime.Minute))},{price},{price},{price},{price},{random.Next(1, 1_000_000)}\n");
        }
        return folder.File(string.Create(CultureInfo.InvariantCulture, $"IBM_202401{day:00}.csv"), text.ToString());
    }

    static int Held(string data, string symbol = "IBM")
    {
        using var store = BarStore.Open(data);
        Assert.All(store.Examine(), file => Assert.True(file.Problem is null, $"{file.Path}: {file.Problem}"));
        Assert.Empty(Directory.EnumerateFiles(data, "*.tmp", SearchOption.AllDirectories));
        return store.Read(symbol, BarSpec.OneMinute, long.MinValue / 2, long.MaxValue).Count;
    }

    static void SaysThat(BellwetherProcess.Ended ended, string problem, string folder)
    {
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(folder, ended.ErrorText, StringComparison.Ordinal);
        Assert.Contains(problem, ended.ErrorText, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", ended.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_onto_a_full_disk_says_so_and_goes_on_once_there_is_room()
    {
        using var folder = new ScratchFolder();
        using var disk = TinyDisk.Mount(folder, 256);
        var data = Path.Combine(disk.Root, "data");
        string[] Import(int day) => ["data", "import", Session(folder, day), "--data-dir", data];
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, Import(2))).ExitCode);
        disk.Fill();
        var full = await BellwetherProcess.RunAsync(folder.Path, Import(3));
        SaysThat(full, "No space left", data);
        Assert.Contains("nothing of it was changed", full.ErrorText, StringComparison.Ordinal);
        Assert.Empty(full.Output);
        Assert.Equal(390, Held(data));
        disk.Free();
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, Import(3))).ExitCode);
        Assert.Equal(780, Held(data));
    }

    [Fact]
    public void A_session_that_is_appended_to_a_full_disk_stays_with_its_writer_and_what_was_there_is_whole()
    {
        using var folder = new ScratchFolder();
        using var disk = TinyDisk.Mount(folder, 256);
        var data = Path.Combine(disk.Root, "data");
        BarRows Minutes(int day) => BarRows.Of(BarFile.ReadAs("IBM", Session(folder, day)), BarSource.Live);
        using var store = BarStore.OpenForWriting(data);
        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Minutes(2));
        disk.Fill();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var refused = Assert.Throws<DataFileException>(() => store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Minutes(3)));
            Assert.StartsWith(data, refused.Path, StringComparison.Ordinal);
            Assert.Contains("No space left", refused.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(390, Held(data));
        }
        disk.Free();
        Assert.Equal(390, store.Append("IBM", BarSpec.OneMinute, BarSource.Live, Minutes(3)).Added);
        Assert.Equal(780, Held(data));
    }

    [Fact]
    public async Task A_download_onto_a_full_disk_ends_with_the_reason_and_goes_on_once_there_is_room()
    {
        using var folder = new ScratchFolder();
        using var disk = TinyDisk.Mount(folder, 256);
        var data = Path.Combine(disk.Root, "data");
        string[] Download(string from, string to) => ["data", "download", "--gateway", "simulated", "--symbols", "AAPL", "--from", from, "--to", to, "--data-dir", data];
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, Download("2024-12-02", "2024-12-04"))).ExitCode);
        disk.Fill();
        var full = await BellwetherProcess.RunAsync(folder.Path, Download("2024-12-02", "2024-12-10"));
        SaysThat(full, "No space left", data);
        Assert.Equal(2 * 390, Held(data, "AAPL"));
        disk.Free();
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, Download("2024-12-02", "2024-12-10"))).ExitCode);
        Assert.Equal(6 * 390, Held(data, "AAPL"));
    }

    [Fact]
    public async Task A_run_whose_minutes_find_no_room_goes_on_and_says_where_they_were_to_go()
    {
        using var folder = new ScratchFolder();
        using var disk = TinyDisk.Mount(folder, 64);
        var data = Path.Combine(disk.Root, "data");
        Directory.CreateDirectory(data);
        disk.Fill();
        string[] run = ["run", "--headless", "--speed", "0", "--symbols", "AAPL,MSFT", "--set", "data.record=true", "--set", "data.directory=" + data];
        var ended = await BellwetherProcess.RunAsync(folder.Path, run);
        Assert.True(ended.ExitCode == 0, ended.ErrorText);
        // Told when it happens, and at the end, when nothing can be tried again.
        foreach (var said in new[] { "minutes were not stored and wait for the next write: " + data, "minutes were not stored and are lost: " + data }) Assert.Contains(said, ended.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_read_and_says_so_to_writers()
    {
        using var folder = new ScratchFolder();
        using var disk = TinyDisk.Mount(folder, 256);
        var data = Path.Combine(disk.Root, "data");
        Assert.Equal(0, (await BellwetherProcess.RunAsync(folder.Path, "data", "import", Session(folder, 2), "--data-dir", data)).ExitCode);
        disk.MakeReadOnly();
        SaysThat(await BellwetherProcess.RunAsync(folder.Path, "data", "import", Session(folder, 3), "--data-dir", data), "read-only", data);
        foreach (var command in new string[][] { ["bars", "--symbols", "IBM", "--bar", "1d"], ["coverage"], ["coverage", "--verify"], ["sessions", "--symbols", "IBM"], ["sql", "SELECT count(*) AS n FROM bars"] })
        {
            var ended = await BellwetherProcess.RunAsync(folder.Path, ["data", .. command, "--data-dir", data]);
            Assert.True(ended.ExitCode == 0, ended.ErrorText);
            Assert.True(ended.Output.Count >= 2);
        }
    }

    [Fact]
    public void A_store_whose_folder_has_gone_is_made_anew_by_its_writer()
    {
        using var folder = new ScratchFolder();
        var data = folder.At("data");
        var rows = BarRows.Of([new AggregatedBar(EngineTime.From(Instant.FromUtc(2024, 1, 2, 14, 30)), 1, 1, 1, 1, 1, double.NaN, -1, true)], BarSource.Live);
        using var store = BarStore.OpenForWriting(data);
        store.Append("IBM", BarSpec.OneMinute, BarSource.Live, rows);
        Directory.Delete(data, recursive: true);
        Assert.Equal(0, store.Read("IBM", BarSpec.OneMinute, long.MinValue, long.MaxValue).Count);
        Assert.Equal(1, store.Append("IBM", BarSpec.OneMinute, BarSource.Live, rows).Added);
        Assert.Equal(1, Held(data));
    }
}
