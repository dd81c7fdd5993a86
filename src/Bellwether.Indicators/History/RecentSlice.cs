using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>A slice that a graph has taken, kept so that it can be taken once more. Its arrays are used again and again.</summary>
sealed class RecentSlice
{
    static readonly IndicatorInputs[] FieldInputs = [IndicatorInputs.Open, IndicatorInputs.High, IndicatorInputs.Low, IndicatorInputs.Close, IndicatorInputs.Volume];

    int[] symbols = [];
    readonly double[][] fields = [[], [], [], [], []];
    int count;

    public SliceTime Time { get; private set; }

    public Slice Bars => Part(0, count);

    /// <summary>One row alone.</summary>
    public Slice Row(int row) => Part(row, 1);

    /// <summary>Row of a symbol; below 0 when it has none.</summary>
    public int RowOf(int symbol) => symbols.AsSpan(0, count).BinarySearch(symbol);

    public void Set(in Slice slice, in SliceTime time)
    {
        Time = time;
        count = 0;
        Reserve(slice.Count);
        slice.Symbols.CopyTo(symbols);
        slice.Open.CopyTo(fields[0]);
        slice.High.CopyTo(fields[1]);
        slice.Low.CopyTo(fields[2]);
        slice.Close.CopyTo(fields[3]);
        slice.Volume.CopyTo(fields[4]);
        count = slice.Count;
    }

    /// <summary>Corrects a row.</summary>
    /// <returns>The fields that differ.</returns>
    public IndicatorInputs Replace(int row, in Bar bar)
    {
        var changed = IndicatorInputs.None;
        ReadOnlySpan<double> values = [bar.Open, bar.High, bar.Low, bar.Close, bar.Volume];
        for (var i = 0; i < values.Length; i++)
        {
            if (BitConverter.DoubleToInt64Bits(fields[i][row]) == BitConverter.DoubleToInt64Bits(values[i])) continue;
            fields[i][row] = values[i];
            changed |= FieldInputs[i];
        }
        return changed;
    }

    /// <summary>Adds the row of a symbol that has none.</summary>
    public void Insert(int symbol, in Bar bar)
    {
        var row = ~RowOf(symbol);
        Reserve(count + 1);
        ReadOnlySpan<double> values = [bar.Open, bar.High, bar.Low, bar.Close, bar.Volume];
        symbols.AsSpan(row, count - row).CopyTo(symbols.AsSpan(row + 1));
        symbols[row] = symbol;
        for (var i = 0; i < values.Length; i++)
        {
            fields[i].AsSpan(row, count - row).CopyTo(fields[i].AsSpan(row + 1));
            fields[i][row] = values[i];
        }
        count++;
    }

    Slice Part(int first, int length) => new(
        symbols.AsSpan(first, length), fields[0].AsSpan(first, length), fields[1].AsSpan(first, length), fields[2].AsSpan(first, length), fields[3].AsSpan(first, length),
        fields[4].AsSpan(first, length));

    void Reserve(int rows)
    {
        if (symbols.Length >= rows) return;
        Array.Resize(ref symbols, rows);
        for (var i = 0; i < fields.Length; i++) Array.Resize(ref fields[i], rows);
    }
}
