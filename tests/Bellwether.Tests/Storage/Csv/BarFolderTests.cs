using Bellwether.Storage;

namespace Bellwether.Tests.Storage.Csv;

public sealed class BarFolderTests : IDisposable
{
    const string Bars = "timestamp,open,high,low,close,volume\n2024-01-02T09:30:00-05:00,1,2,1,2,10\n2024-01-03T09:30:00-05:00,2,3,2,3,10\n";

    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_gives_all_its_symbols_by_ticker_or_the_named_ones_in_their_order()
    {
        folder.File("ZAB.csv", Bars);
        folder.File("ZAA.csv.gz", ScratchFolder.Gzip(Bars));
        folder.File("BRK B.csv", Bars);
        folder.File("README.md", "not a bar file");
        folder.File("notes.csv", "neither is this");
        Assert.Equal(["BRK B", "ZAA", "ZAB"], BarFolder.Load(folder.Root).Select(b => b.Symbol));
        Assert.Equal(["ZAB", "ZAA"], BarFolder.Load(folder.Root, ["ZAB", "ZAA"]).Select(b => b.Symbol));
        Assert.All(BarFolder.Load(folder.Root, from: new(2024, 1, 3)), b => Assert.Equal([2], b.Open.ToArray()));
    }

    [Fact]
    public void Files_and_folders_may_be_mixed()
    {
        var file = folder.File("one/ZAA.csv", Bars);
        folder.File("two/ZAB.csv", Bars);
        Assert.Equal(["ZAA", "ZAB"], BarFolder.Load([file, Path.Combine(folder.Root, "two")]).Select(b => b.Symbol));
    }

    [Fact]
    public void A_symbol_without_a_file_lists_what_is_there()
    {
        folder.File("ZAA.csv", Bars);
        folder.File("ZAB.csv", Bars);
        var error = Assert.Throws<DataFileException>(() => BarFolder.Load(folder.Root, ["ZAA", "SPY"]));
        Assert.Equal($"{folder.Root}: no file SPY.csv or SPY.csv.gz; there are ZAA, ZAB: add the file or drop the symbol", error.Message);
    }

    [Fact]
    public void A_symbol_in_two_places_a_missing_path_and_an_empty_folder_are_errors()
    {
        folder.File("one/ZAA.csv", Bars);
        folder.File("one/ZAA.csv.gz", ScratchFolder.Gzip(Bars));
        Assert.Contains("keep one of the two", Assert.Throws<DataFileException>(() => BarFolder.Load(Path.Combine(folder.Root, "one"))).Message, StringComparison.Ordinal);
        Assert.Contains("no such file or folder", Assert.Throws<DataFileException>(() => BarFolder.Load(Path.Combine(folder.Root, "none"))).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(folder.Root, "empty"));
        Assert.Contains("holds no bar file", Assert.Throws<DataFileException>(() => BarFolder.Load(Path.Combine(folder.Root, "empty"))).Message, StringComparison.Ordinal);
        Assert.Throws<DataFileException>(() => BarFolder.Load(folder.File("x.csv", Bars)));
    }

    [Fact]
    public void Of_several_broken_files_the_first_is_named()
    {
        for (var c = 'A'; c <= 'Z'; c++) folder.File($"Z{c}.csv", Bars + "broken\n");
        for (var i = 0; i < 20; i++)
            Assert.StartsWith(Path.Combine(folder.Root, "ZA.csv:4: timestamp \"broken\""), Assert.Throws<DataFileException>(() => BarFolder.Load(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parity_set_holds_390_bars_a_session_and_symbol()
    {
        var all = BarFolder.Load(TestData.Shared("data/parity"));
        Assert.Equal(["ZAA", "ZAB", "ZAC", "ZAD", "ZAE"], all.Select(b => b.Symbol));
        Assert.All(all, b => Assert.Equal(60 * 390, b.Count));
    }

    [Fact]
    public void The_hash_names_the_content_not_the_file()
    {
        folder.File("one/ZAA.csv", Bars);
        folder.File("two/ZAA.csv.gz", ScratchFolder.Gzip(Bars.Replace("09:30:00-05:00", "14:30:00Z", StringComparison.Ordinal)));
        folder.File("three/ZAA.csv", Bars.Replace(",10\n", ",11\n", StringComparison.Ordinal));
        string Hash(string name) => BarColumnsHash.Of(BarFolder.Load(Path.Combine(folder.Root, name)));
        Assert.Equal(Hash("one"), Hash("two"));
        Assert.NotEqual(Hash("one"), Hash("three"));
        Assert.Matches("^[0-9a-f]{32}$", Hash("one"));
    }
}
