namespace Bellwether.MarketData;

/// <summary>What a row of market data can be found guilty of.</summary>
public enum QualityRule : byte
{
    /// <summary>A row, or a value of it, cannot be read.</summary>
    Unreadable = 1,

    /// <summary>A row is earlier than one before it, and the next one is not.</summary>
    OutOfOrder,

    /// <summary>A second bar of one time.</summary>
    Duplicate,

    /// <summary>Several rows in a row are earlier than one before them: the clock that stamped them was set.</summary>
    ClockJump,

    /// <summary>A time that is no whole multiple of the bars' length.</summary>
    OffGrid,

    /// <summary>A day on which the exchange is closed, or that the calendar does not know.</summary>
    ClosedDay,

    /// <summary>Before 04:00 or from 20:00 New York time on (17:00 on half days).</summary>
    OutsideSession,

    /// <summary>A session without a row.</summary>
    MissingSession,

    /// <summary>Part of the regular session without a row.</summary>
    Gap,

    /// <summary>High and low do not enclose open and close.</summary>
    Ohlc,

    /// <summary>A price of 0 or less, or none.</summary>
    Price,

    /// <summary>A volume or size below 0, or none.</summary>
    Volume,

    /// <summary>A price far from those before and after it.</summary>
    Outlier,

    /// <summary>Prices moved far and stayed there.</summary>
    Jump,

    /// <summary>The bid stands above the ask.</summary>
    Crossed,

    /// <summary>Bid and ask are so far apart that one of them is a placeholder.</summary>
    Spread,

    /// <summary>Two sources tell different things of one bar.</summary>
    Disagreement,
}
