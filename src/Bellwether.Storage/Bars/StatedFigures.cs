using Bellwether.MarketData;
using ParquetSharp;

namespace Bellwether.Storage;

/// <summary>The average prices and numbers of trades that bars state, which not all sources do.</summary>
static class StatedFigures
{
    const int Vwap = 6;
    const int Trades = 7;

    /// <summary>Some of the bars state one.</summary>
    public static bool AreIn(BarRows rows) => rows.Trades.AsSpan().ContainsAnyInRange(0, long.MaxValue) || rows.Vwap.AsSpan().ContainsAnyExcept(double.NaN);

    /// <summary>Some of the bars of files state one, as far as the files' statistics tell; those of ours do.</summary>
    /// <exception cref="DataFileException">A file is damaged.</exception>
    public static bool AreIn(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            try
            {
                using var file = new ParquetFileReader(path);
                BarParquet.CheckSchema(path, file);
                for (var g = 0; g < file.FileMetaData.NumRowGroups; g++)
                {
                    using var group = file.RowGroup(g);
                    if (Has(group, Vwap) || Has(group, Trades)) return true;
                }
            }
            catch (Exception problem) when (BarParquet.IsDamage(problem))
            {
                throw BarParquet.Damaged(path, problem);
            }
        }
        return false;
    }

    /// <summary>The average prices on the scale of columns that may have been adjusted.</summary>
    public static double[] VwapOf(BarRows rows, BarColumns columns)
    {
        // Prices as traded have the factor 1, which changes no bit.
        var adjusted = new double[rows.Count];
        for (var i = 0; i < adjusted.Length; i++) adjusted[i] = rows.Vwap[i] * (columns.Close[i] / rows.Close[i]);
        return adjusted;
    }

    static bool Has(RowGroupReader group, int column)
    {
        using var chunk = group.MetaData.GetColumnChunkMetaData(column);
        return chunk.Statistics is not { } statistics || statistics.NullCount < group.MetaData.NumRows;
    }
}
