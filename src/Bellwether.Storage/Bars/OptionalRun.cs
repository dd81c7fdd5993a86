using ParquetSharp;

namespace Bellwether.Storage;

/// <summary>Takes pieces of a column with nulls into a buffer that is used again.</summary>
/// <param name="capacity">Rows of the largest piece.</param>
/// <param name="unknown">What stands for null.</param>
sealed class OptionalRun<T>(int capacity, T unknown) where T : unmanaged
{
    readonly short[] levels = new short[capacity];
    readonly T[] known = new T[capacity];
    readonly T[] all = new T[capacity];

    public ReadOnlySpan<T> Values => all;

    /// <summary>Reads so many rows.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public void Fill(ColumnReader<T> column, int rows)
    {
        for (var at = 0; at < rows;)
        {
            var read = (int)column.ReadBatch(rows - at, levels, null, known, out var values);
            if (read == 0) throw new InvalidDataException("a column ends before its rows do");
            if (values == read) known.AsSpan(0, read).CopyTo(all.AsSpan(at));
            else
                for (int i = 0, next = 0; i < read; i++) all[at + i] = levels[i] == 1 ? known[next++] : unknown;
            at += read;
        }
    }
}
