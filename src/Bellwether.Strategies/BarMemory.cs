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

    /// <summary>Writes the bars.</summary>
    public void Save(MemoryWriter memory)
    {
        memory.Add<double>(Open);
        memory.Add<double>(High);
        memory.Add<double>(Low);
        memory.Add<double>(Close);
        memory.Add<double>(Volume);
    }

    /// <summary>The mirror of <see cref="Save"/>.</summary>
    /// <exception cref="FormatException">They are of another number of symbols.</exception>
    public void Restore(ref MemoryReader memory)
    {
        memory.Take<double>(Open);
        memory.Take<double>(High);
        memory.Take<double>(Low);
        memory.Take<double>(Close);
        memory.Take<double>(Volume);
    }
}
