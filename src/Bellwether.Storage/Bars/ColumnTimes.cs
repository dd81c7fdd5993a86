using System.Numerics;

namespace Bellwether.Storage;

/// <summary>Times as files hold them, microseconds, and as the program does, nanoseconds.</summary>
public static class ColumnTimes
{
    const long Earliest = long.MinValue / 1_000;
    const long Latest = long.MaxValue / 1_000;

    /// <summary>Microseconds to engine time in place.</summary>
    /// <param name="strictly">Times rise; else they do not fall.</param>
    /// <param name="last">Engine time of the row before, and then of the last of these.</param>
    /// <returns>False when they are not in that order, also after the row before, or lie outside engine time; what is in the column is then of no use.</returns>
    public static bool TryToEngineTime(Span<long> microseconds, bool strictly, ref long last)
    {
        if (microseconds.IsEmpty) return true;
        // Of times in order the first and the last tell whether all are in range.
        if (microseconds[0] < Earliest || microseconds[^1] > Latest || microseconds[0] > Latest) return false;
        var first = microseconds[0] * 1_000;
        var inOrder = strictly ? first > last : first >= last;

        // From the end to the begin, so that each is compared with the one before it while that is in microseconds still.
        var i = microseconds.Length;
        var faults = Vector<long>.Zero;
        for (; i > Vector<long>.Count; i -= Vector<long>.Count)
        {
            var at = i - Vector<long>.Count;
            var (these, before) = (new Vector<long>(microseconds[at..]), new Vector<long>(microseconds[(at - 1)..]));
            faults |= strictly ? Vector.LessThanOrEqual(these, before) : Vector.LessThan(these, before);
            (these * 1_000).CopyTo(microseconds[at..]);
        }
        for (i--; i >= 0; i--)
        {
            if (i > 0) inOrder &= strictly ? microseconds[i] > microseconds[i - 1] : microseconds[i] >= microseconds[i - 1];
            microseconds[i] = unchecked(microseconds[i] * 1_000);
        }
        last = microseconds[^1];
        return inOrder & faults == Vector<long>.Zero;
    }
}
