using System.Globalization;
using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// A kind of bar and its size: <c>5s</c>, <c>1m</c>, <c>60m</c> (= <c>1h</c>), <c>1d</c>, <c>1w</c>, <c>1mo</c>, <c>tick:200</c> (trades),
/// <c>volume:20000</c> (shares), <c>dollar:4000000</c>, <c>range:0.25</c> and <c>renko:0.5</c> (dollars of price), <c>tick-imbalance:50</c>, <c>volume-imbalance:10000</c>, <c>dollar-imbalance:1000000</c>; the imbalance bars
/// also as <c>tick-imbalance:ewma:200</c>, with a threshold that adapts and the number of trades that the first bar of a session has.
/// </summary>
public readonly record struct BarSpec
{
    const long LongestIntraday = 24 * 60 * EngineTime.Minute;
    const decimal LargestThreshold = 1_000_000_000_000m;

    /// <summary>Prices are compared in whole millionths of a dollar; a brick is at least a hundred of them, the smallest tick of a share.</summary>
    const decimal SmallestStep = 0.0001m;
    const decimal LargestStep = 1_000_000m;

    /// <summary>Trades of the first adaptive bar of a session.</summary>
    const decimal FewestTrades = 10;
    const decimal MostTrades = 1_000_000;

    const string Adaptive = "ewma:";

    BarSpec(BarKind kind, long size, bool isAdaptive = false) => (Kind, Size, IsAdaptive) = (kind, size, isAdaptive);

    public BarKind Kind { get; }

    /// <summary>Nanoseconds, trades, units of 1/10,000 share, or millionths of a dollar; 1 for days, weeks and months; for adaptive bars trades.</summary>
    public long Size { get; }

    /// <summary>An imbalance bar whose threshold follows what the session's bars so far lead to expect.</summary>
    public bool IsAdaptive { get; }

    /// <summary>Ends by the clock; the others end by what trades.</summary>
    public bool IsTimed => Kind <= BarKind.Month;

    /// <summary>Cannot be made of finer bars.</summary>
    public bool NeedsTrades => Kind is BarKind.Tick or BarKind.Range or BarKind.TickImbalance or BarKind.VolumeImbalance or BarKind.DollarImbalance;

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
        problem = $"bar \"{text}\": expected seconds, minutes or hours up to 24h (5s, 1m, 60m, 1h), 1d, 1w, 1mo, a threshold above 0 (tick:200, volume:20000, dollar:4000000, tick-imbalance:50, volume-imbalance:10000, dollar-imbalance:1000000), " +
            "dollars from 0.0001 to 1000000 (range:0.25, renko:0.5), or an adaptive threshold with 10 to 1000000 trades to begin with (tick-imbalance:ewma:200, volume-imbalance:ewma:200, dollar-imbalance:ewma:200)";
        return false;
    }

    /// <summary>Why bars of this kind cannot be made of bars of that length (nanoseconds); null when they can.</summary>
    public string? ObstacleFrom(long barLength) => Kind switch
    {
        BarKind.Tick => $"bar {this}: bars do not say how many trades they are made of; it takes a file of trades",
        BarKind.Range => $"bar {this}: bars do not say in which order their prices came, and one may span more than that; it takes a file of trades",
        _ when NeedsTrades => $"bar {this}: bars do not say which of their trades were buys; it takes a file of trades",
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
        BarKind.Volume => "volume:" + Shares,
        BarKind.Dollar => "dollar:" + Dollars,
        BarKind.Range => "range:" + Dollars,
        BarKind.Renko => "renko:" + Dollars,
        BarKind.TickImbalance => "tick-imbalance:" + (IsAdaptive ? Adaptive : "") + Size.ToString(CultureInfo.InvariantCulture),
        BarKind.VolumeImbalance => "volume-imbalance:" + (IsAdaptive ? Adaptive + Size.ToString(CultureInfo.InvariantCulture) : Shares),
        BarKind.DollarImbalance => "dollar-imbalance:" + (IsAdaptive ? Adaptive + Size.ToString(CultureInfo.InvariantCulture) : Dollars),
        _ => "",
    };

    string Shares => (Size / (decimal)Quantity.Scale).ToString("0.####", CultureInfo.InvariantCulture);

    string Dollars => (Size / 1e6m).ToString("0.######", CultureInfo.InvariantCulture);

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
        var isAdaptive = threshold.StartsWith(Adaptive, StringComparison.Ordinal);
        if (!decimal.TryParse(isAdaptive ? threshold[Adaptive.Length..] : threshold, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value is <= 0 or > LargestThreshold) return null;
        BarKind? found = kind switch
        {
            "tick" => BarKind.Tick,
            "volume" => BarKind.Volume,
            "dollar" => BarKind.Dollar,
            "range" => BarKind.Range,
            "renko" => BarKind.Renko,
            "tick-imbalance" => BarKind.TickImbalance,
            "volume-imbalance" => BarKind.VolumeImbalance,
            "dollar-imbalance" => BarKind.DollarImbalance,
            _ => null,
        };
        if (found is not { } which) return null;
        if (isAdaptive && (which < BarKind.TickImbalance || value is < FewestTrades or > MostTrades)) return null;
        if (which is BarKind.Range or BarKind.Renko && value is < SmallestStep or > LargestStep) return null;
        var size = value * Unit(isAdaptive ? BarKind.Tick : which);
        return size == decimal.Truncate(size) ? new BarSpec(which, (long)size, isAdaptive) : null;
    }

    /// <summary>How many steps of <see cref="Size"/> are one trade, share or dollar.</summary>
    static int Unit(BarKind kind) => kind switch
    {
        BarKind.Tick or BarKind.TickImbalance => 1,
        BarKind.Volume or BarKind.VolumeImbalance => Quantity.Scale,
        _ => 1_000_000,
    };
}
