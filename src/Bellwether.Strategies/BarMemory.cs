using Bellwether.Core;

namespace Bellwether.Strategies;

/// <summary>The latest closed bar of each symbol, by symbol index: prices in dollars (NaN before the first), volume in shares.</summary>
public sealed class BarMemory
{
    public readonly double[] Open, High, Low, Close, Volume;

    public BarMemory(int symbolCount)
    {
        double[] Fresh()
        {
            var column = new double[symbolCount];
            Array.Fill(column, double.NaN);
            return column;
        }
        (Open, High, Low, Close, Volume) = (Fresh(), Fresh(), Fresh(), Fresh(), Fresh());
    }

    public void Update(in Slice slice)
    {
        for (var row = 0; row < slice.Count; row++)
        {
            var symbol = slice.Symbols[row];
            Open[symbol] = slice.Open[row];
            High[symbol] = slice.High[row];
            Low[symbol] = slice.Low[row];
            Close[symbol] = slice.Close[row];
            Volume[symbol] = slice.Volume[row];
        }
    }
}
