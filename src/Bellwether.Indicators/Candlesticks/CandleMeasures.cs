namespace Bellwether.Indicators.Candlesticks;

/// <summary>The measures of all figures in words, for their descriptions.</summary>
static class CandleMeasures
{
    public const string Unit = "100 bullish (or found), -100 bearish, 0 none";

    public const string Text =
        "Long and short bodies: against the mean body of the 10 bars before; doji: body of at most a tenth of their mean range; shadows: none or very short below a tenth of their mean range, short below "
        + "their mean shadow, long above the candle's own body, very long above twice that; equal, near, far: 5, 20, 60 percent of the mean range of the 5 bars before";
}
