using System.Runtime.InteropServices;

namespace Bellwether.Indicators;

/// <summary>One computation over columns that can be taken up again in the middle: it keeps its state at every <see cref="Stride"/>th row.</summary>
/// <param name="outputCount">Outputs a row.</param>
/// <param name="windowLength">Values of the window that goes with each state: the longer it is, the farther apart states are kept, so that they take no more memory than the rows.</param>
abstract class ResumableRun(int outputCount, int windowLength)
{
    public int Stride { get; } = Math.Max(64, windowLength);

    public int OutputCount => outputCount;

    /// <summary>Rows computed since construction.</summary>
    public long Computed { get; protected set; }

    /// <summary>
    /// Computes again from a row on. It stops at the first kept state behind the changed rows that comes out as it was: from there on nothing differs.
    /// </summary>
    /// <param name="columns">All rows.</param>
    /// <param name="from">First row that changed.</param>
    /// <param name="to">Row after the last one that changed.</param>
    /// <param name="values">The outputs of all rows, beside each other.</param>
    /// <returns>Row after the last one whose values may have changed.</returns>
    public abstract int Run(in BatchColumns columns, int from, int to, Span<double> values);
}

/// <inheritdoc/>
sealed class ResumableRun<T>(T fresh, int outputCount) : ResumableRun(outputCount, fresh.WindowLength) where T : unmanaged, IIndicator<T>
{
    /// <summary>Before every <see cref="ResumableRun.Stride"/>th row.</summary>
    readonly List<(T State, double[] Window)> kept = [];

    /// <summary>Behind the last row.</summary>
    (T State, double[] Window) end = (fresh, new double[fresh.WindowLength]);
    int rows;

    public override int Run(in BatchColumns columns, int from, int to, Span<double> values)
    {
        var row = from == rows ? from : from / Stride * Stride;
        var (state, window) = from == rows ? end : (kept[from / Stride].State, kept[from / Stride].Window.ToArray());
        for (; row < columns.Count; row++)
        {
            if (row % Stride == 0)
            {
                var index = row / Stride;
                if (index == kept.Count) kept.Add((state, window.ToArray()));
                else if (row >= to && IsSame(kept[index], state, window)) return row;
                else kept[index] = (state, window.ToArray());
            }
            Computed++;
            BatchLoop.Step(ref state, columns, row, window, values.Slice(row * OutputCount, OutputCount));
        }
        end = (state, window);
        rows = columns.Count;
        return columns.Count;
    }

    static bool IsSame((T State, double[] Window) kept, T state, double[] window) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref kept.State, 1)).SequenceEqual(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref state, 1)))
        && MemoryMarshal.AsBytes<double>(kept.Window).SequenceEqual(MemoryMarshal.AsBytes<double>(window));
}
