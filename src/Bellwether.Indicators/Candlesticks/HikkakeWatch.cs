namespace Bellwether.Indicators.Candlesticks;

/// <summary>Remembers a hikkake until it is confirmed or three bars have passed.</summary>
struct HikkakeWatch
{
    internal const string Text =
        "; 100 or -100 with the bar that fails, and 200 or -200 with the first of the next three bars that closes above the high (below the low) of the last inside bar; a new figure replaces an old one";

    int side, barsLeft;
    double level;

    /// <summary>What a bar is: a new figure, the confirmation of the last one, or nothing.</summary>
    /// <param name="found">1 or −1 when this bar completes a figure, else 0.</param>
    /// <param name="inside">The bar before.</param>
    /// <param name="latest">This bar.</param>
    public int Next(int found, in Candle inside, in Candle latest)
    {
        if (found != 0)
        {
            (side, barsLeft, level) = (found, 3, found > 0 ? inside.High : inside.Low);
            return 100 * found;
        }
        if (barsLeft == 0) return 0;
        barsLeft--;
        if (side > 0 ? latest.Close <= level : latest.Close >= level) return 0;
        barsLeft = 0;
        return 200 * side;
    }
}
