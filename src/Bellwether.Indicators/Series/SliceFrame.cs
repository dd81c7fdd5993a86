using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>Bars of one length that close together, as series take them.</summary>
/// <param name="bars">The bars.</param>
/// <param name="time">Open of each row's bar; empty = all open at <paramref name="commonTime"/>.</param>
/// <param name="commonTime">Open of the bars.</param>
/// <param name="session">Open of each row's session; empty = that of all is <paramref name="commonSession"/>.</param>
/// <param name="commonSession">Open of their session.</param>
/// <param name="rowOf">By symbol: its row, or -1; empty when no series looks at other symbols.</param>
readonly ref struct SliceFrame(Slice bars, ReadOnlySpan<long> time, long commonTime, ReadOnlySpan<long> session, long commonSession, ReadOnlySpan<int> rowOf)
{
    public readonly Slice Bars = bars;
    readonly ReadOnlySpan<long> time = time;
    readonly long commonTime = commonTime;
    readonly ReadOnlySpan<long> session = session;
    readonly long commonSession = commonSession;
    readonly ReadOnlySpan<int> rowOf = rowOf;

    public long TimeOf(int row) => time.IsEmpty ? commonTime : time[row];

    public long SessionOf(int row) => session.IsEmpty ? commonSession : session[row];

    /// <summary>Row of a symbol's bar in this frame; -1 when it has none.</summary>
    public int RowOf(int symbol) => rowOf[symbol];
}
