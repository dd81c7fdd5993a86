namespace Bellwether.Indicators.Candlesticks;

/// <summary>Stalled pattern: two long white candles and a small one on their shoulder.</summary>
public readonly struct StalledPattern : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_stalled_pattern", "cdlstalledpattern", "stalled pattern: two long white candles and a small one on their shoulder",
        "three white candles, each closing higher; first and second long, the second without an upper shadow and opening within or near the first body; third short, opening near the close of the second or above it, less its own body");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!Advance.Rises(first, second, third) || !Advance.OpensInOrNear(second, first)) return 0;
        var pushes = first.IsLong && second.IsLong && second.HasNoUpperShadow;
        var stalls = third.IsShort && third.Open >= second.Close - third.Body - second.Near;
        return pushes && stalls ? -100 : 0;
    }
}
