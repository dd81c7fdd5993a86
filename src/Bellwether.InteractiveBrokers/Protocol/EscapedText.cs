using System.Globalization;
using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The seven-bit form of free text: a character outside printable ASCII travels as <c>\uXXXX</c> (a UTF-16 unit).</summary>
static class EscapedText
{
    public static string Decode(string text)
    {
        var at = text.IndexOf("\\u", StringComparison.Ordinal);
        if (at < 0) return text;
        var result = new StringBuilder(text.Length).Append(text, 0, at);
        while (at < text.Length)
        {
            if (IsEscape(text, at, out var unit))
            {
                result.Append(unit);
                at += 6;
            }
            else result.Append(text[at++]);
        }
        return result.ToString();
    }

    public static string Encode(string text)
    {
        StringBuilder? result = null;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            // A backslash that would begin an escape is escaped itself, so that decoding gives the same text back.
            var plain = (c is >= ' ' and < '\u007f' or '\t' or '\r' or '\n') && !(c == '\\' && IsEscape(text, at, out _));
            if (plain) result?.Append(c);
            else (result ??= new StringBuilder(text.Length + 16).Append(text, 0, at)).Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return result?.ToString() ?? text;
    }

    static bool IsEscape(string text, int at, out char unit)
    {
        unit = default;
        if (at + 6 > text.Length || text[at] != '\\' || text[at + 1] != 'u') return false;
        for (var i = at + 2; i < at + 6; i++)
            if (!char.IsAsciiHexDigit(text[i])) return false;
        unit = (char)ushort.Parse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        // A NUL would end the field.
        return unit != 0;
    }
}
