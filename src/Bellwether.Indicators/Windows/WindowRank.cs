using System.Numerics;
using System.Runtime.InteropServices;

namespace Bellwether.Indicators.Windows;

/// <summary>Where a value stands among the n before it. The whole window is read at each value. Uses n places.</summary>
public struct WindowRank
{
    WindowLag before;

    /// <param name="length">n, 1 or more.</param>
    public WindowRank(int length) => before = new WindowLag(length);

    public readonly int Length => before.Length;

    /// <summary>n values were seen: the next <see cref="Add"/> has a rank.</summary>
    public readonly bool IsFull => before.IsFull;

    /// <summary>Takes the next value in.</summary>
    /// <returns>Percent of the n values before that are below it, equal ones counted half; 0 to 100, of no meaning unless <see cref="IsFull"/> was true before.</returns>
    public double Add(double value, Span<double> window)
    {
        // Several at a time: a comparison gives -1 where it holds.
        var (below, equal) = (Vector<long>.Zero, Vector<long>.Zero);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(window);
        foreach (var others in vectors)
        {
            below -= Vector.LessThan(others, new Vector<double>(value));
            equal -= Vector.Equals(others, new Vector<double>(value));
        }
        var halves = (2 * Vector.Sum(below)) + Vector.Sum(equal);
        foreach (var other in window[(vectors.Length * Vector<double>.Count)..])
            halves += other < value ? 2 : other == value ? 1 : 0;
        before.Push(value, window);
        return 50.0 * halves / window.Length;
    }
}
