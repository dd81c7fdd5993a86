using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// Makes a value fit to appear in an error or log: short, printable, and without account numbers. A damaged frame can put any field in any place,
/// so every quoted value is treated as if it held one.
/// </summary>
public static class Redaction
{
    const int Longest = 48;

    /// <summary>The value in quotes, cut at 48 characters, control characters as <c>?</c>, account numbers masked.</summary>
    public static string Quote(ReadOnlySpan<byte> value)
    {
        var cut = value.Length > Longest;
        var text = new StringBuilder(Longest + 16).Append('"');
        foreach (var b in cut ? value[..Longest] : value) text.Append(b is >= 32 and < 127 ? (char)b : '?');
        MaskAccounts(text);
        return text.Append(cut ? "…\"" : "\"").ToString();
    }

    /// <inheritdoc cref="Quote(ReadOnlySpan{byte})"/>
    public static string Quote(string value) => Quote(Encoding.UTF8.GetBytes(value));

    /// <summary>Replaces the digits of everything that looks like an account number (letters followed by four or more digits) by stars.</summary>
    public static string MaskAccounts(string text) => MaskAccounts(new StringBuilder(text)).ToString();

    static StringBuilder MaskAccounts(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetter(text[i])) continue;
            var end = i + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end - i - 1 < 4) continue;
            for (var at = i + 1; at < end; at++) text[at] = '*';
        }
        return text;
    }
}
