using Bellwether.Engine;
using Bellwether.Storage;

namespace Bellwether.Tests.Storage;

/// <summary>What was appended is read back; what was damaged is found, located and never passed over.</summary>
public sealed class JournalTests : IDisposable
{
    static readonly JournalHeader Header = new(1, "a1b2c3", "DU1234567", "00ff", "1.0", ["SPY", "IBM"]);
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-journal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static byte[] Payload(int record) => [.. Enumerable.Range(0, record % 40).Select(i => (byte)(record + i))];

    /// <summary>A segment of that many records, and the offsets at which they begin.</summary>
    static (byte[] Bytes, List<int> Starts) Segment(int records)
    {
        var stream = new MemoryStream();
        var starts = new List<int>();
        using (var writer = JournalWriter.Over(stream, Header))
        {
            for (var i = 1; i <= records; i++)
            {
                starts.Add((int)stream.Length);
                writer.Append(RecordKind.Fill, i, 1_000 + i, Payload(i));
                writer.Flush();
            }
        }
        return (stream.ToArray(), starts);
    }

    static List<JournalEntry> Read(byte[] bytes, out long? torn)
    {
        var reader = JournalReader.Open("a journal", bytes);
        var entries = reader.Entries().ToList();
        torn = reader.TornTail;
        return entries;
    }

    [Fact]
    public void What_was_appended_is_read_back()
    {
        var (bytes, starts) = Segment(100);
        var reader = JournalReader.Open("a journal", bytes);
        Assert.Equal((Header.Nonce, Header.Account, Header.ConfigurationHash), (reader.Header.Nonce, reader.Header.Account, reader.Header.ConfigurationHash));
        Assert.Equal(Header.Symbols, reader.Header.Symbols);

        var entries = reader.Entries().ToList();

        Assert.Null(reader.TornTail);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), entries.Select(e => e.Sequence));
        Assert.Equal(starts.Select(s => (long)s), entries.Select(e => e.Offset));
        Assert.All(entries, e =>
        {
            Assert.Equal((RecordKind.Fill, 1_000 + e.Sequence), (e.Kind, e.Time));
            Assert.Equal(Payload((int)e.Sequence), e.Payload);
        });
    }

    [Fact]
    public void A_record_larger_than_the_buffer_is_kept_whole()
    {
        var stream = new MemoryStream();
        var large = new byte[300_000];
        large.AsSpan().Fill(7);
        using (var writer = JournalWriter.Over(stream, Header))
        {
            writer.Append(RecordKind.Alert, 1, 5, [1, 2, 3]);
            writer.Append(RecordKind.InputSlice, 2, 6, large);
            writer.Append(RecordKind.Alert, 3, 7, [4]);
        }
        Assert.Equal([3, 300_000, 1], Read(stream.ToArray(), out _).Select(e => e.Payload.Length));
    }

    [Fact]
    public void The_checksum_is_the_one_of_the_standard()
    {
        // RFC 3720, appendix B.4: 32 bytes of zero give AA 36 91 8A, 0 to 31 give 4E 79 DD 46, least significant byte first.
        Assert.Equal(0x8A9136AAu, Castagnoli(new byte[32]));
        Assert.Equal(0x46DD794Eu, Castagnoli([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));

        var (bytes, starts) = Segment(41);
        for (var i = 0; i < starts.Count; i++)
        {
            var record = bytes.AsSpan(starts[i]..(i + 1 < starts.Count ? starts[i + 1] : bytes.Length));
            Assert.Equal(Castagnoli(record[..^4]), System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(record[^4..]));
        }
    }

    /// <summary>CRC-32C bit by bit, reflected polynomial 82F63B78.</summary>
    static uint Castagnoli(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
        }
        return ~crc;
    }

    [Fact]
    public void A_tail_cut_anywhere_loses_only_the_record_that_was_being_written()
    {
        var (bytes, starts) = Segment(30);
        for (var length = starts[20]; length < bytes.Length; length++)
        {
            var whole = starts.Count(s => s < length && EndOf(s) <= length);
            var entries = Read(bytes[..length], out var torn);
            Assert.Equal(whole, entries.Count);
            Assert.Equal(starts.Contains(length) ? null : (long?)starts[whole], torn);
        }

        int EndOf(int start) => starts.IndexOf(start) is var i && i + 1 < starts.Count ? starts[i + 1] : bytes.Length;
    }

    [Fact]
    public void No_flipped_bit_goes_unnoticed()
    {
        var (bytes, starts) = Segment(25);
        for (var at = starts[0]; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = (byte[])bytes.Clone();
                damaged[at] ^= (byte)(1 << bit);
                var hit = starts.FindLastIndex(s => s <= at);
                try
                {
                    var entries = Read(damaged, out var torn);
                    // Only damage to the last record can pass for a torn tail; nothing of it is taken for good.
                    Assert.Equal(starts.Count - 1, hit);
                    Assert.Equal((starts.Count - 1, (long?)starts[^1]), (entries.Count, torn));
                }
                catch (JournalFormatException problem)
                {
                    Assert.True(hit < starts.Count - 1, $"byte {at}: {problem.Message}");
                    Assert.Contains($"offset {starts[hit]}", problem.Message);
                }
            }
        }
    }

    [Fact]
    public void A_record_that_was_lost_doubled_or_moved_is_noticed()
    {
        var (bytes, starts) = Segment(6);
        var head = bytes[..starts[0]];
        byte[] Record(int i) => bytes[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : bytes.Length)];

        foreach (var order in (int[][])[[0, 1, 3, 4, 5], [0, 1, 2, 2, 3, 4, 5], [0, 2, 1, 3, 4, 5], [1, 2, 3]])
        {
            var problem = Assert.Throws<JournalFormatException>(() => Read([.. head, .. order.SelectMany(Record)], out _));
            Assert.Contains("missing, repeated or out of place", problem.Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("BWJRNL0")]
    [InlineData("time,open,high,low,close,volume\n")]
    public void Another_file_is_refused_by_name(string text)
    {
        var problem = Assert.Throws<JournalFormatException>(() => JournalReader.Open("prices.csv", System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Contains("prices.csv", problem.Message);
    }

    [Fact]
    public void Damage_to_the_header_is_refused()
    {
        var (bytes, starts) = Segment(3);
        for (var at = 0; at < starts[0]; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x20;
            Assert.Throws<JournalFormatException>(() => JournalReader.Open("a journal", damaged));
        }
    }

    [Fact]
    public void Each_opening_starts_the_next_segment_and_leaves_the_earlier_ones_alone()
    {
        byte[] first;
        using (var writer = JournalWriter.Open(folder, Header))
        {
            writer.Append(RecordKind.Alert, 1, 1, [1]);
            writer.Flush();
            Assert.Equal(1, writer.DurableSequence);
            first = File.ReadAllBytes(writer.Path);
        }
        using (var writer = JournalWriter.Open(folder, Header)) writer.Append(RecordKind.Alert, 1, 2, [2]);

        var segments = JournalReader.Segments(folder);
        Assert.Equal(["segment-000001.bwj", "segment-000002.bwj"], segments.Select(Path.GetFileName));
        Assert.Equal(first, File.ReadAllBytes(segments[0]));
        Assert.Equal([2], JournalReader.Open(segments[1]).Entries().Single().Payload);
    }

    [Fact]
    public void A_second_writer_is_turned_away_until_the_first_is_gone()
    {
        using (JournalWriter.Open(folder, Header))
        {
            var problem = Assert.Throws<JournalInUseException>(() => JournalWriter.Open(folder, Header));
            Assert.Contains(folder, problem.Message);
            Assert.Single(JournalReader.Segments(folder));
        }
        using var next = JournalWriter.Open(folder, Header);
        Assert.Equal(2, JournalReader.Segments(folder).Count);
    }

    [Fact]
    public void Nothing_is_durable_before_the_flush_and_a_refused_write_is_final()
    {
        var disk = new FailingStream();
        var writer = JournalWriter.Over(disk, Header);
        writer.Append(RecordKind.Alert, 1, 1, [1]);
        Assert.Equal(0, writer.DurableSequence);
        writer.Flush();
        Assert.Equal(1, writer.DurableSequence);

        disk.IsFull = true;
        writer.Append(RecordKind.Alert, 2, 1, [2]);
        Assert.Throws<IOException>(writer.Flush);
        disk.IsFull = false;
        Assert.Throws<IOException>(writer.Flush);
        Assert.Equal(1, writer.DurableSequence);
        writer.Dispose();
        Assert.Single(Read(disk.ToArray(), out var torn));
        Assert.Null(torn);
    }

    sealed class FailingStream : MemoryStream
    {
        public bool IsFull { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (IsFull) throw new IOException("No space left on device");
            base.Write(buffer);
        }
    }
}
