namespace Bellwether.Indicators.Candlesticks;

/// <summary>
/// One bar as a candle, with the means of the bars before it that say what is long, short or near. Prices and lengths in dollars. The measures are the usual ones of
/// TA-Lib: a body is long or short against the mean body of the ten bars before, a shadow against their ranges, a distance against the ranges of the five bars before.
/// </summary>
public readonly struct Candle
{
    /// <summary>Bars whose mean says what is usual, and how many of them say what is near.</summary>
    internal const int Usual = 10, Recent = 5;

    /// <summary>Values that a candle is kept as.</summary>
    internal const int Places = 8;

    internal Candle(ReadOnlySpan<double> values)
    {
        (Open, High, Low, Close) = (values[0], values[1], values[2], values[3]);
        (UsualBody, UsualRange, UsualShadow, RecentRange) = (values[4], values[5], values[6], values[7]);
    }

    public double Open { get; }

    public double High { get; }

    public double Low { get; }

    public double Close { get; }

    /// <summary>Mean body of the ten bars before.</summary>
    public double UsualBody { get; }

    /// <summary>Mean range of the ten bars before.</summary>
    public double UsualRange { get; }

    /// <summary>Mean shadow of the ten bars before, both shadows of a bar counted by themselves.</summary>
    public double UsualShadow { get; }

    /// <summary>Mean range of the five bars before.</summary>
    public double RecentRange { get; }

    /// <summary>1 = white: the close is not below the open; −1 = black.</summary>
    public int Color => Close >= Open ? 1 : -1;

    public bool IsWhite => Close >= Open;

    public bool IsBlack => Close < Open;

    /// <summary>|close − open|.</summary>
    public double Body => Math.Abs(Close - Open);

    /// <summary>Upper end of the body.</summary>
    public double Top => Math.Max(Open, Close);

    /// <summary>Lower end of the body.</summary>
    public double Bottom => Math.Min(Open, Close);

    public double UpperShadow => High - Top;

    public double LowerShadow => Bottom - Low;

    /// <summary>The body is longer than the usual one.</summary>
    public bool IsLong => Body > UsualBody;

    /// <summary>The body is shorter than the usual one.</summary>
    public bool IsShort => Body < UsualBody;

    /// <summary>The body is at most a tenth of the usual range.</summary>
    public bool IsDoji => Body <= 0.1 * UsualRange;

    /// <summary>Below this a shadow is as good as none: a tenth of the usual range.</summary>
    public double VeryShortShadow => 0.1 * UsualRange;

    public bool HasNoUpperShadow => UpperShadow < VeryShortShadow;

    public bool HasNoLowerShadow => LowerShadow < VeryShortShadow;

    /// <summary>The body is long and has no shadow to speak of on either side.</summary>
    public bool IsMarubozu => IsLong && HasNoUpperShadow && HasNoLowerShadow;

    /// <summary>A small distance: a fifth of the recent range.</summary>
    public double Near => 0.2 * RecentRange;

    /// <summary>A large distance: three fifths of the recent range.</summary>
    public double Far => 0.6 * RecentRange;

    /// <summary>A distance that counts as none: a twentieth of the recent range.</summary>
    public double Equal => 0.05 * RecentRange;

    /// <summary>A price is within the body, its ends not counted.</summary>
    public bool BodyHolds(double price) => price > Bottom && price < Top;

    /// <summary>The body lies above that of another candle without touching it.</summary>
    public bool BodyGapsAbove(in Candle other) => Bottom > other.Top;

    /// <summary>The body lies below that of another candle without touching it.</summary>
    public bool BodyGapsBelow(in Candle other) => Top < other.Bottom;

    /// <summary>The whole candle lies above another one without touching it.</summary>
    public bool GapsAbove(in Candle other) => Low > other.High;

    /// <summary>The whole candle lies below another one without touching it.</summary>
    public bool GapsBelow(in Candle other) => High < other.Low;

    /// <summary>The body lies within that of another candle and touches neither end.</summary>
    public bool IsInsideBodyOf(in Candle other) => Top < other.Top && Bottom > other.Bottom;
}
