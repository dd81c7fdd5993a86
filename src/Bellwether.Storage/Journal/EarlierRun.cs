using Bellwether.Engine;

namespace Bellwether.Storage;

/// <summary>
/// What an earlier run left in a journal, for the next one to go on from: its header, and the records of its last segment, which stands by itself. A segment whose
/// start was cut short is passed over for the one before it; what was being written when the process died is cut off.
/// </summary>
public sealed class EarlierRun
{
    readonly Func<JournalReader>? open;

    EarlierRun(JournalHeader header, Func<JournalReader>? open)
    {
        Header = header;
        this.open = open;
    }

    public JournalHeader Header { get; }

    /// <summary>Its records, oldest first, without a last one that is not whole.</summary>
    /// <exception cref="JournalFormatException">A damaged record with good ones after it.</exception>
    public IEnumerable<JournalEntry> Entries => open is null ? [] : open().Entries();

    /// <summary>The run that a folder holds; null when there was none.</summary>
    /// <exception cref="JournalFormatException">A segment is damaged, or of a version that this program does not read.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static EarlierRun? Find(string folder)
    {
        JournalHeader? newest = null;
        foreach (var path in JournalReader.Segments(folder).Reverse())
        {
            if (JournalReader.OpenUnlessCut(path) is not { } reader) continue;
            // Orders are known by their nonce: what another one left is not this one's.
            if (newest is not null && newest.Nonce != reader.Header.Nonce) break;
            newest ??= reader.Header;
            if (IsWhole(reader)) return new EarlierRun(reader.Header, () => JournalReader.Open(path));
        }
        return newest is null ? null : new EarlierRun(newest, null);
    }

    /// <summary>A segment in memory.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="bytes">The segment.</param>
    /// <returns>Null when the start of the segment was cut short.</returns>
    /// <exception cref="JournalFormatException">The segment is damaged, or of a version that this program does not read.</exception>
    public static EarlierRun? Read(string name, byte[] bytes)
    {
        var reader = JournalReader.Open(name, bytes);
        return IsWhole(reader) ? new EarlierRun(reader.Header, () => JournalReader.Open(name, bytes)) : null;
    }

    /// <summary>True when the segment has records, and, if it restates an earlier one, restates it to the end. All of it is read, so that damage shows now.</summary>
    static bool IsWhole(JournalReader reader)
    {
        var (isRestated, isEnded, count) = (false, false, 0L);
        foreach (var entry in reader.Entries())
        {
            isRestated |= count++ == 0 && entry.Kind == RecordKind.RestoredAccount;
            isEnded |= entry.Kind == RecordKind.RestoredEnd;
        }
        return isRestated ? isEnded : count > 0;
    }
}
