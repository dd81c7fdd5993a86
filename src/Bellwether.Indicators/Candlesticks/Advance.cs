namespace Bellwether.Indicators.Candlesticks;

/// <summary>What the figures of three rising white candles share.</summary>
static class Advance
{
    /// <summary>All white, each closing above the one before.</summary>
    public static bool Rises(in Candle first, in Candle second, in Candle third) =>
        first.IsWhite && second.IsWhite && third.IsWhite && third.Close > second.Close && second.Close > first.Close;

    /// <summary>A white candle opens within the white body before it, or near above it.</summary>
    public static bool OpensInOrNear(in Candle candle, in Candle before) => candle.Open > before.Open && candle.Open <= before.Close + before.Near;
}
