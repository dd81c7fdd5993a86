using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// Short texts that come again and again (symbols, exchanges, currencies, order types), so that reading one a second time makes no new string. It holds the
/// last text of each slot, so it cannot grow. Threads may overwrite each other's entries: each entry is right by itself.
/// </summary>
static class ShortTexts
{
    const int Longest = 16;
    const int SlotBits = 10;

    static readonly string[] Slots = new string[1 << SlotBits];

    /// <summary>The text of these bytes.</summary>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > Longest) return Encoding.UTF8.GetString(utf8);
        ref var slot = ref Slots[Slot(utf8)];
        // Only what is ASCII can be equal here, and then it is the same text byte for character.
        if (slot is { } known && known.Length == utf8.Length && Ascii.Equals(utf8, known)) return known;
        return slot = Encoding.UTF8.GetString(utf8);
    }

    static int Slot(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes) hash = (hash ^ b) * 16777619u;
        return (int)((hash ^ (hash >> 16)) & ((1 << SlotBits) - 1));
    }
}
