using ParquetSharp;

namespace Bellwether.Benchmarks.Storage;

/// <summary>Reads columns of Parquet files into buffers that are used again, a group of rows at a time, and does nothing with them: the least that any reader through ParquetSharp does.</summary>
sealed class BareReading
{
    long[] time = [];
    readonly double[][] values = [[], [], [], [], []];

    public StoreThroughput.Result Bars(string[] files) => Read(files, 5);

    public StoreThroughput.Result Trades(string[] files) => Read(files, 2);

    StoreThroughput.Result Read(string[] files, int columns)
    {
        var rows = 0L;
        foreach (var path in files)
        {
            using var file = new ParquetFileReader(path);
            for (var g = 0; g < file.FileMetaData.NumRowGroups; g++)
            {
                using var group = file.RowGroup(g);
                var length = (int)group.MetaData.NumRows;
                if (time.Length < length) time = new long[length];
                Column(group, 0, time.AsSpan(0, length));
                for (var c = 0; c < columns; c++)
                {
                    if (values[c].Length < length) values[c] = new double[length];
                    Column(group, c + 1, values[c].AsSpan(0, length));
                }
                rows += length;
            }
        }
        return new StoreThroughput.Result(rows, 0);
    }

    static void Column<T>(RowGroupReader group, int index, Span<T> into) where T : unmanaged
    {
        using var column = (ColumnReader<T>)group.Column(index);
        while (into.Length > 0)
        {
            column.ReadBatch(into.Length, into, out var read);
            into = into[(int)read..];
        }
    }
}
