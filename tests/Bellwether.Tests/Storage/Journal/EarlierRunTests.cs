using Bellwether.Engine;
using Bellwether.Storage;

namespace Bellwether.Tests.Storage;

/// <summary>What a journal folder gives a run to go on from.</summary>
public sealed class EarlierRunTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-earlier-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static JournalHeader Header(string nonce) => new(1, nonce, "DU1234567", "00ff", "1.0", ["SPY"]) { ClientId = 7 };

    /// <summary>A run that wrote these records; their times tell them apart.</summary>
    string Segment(string nonce, int time, params RecordKind[] kinds)
    {
        using var writer = JournalWriter.Open(folder, Header(nonce));
        for (var i = 0; i < kinds.Length; i++) writer.Append(kinds[i], i + 1, time, [1, 2, 3, 4, 5, 6, 7, 8]);
        return writer.Path;
    }

    /// <summary>Nonce and times of what is gone on from.</summary>
    string Found() => EarlierRun.Find(folder) is { } run ? $"{run.Header.Nonce} {string.Join(' ', run.Entries.Select(e => e.Time))}" : "none";

    [Fact]
    public void An_empty_folder_and_none_at_all_hold_no_run()
    {
        Assert.Null(EarlierRun.Find(folder));
        Assert.Null(EarlierRun.Find(Path.Combine(folder, "none")));
    }

    [Fact]
    public void The_newest_segment_stands_by_itself()
    {
        Segment("aa", 1, RecordKind.Fill, RecordKind.Fill);
        Segment("aa", 2, RecordKind.RestoredAccount, RecordKind.RestoredEnd, RecordKind.Fill);
        Assert.Equal("aa 2 2 2", Found());
        Assert.Equal(7, EarlierRun.Find(folder)!.Header.ClientId);
    }

    [Fact]
    public void A_segment_without_records_is_passed_over()
    {
        Segment("aa", 1, RecordKind.Fill);
        Segment("aa", 2);
        Assert.Equal("aa 1", Found());
    }

    [Fact]
    public void A_segment_whose_restatement_was_cut_short_is_passed_over()
    {
        Segment("aa", 1, RecordKind.Fill);
        Segment("aa", 2, RecordKind.RestoredAccount, RecordKind.RestoredOrder);
        Assert.Equal("aa 1", Found());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(40)]
    public void A_segment_that_was_cut_within_its_header_is_passed_over(int bytes)
    {
        Segment("aa", 1, RecordKind.Fill);
        var newest = Segment("aa", 2, RecordKind.Fill);
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..bytes]);
        Assert.Equal("aa 1", Found());
    }

    [Fact]
    public void A_last_record_that_is_not_whole_is_cut_off()
    {
        var path = Segment("aa", 1, RecordKind.Fill, RecordKind.Fill);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^3]);
        Assert.Equal("aa 1", Found());
    }

    [Fact]
    public void What_another_nonce_left_is_not_gone_on_from()
    {
        Segment("aa", 1, RecordKind.Fill);
        Segment("bb", 2);
        Assert.Equal("bb ", Found());
    }

    [Fact]
    public void A_damaged_record_with_good_ones_behind_it_is_no_end()
    {
        var path = Segment("aa", 1, RecordKind.Fill, RecordKind.Fill, RecordKind.Fill);
        var bytes = File.ReadAllBytes(path);
        bytes[^80] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("damaged", Assert.Throws<JournalFormatException>(() => EarlierRun.Find(folder)).Message, StringComparison.Ordinal);
    }
}
