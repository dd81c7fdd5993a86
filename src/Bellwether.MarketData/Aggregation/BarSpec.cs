using System.Globalization;
using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// A kind of bar and its size: <c>5s</c>, <c>1m</c>, <c>60m</c> (= <c>1h</c>), <c>1d</c>, <c>1w</c>, <c>1mo</c>, <c>tick:200</c> (trades),
/// <c>volume:20000</c> (shares), <c>dollar:4000000</c>.
/// </summary>
public readonly record struct BarSpec
{
    const long LongestIntraday = 24 * 60 * EngineTime.Minute;
    const decimal LargestThreshold = 1_000_000_000_000m;

    BarSpec(BarKind kind, long size) => (Kind, Size) = (kind, size);

    public BarKind Kind { get; }

    /// <summary>Nanoseconds, trades, units of 1/10,000 share, or millionths of a dollar; 1 for days, weeks and months.</summary>
    public long Size { get; }

    /// <summary>Ends by the clock; the others end by what trades.</summary>
    public bool IsTimed => Kind <= BarKind.Month;

    public static BarSpec OneMinute { get; } = new(BarKind.Time, EngineTime.Minute);

    public static BarSpec Daily { get; } = new(BarKind.Day, 1);

    /// <param name="nanoseconds">Whole seconds, up to a day.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not such a length.</exception>
    public static BarSpec OfTime(long nanoseconds) => nanoseconds is > 0 and <= LongestIntraday && nanoseconds % EngineTime.Second == 0
        ? new(BarKind.Time, nanoseconds)
        : throw new ArgumentOutOfRangeException(nameof(nanoseconds), nanoseconds, "a bar lasts whole seconds, at most a day");

    /// <summary>Reads the text forms above; blanks around it and upper case do not matter.</summary>
    /// <param name="problem">What is wrong with it and what would be right; empty on success.</param>
    public static bool TryParse(string text, out BarSpec spec, out string problem)
    {
        spec = default;
        problem = "";
        var word = text.Trim().ToLowerInvariant();
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var parsed = colon < 0 ? Timed(word) : Counted(word[..colon], word[(colon + 1)..]);
        if (parsed is { } found)
        {
            spec = found;
            return true;
        }
        problem = $"bar \"{text}\": expected seconds, minutes or hours up to 24h (5s, 1m, 60m, 1h), 1d, 1w, 1mo, or a threshold above 0 (tick:200, volume:20000, dollar:4000000)";
        return false;
    }

    /// <summary>Why bars of this kind cannot be made of bars of that length (nanoseconds); null when they can.</summary>
    public string? ObstacleFrom(long barLength) => Kind switch
    {
        BarKind.Tick => $"bar {this}: bars do not say how many trades they are made of; it takes a file of trades",
        BarKind.Time when Size % barLength != 0 => $"bar {this}: cannot be made of bars of {new BarSpec(BarKind.Time, barLength)}; choose a whole multiple of that, or give trades",
        _ => null,
    };

    public override string ToString() => Kind switch
    {
        BarKind.Day => "1d",
        BarKind.Week => "1w",
        BarKind.Month => "1mo",
        BarKind.Time when Size % (60 * EngineTime.Minute) == 0 => Text(Size / (60 * EngineTime.Minute), "h"),
        BarKind.Time when Size % EngineTime.Minute == 0 => Text(Size / EngineTime.Minute, "m"),
        BarKind.Time => Text(Size / EngineTime.Second, "s"),
        BarKind.Tick => "tick:" + Size.ToString(CultureInfo.InvariantCulture),
        BarKind.Volume => "volume:" + (Size / (decimal)Quantity.Scale).ToString("0.####", CultureInfo.InvariantCulture),
        BarKind.Dollar => "dollar:" + (Size / 1e6m).ToString("0.######", CultureInfo.InvariantCulture),
        _ => "",
    };

    static string Text(long count, string unit) => count.ToString(CultureInfo.InvariantCulture) + unit;

    static BarSpec? Timed(string word)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits])) digits++;
        if (!int.TryParse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1) return null;
        return (word[digits..], count) switch
        {
            ("s", _) => Intraday(count * EngineTime.Second),
            ("m", _) => Intraday(count * EngineTime.Minute),
            ("h", _) => Intraday(count * 60 * EngineTime.Minute),
            ("d", 1) => Daily,
            ("w", 1) => new BarSpec(BarKind.Week, 1),
            ("mo", 1) => new BarSpec(BarKind.Month, 1),
            _ => null,
        };
    }

    static BarSpec? Intraday(long nanoseconds) => nanoseconds <= LongestIntraday ? new BarSpec(BarKind.Time, nanoseconds) : null;

    static BarSpec? Counted(string kind, string threshold)
    {
        if (!decimal.TryParse(threshold, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value is <= 0 or > LargestThreshold) return null;
        return kind switch
        {
            "tick" when value == decimal.Truncate(value) => new BarSpec(BarKind.Tick, (long)value),
            "volume" when value * Quantity.Scale is var units && units == decimal.Truncate(units) => new BarSpec(BarKind.Volume, (long)units),
            "dollar" when value * 1_000_000 is var micros && micros == decimal.Truncate(micros) => new BarSpec(BarKind.Dollar, (long)micros),
            _ => null,
        };
    }
}
