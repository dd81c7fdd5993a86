namespace Bellwether.Indicators.Candlesticks;

/// <summary>Stick sandwich: a white candle between two black ones that end at one price.</summary>
public readonly struct StickSandwich : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_stick_sandwich", "cdlsticksandwich", "stick sandwich: a white candle between two black ones that end at one price",
        "black candle; white candle that trades above its close only; black candle with a close equal to the first");

    public static int Length => 3;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second, third) = (candles[2], candles[1], candles[0]);
        if (!first.IsBlack || !second.IsWhite || !third.IsBlack || second.Low <= first.Close) return 0;
        return third.Close <= first.Close + first.Equal && third.Close >= first.Close - first.Equal ? 100 : 0;
    }
}
