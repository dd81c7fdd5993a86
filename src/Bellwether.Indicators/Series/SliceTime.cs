using Bellwether.Core;

namespace Bellwether.Indicators;

/// <summary>When the bars of a slice are, and the session to which they belong. Nanoseconds since the Unix epoch.</summary>
/// <param name="Open">Open of the bars.</param>
/// <param name="Length">Their length.</param>
/// <param name="SessionOpen">Open of the session; equal for all bars of one session.</param>
/// <param name="SessionClose">Its close, exclusive.</param>
public readonly record struct SliceTime(long Open, long Length, long SessionOpen, long SessionClose)
{
    /// <summary>When the bars are complete.</summary>
    public long Close => Open + Length;

    /// <summary>For bars of a session of the calendar.</summary>
    public static SliceTime In(TradingSession session, long open, long length) => new(open, length, session.OpenNanoseconds, session.CloseNanoseconds);
}
