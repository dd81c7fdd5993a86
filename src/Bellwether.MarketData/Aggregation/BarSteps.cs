using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>Prices and sizes as whole numbers, so that nothing that is compared with the size of a bar drifts.</summary>
static class BarSteps
{
    /// <summary>Millionths of a dollar.</summary>
    public static long Micros(double price) => (long)Math.Round(price * 1e6);

    /// <summary>Units of 1/10,000 share.</summary>
    public static long Units(double size) => (long)Math.Round(size * Quantity.Scale);

    /// <summary>Dollars of millionths: the nearest double, as if it were read from text.</summary>
    public static double Dollars(long micros) => micros / 1e6;

    public static InvalidOperationException NeedsTrades(BarSpec spec) => new($"{spec} needs trades: bars do not tell which trades they are made of");
}
