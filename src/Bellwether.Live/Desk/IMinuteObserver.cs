using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>Somebody who sees the minutes that a desk's engine gets; each symbol's come once and in order. Called on the desk's thread: must not wait, and decides nothing.</summary>
public interface IMinuteObserver
{
    /// <summary>A minute of the live stream that goes to the engine as it closes. Arguments are valid during the call only.</summary>
    /// <param name="closed">The minute as the stream made it.</param>
    /// <param name="passed">Those of its rows that the engine gets; the others come later, or history tells them.</param>
    void SeenLive(in BarSlice closed, in Slice passed);

    /// <summary>A minute of the past that the engine learns from, after the start or an interruption. Arguments are valid during the call only.</summary>
    /// <param name="minute">Its rows, and when it opened.</param>
    /// <param name="areLive">By row: whether the live stream brought the bar, which then had to wait, and not the broker's history.</param>
    void SeenLater(in Slice minute, ReadOnlySpan<bool> areLive);

    /// <summary>A minute of the live stream that late data have changed since it was seen, or made where there was none.</summary>
    /// <param name="symbol">Index in the instrument table.</param>
    /// <param name="minute">The whole minute as it is right.</param>
    void SeenRevised(int symbol, in AggregatedBar minute);

    /// <summary>Minutes of the broker's history that the engine does not get, because it has had them: what was seen stays as it is.</summary>
    /// <param name="symbol">Index in the instrument table.</param>
    /// <param name="minutes">What history says of them, rising.</param>
    void ToldAgain(int symbol, IReadOnlyList<Bar> minutes);

    /// <summary>What the broker's history states of minutes beside their prices, told before the minutes themselves are, which come, or not, by the calls above.</summary>
    /// <param name="symbol">Index in the instrument table.</param>
    /// <param name="figures">Rising.</param>
    void Stated(int symbol, IReadOnlyList<MinuteFigures> figures);
}
