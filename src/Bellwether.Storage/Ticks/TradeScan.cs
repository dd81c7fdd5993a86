using ParquetSharp;

namespace Bellwether.Storage;

/// <summary>Reads times, prices and sizes of files of trades in pieces that stay in the processor's cache. Marks are read only where a footer says that there are any.</summary>
sealed class TradeScan
{
    const int Piece = 8_192;

    readonly long[] time = new long[Piece];
    readonly double[] price = new double[Piece];
    readonly double[] size = new double[Piece];
    readonly bool[] suspicious = new bool[Piece];

    /// <summary>Visits the trades of <c>[from, to)</c> of one file.</summary>
    /// <exception cref="DataFileException">Not such a file, or damaged.</exception>
    public void Run<TVisitor>(string path, long from, long to, bool verify, ref TVisitor visitor) where TVisitor : struct, ITradeChunkVisitor
    {
        try
        {
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            if (verify) properties.EnablePageChecksumVerification();
            using var file = new ParquetFileReader(path, properties);
            TickParquet.CheckSchema(path, file, TickTable.Trades);
            var last = long.MinValue;
            for (var g = 0; g < file.FileMetaData.NumRowGroups; g++)
            {
                using var group = file.RowGroup(g);
                Run(path, group, from, to, ref last, ref visitor);
            }
        }
        catch (Exception problem) when (BarParquet.IsDamage(problem))
        {
            throw BarParquet.Damaged(path, problem);
        }
    }

    void Run<TVisitor>(string path, RowGroupReader group, long from, long to, ref long last, ref TVisitor visitor) where TVisitor : struct, ITradeChunkVisitor
    {
        using var times = (ColumnReader<long>)group.Column(0);
        using var prices = (ColumnReader<double>)group.Column(1);
        using var sizes = (ColumnReader<double>)group.Column(2);
        using var marks = IsClean(group) ? null : (ColumnReader<bool>)group.Column(TickParquet.SuspiciousOf(TickTable.Trades));
        for (var left = group.MetaData.NumRows; left > 0;)
        {
            var length = (int)Math.Min(left, Piece);
            left -= length;
            ColumnRun.Fill(times, time.AsSpan(0, length));
            ColumnRun.Fill(prices, price.AsSpan(0, length));
            ColumnRun.Fill(sizes, size.AsSpan(0, length));
            TickParquet.ToEngineTime(path, time.AsSpan(0, length), ref last);
            if (marks is not null)
            {
                ColumnRun.Fill(marks, suspicious.AsSpan(0, length));
                length = Clean(length);
            }
            if (length == 0 || time[length - 1] < from || time[0] >= to) continue;
            var (first, end) = (0, length);
            while (time[first] < from) first++;
            while (time[end - 1] >= to) end--;
            visitor.Visit(time.AsSpan(first..end), price.AsSpan(first..end), size.AsSpan(first..end));
        }
    }

    static bool IsClean(RowGroupReader group) =>
        group.MetaData.GetColumnChunkMetaData(2).Statistics is Statistics<double> { HasMinMax: true, Min: > 0 }
        && group.MetaData.GetColumnChunkMetaData(TickParquet.SuspiciousOf(TickTable.Trades)).Statistics is Statistics<bool> { HasMinMax: true, Max: false };

    int Clean(int length)
    {
        var kept = 0;
        for (var i = 0; i < length; i++)
        {
            if (suspicious[i] || size[i] <= 0) continue;
            (time[kept], price[kept], size[kept]) = (time[i], price[i], size[i]);
            kept++;
        }
        return kept;
    }
}
