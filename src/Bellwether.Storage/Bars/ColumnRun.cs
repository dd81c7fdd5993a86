using ParquetSharp;

namespace Bellwether.Storage;

/// <summary>Fills buffers from columns of a Parquet file.</summary>
static class ColumnRun
{
    /// <summary>The next values of a column without nulls, as many as the buffer takes.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public static void Fill<T>(ColumnReader<T> column, Span<T> into) where T : unmanaged
    {
        while (into.Length > 0)
        {
            var read = column.ReadBatch(into.Length, into, out var values);
            if (read == 0) throw new InvalidDataException("a column ends before its rows do");
            into = into[(int)values..];
        }
    }

    /// <summary>All values of a column of a group, nulls as another value.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public static void FillOptional<T>(ColumnReader<T> column, Span<T> into, T unknown) where T : unmanaged
    {
        var (levels, values) = (new short[into.Length], new T[into.Length]);
        for (var at = 0; at < into.Length;)
        {
            var read = (int)column.ReadBatch(into.Length - at, levels, null, values, out _);
            if (read == 0) throw new InvalidDataException("a column ends before its rows do");
            for (int i = 0, next = 0; i < read; i++) into[at + i] = levels[i] == 1 ? values[next++] : unknown;
            at += read;
        }
    }
}
