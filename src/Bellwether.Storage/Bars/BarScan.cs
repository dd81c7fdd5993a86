using ParquetSharp;

namespace Bellwether.Storage;

/// <summary>
/// Reads time, prices and volume of files of bars in pieces that stay in the processor's cache, into buffers that are used again. Averages and counts of trades are
/// touched only where they are asked for.
/// </summary>
sealed class BarScan(bool withStated)
{
    const int Piece = 4_096;

    readonly long[] time = new long[Piece];
    readonly double[][] values = [new double[Piece], new double[Piece], new double[Piece], new double[Piece], new double[Piece]];
    readonly OptionalRun<double>? vwap = withStated ? new(Piece, double.NaN) : null;
    readonly OptionalRun<long>? trades = withStated ? new(Piece, -1) : null;

    /// <summary>Visits the bars of <c>[from, to)</c> of one file.</summary>
    /// <param name="verify">Checks the checksum of each page.</param>
    /// <returns>Whether every page was read.</returns>
    /// <exception cref="DataFileException">Not such a file, or damaged.</exception>
    public bool Run<TVisitor>(string path, long from, long to, bool verify, ref TVisitor visitor) where TVisitor : struct, IBarChunkVisitor
    {
        try
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            if (verify) properties.EnablePageChecksumVerification();
            using var file = new ParquetFileReader(path, properties);
            BarParquet.CheckSchema(path, file);
            var (last, isWhole) = (long.MinValue, true);
            for (var g = 0; g < file.FileMetaData.NumRowGroups; g++)
            {
                using var group = file.RowGroup(g);
                if (BarParquet.TimesOf(group) is { } range && (range.Last < from || range.First >= to))
                {
                    isWhole = false;
                    continue;
                }
                isWhole &= Run(path, group, from, to, ref last, ref visitor);
            }
            return isWhole;
        }
        catch (Exception problem) when (BarParquet.IsDamage(problem))
        {
            throw BarParquet.Damaged(path, problem);
        }
    }

    bool Run<TVisitor>(string path, RowGroupReader group, long from, long to, ref long last, ref TVisitor visitor) where TVisitor : struct, IBarChunkVisitor
    {
        using var times = (ColumnReader<long>)group.Column(0);
        var columns = new ColumnReader<double>[values.Length];
        using var vwaps = withStated ? (ColumnReader<double>)group.Column(6) : null;
        using var counts = withStated ? (ColumnReader<long>)group.Column(7) : null;
        try
        {
            for (var c = 0; c < columns.Length; c++) columns[c] = (ColumnReader<double>)group.Column(c + 1);
            for (var left = group.MetaData.NumRows; left > 0;)
            {
                var length = (int)Math.Min(left, Piece);
                ColumnRun.Fill(times, time.AsSpan(0, length));
                for (var c = 0; c < columns.Length; c++) ColumnRun.Fill(columns[c], values[c].AsSpan(0, length));
                if (vwaps is not null) vwap!.Fill(vwaps, length);
                if (counts is not null) trades!.Fill(counts, length);
                BarParquet.ToEngineTime(path, time.AsSpan(0, length), ref last);
                left -= length;
                if (time[length - 1] < from) continue;
                if (time[0] >= to) return false;
                var (first, end) = (time[0] >= from ? 0 : RowAtOrAfter(from, length), time[length - 1] < to ? length : RowAtOrAfter(to, length));
                visitor.Visit(time.AsSpan(first..end), values[0].AsSpan(first..end), values[1].AsSpan(first..end), values[2].AsSpan(first..end), values[3].AsSpan(first..end), values[4].AsSpan(first..end),
                    vwap is null ? [] : vwap.Values[first..end], trades is null ? [] : trades.Values[first..end]);
            }
            return true;
        }
        finally
        {
            foreach (var column in columns) column?.Dispose();
        }
    }

    int RowAtOrAfter(long wanted, int length)
    {
        var row = Array.BinarySearch(time, 0, length, wanted);
        return row >= 0 ? row : ~row;
    }
}
