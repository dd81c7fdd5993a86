using System.Globalization;
using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// Payloads as text that fits into one cell of a table: a NUL is <c>\0</c> (always exactly these two characters), another byte that is not printable
/// ASCII is <c>\xNN</c>, a backslash is <c>\\</c>. Other characters stand for themselves.
/// </summary>
public static class FrameText
{
    /// <summary>The text for these bytes; printable ASCII throughout.</summary>
    public static string Escape(ReadOnlySpan<byte> payload)
    {
        var text = new StringBuilder(payload.Length + 16);
        Escape(payload, text);
        return text.ToString();
    }

    /// <inheritdoc cref="Escape(ReadOnlySpan{byte})"/>
    public static void Escape(ReadOnlySpan<byte> payload, StringBuilder text)
    {
        foreach (var b in payload)
        {
            if (b == 0) text.Append("\\0");
            else if (b == '\\') text.Append("\\\\");
            else if (b is >= 32 and < 127) text.Append((char)b);
            else text.Append("\\x").Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The bytes for this text. Characters outside ASCII count as their UTF-8 bytes.</summary>
    /// <returns>False when a backslash begins none of the three escapes.</returns>
    public static bool TryUnescape(string text, out byte[] payload)
    {
        var raw = Encoding.UTF8.GetBytes(text);
        payload = [];
        var used = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var b = raw[i];
            if (b == '\\')
            {
                if (++i == raw.Length) return false;
                if (raw[i] == '0') b = 0;
                else if (raw[i] == 'x')
                {
                    if (i + 2 >= raw.Length || !char.IsAsciiHexDigit((char)raw[i + 1]) || !char.IsAsciiHexDigit((char)raw[i + 2])) return false;
                    b = byte.Parse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                    i += 2;
                }
                else if (raw[i] != '\\') return false;
            }
            // What is read is never shorter than what is written, so the bytes can be turned in place.
            raw[used++] = b;
        }
        payload = raw[..used];
        return true;
    }
}
