using System.Globalization;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// The names under which account numbers and login names appear in a capture: the same one for the same secret throughout, so that the capture plays like the
/// session did. Letters before an account's digits stay (paper accounts begin with D).
/// </summary>
sealed class Pseudonyms
{
    /// <summary>Words that stand in an account's field and are none.</summary>
    static readonly HashSet<string> NoSecret = new(StringComparer.Ordinal) { "All", "Core" };

    const int FirstAccount = 9_000_001;

    readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _byWord;
    int _accounts;
    int _logins;

    public Pseudonyms() => _byWord = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A secret was seen in a field that holds one; an account field may hold several with commas between.</summary>
    public void Learn(string text, SecretKind kind)
    {
        if (kind == SecretKind.Login)
        {
            if (!_names.ContainsKey(text)) _names[text] = string.Create(CultureInfo.InvariantCulture, $"login{++_logins}");
            return;
        }
        foreach (var part in text.AsSpan().Split(',')) Account(text.AsSpan()[part]);
    }

    /// <summary>The name for a whole field or a word, or null when it gives nothing away.</summary>
    public string? Of(ReadOnlySpan<char> text)
    {
        if (_byWord.TryGetValue(text, out var name)) return name;
        return LooksLikeAccount(text) ? Account(text) : null;
    }

    string? Account(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || _byWord.TryGetValue(text, out _)) return text.IsEmpty ? null : _byWord[text];
        var secret = text.ToString();
        if (NoSecret.Contains(secret)) return null;
        var letters = LooksLikeAccount(text) ? secret[..text.IndexOfAnyInRange('0', '9')] : "ACCOUNT";
        return _names[secret] = string.Create(CultureInfo.InvariantCulture, $"{letters}{FirstAccount + _accounts++}");
    }

    /// <summary>U1234567, DU1234567, F1234567, DF1234567, I1234567, DI1234567.</summary>
    static bool LooksLikeAccount(ReadOnlySpan<char> word)
    {
        var at = word is ['D', ..] ? 1 : 0;
        if (at >= word.Length || word[at] is not ('U' or 'F' or 'I')) return false;
        var digits = word[(at + 1)..];
        return digits.Length is >= 5 and <= 9 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
