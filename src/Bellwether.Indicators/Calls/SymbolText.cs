namespace Bellwether.Indicators;

/// <summary>Tickers as they stand in texts: capital letters and digits, with parts after a dot, a dash or one blank (<c>BRK.B</c>, <c>BRK B</c>).</summary>
public static class SymbolText
{
    /// <summary>Behind the longest ticker that begins at a place; the place itself when none does.</summary>
    public static int End(string text, int at)
    {
        var end = PartEnd(text, at);
        if (end == at || !char.IsAsciiLetterUpper(text[at])) return at;
        while (end + 1 < text.Length && text[end] is '.' or '-' or ' ' && PartEnd(text, end + 1) is var next && next > end + 1) end = next;
        return end;
    }

    /// <summary>The tickers that may be meant at a place, the longest first.</summary>
    public static IEnumerable<string> Candidates(string text, int at)
    {
        var end = End(text, at);
        while (end > at)
        {
            yield return text[at..end];
            end = text.LastIndexOfAny(['.', '-', ' '], end - 1, end - at);
            if (end < 0) yield break;
        }
    }

    /// <summary>Behind capital letters and digits that no small letter follows.</summary>
    static int PartEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterUpper(text[end]) || char.IsAsciiDigit(text[end]))) end++;
        return end < text.Length && (char.IsAsciiLetterLower(text[end]) || text[end] is '_' or '(' or '@' or '=') ? at : end;
    }
}
