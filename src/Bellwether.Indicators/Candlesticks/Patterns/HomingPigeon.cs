namespace Bellwether.Indicators.Candlesticks;

/// <summary>Homing pigeon: a short black body within the long black one before.</summary>
public readonly struct HomingPigeon : ICandlePattern
{
    public static CandlePatternDescription Description => new("cdl_homing_pigeon", "cdlhomingpigeon", "homing pigeon: a short black body within the long black one before",
        "long black body, then a short black one (at most the usual) within it");

    public static int Length => 2;

    public static int Judge(in Candles candles, double penetration)
    {
        var (first, second) = (candles[1], candles[0]);
        return first.IsBlack && second.IsBlack && first.IsLong && second.Body <= second.UsualBody && second.IsInsideBodyOf(first) ? 100 : 0;
    }
}
