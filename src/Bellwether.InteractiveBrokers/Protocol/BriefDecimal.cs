using System.Globalization;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// A decimal number that may be absent, kept as its text: eight bytes in memory where <c>decimal?</c> takes twenty. For lists that a peer may make long out of absent numbers,
/// each of which takes one byte of a frame.
/// </summary>
struct BriefDecimal
{
    string? _text;

    public decimal? Value
    {
        readonly get => _text is null ? null : decimal.Parse(_text, NumberStyles.Float, CultureInfo.InvariantCulture);
        set
        {
            _text = null;
            if (value is not { } number) return;
            Span<byte> text = stackalloc byte[32];
            number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
            _text = ShortTexts.Get(text[..length]);
        }
    }
}
