namespace Bellwether.Indicators;

/// <summary>Fields of a bar that an indicator reads.</summary>
[Flags]
public enum IndicatorInputs
{
    None = 0,
    Open = 1,
    High = 2,
    Low = 4,
    Close = 8,
    Volume = 16,

    /// <summary>A second series: another symbol, another field or another indicator.</summary>
    Other = 32,

    /// <summary>The time of the bar and the session that it belongs to.</summary>
    Session = 64,

    HighLow = High | Low,
    HighLowClose = High | Low | Close,
    Prices = Open | High | Low | Close,
}
