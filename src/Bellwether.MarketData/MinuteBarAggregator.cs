using System.Numerics;
using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Makes one-minute bars of finer bars (five seconds from the broker, or any length that divides a minute), for all symbols at once. Minutes are counted from
/// the open of the session. Constant work per bar, no allocation after construction.
/// <para>
/// Time is the caller's: it adds bars as they come and calls <see cref="TryClose"/> with its clock, less the grace that it allows stragglers, until that
/// answers false. Two minutes may be open at once, so that with a grace of up to a minute a quick symbol may begin the next one before a slow one has
/// finished the last.
/// </para>
/// </summary>
public sealed class MinuteBarAggregator
{
    const int OpenMinutes = 2;

    readonly int symbolCount;
    readonly int words;
    readonly long[] lastTime;

    /// <summary>By slot (minute modulo <see cref="OpenMinutes"/>) and symbol.</summary>
    readonly Bar[] bars;

    /// <summary>By slot: one bit a symbol that traded.</summary>
    readonly ulong[] present;

    readonly int[] symbols;
    readonly double[] open;
    readonly double[] high;
    readonly double[] low;
    readonly double[] close;
    readonly double[] volume;

    TradingSession? session;
    int minuteCount;

    /// <summary>The oldest minute that is still open.</summary>
    int oldest;

    /// <summary>Minutes before this one began before we listened.</summary>
    int firstWhole;

    AggregatorCounters counters;

    public MinuteBarAggregator(int symbolCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        this.symbolCount = symbolCount;
        words = (symbolCount + 63) / 64;
        lastTime = new long[symbolCount];
        bars = new Bar[OpenMinutes * symbolCount];
        present = new ulong[OpenMinutes * words];
        symbols = new int[symbolCount];
        open = new double[symbolCount];
        high = new double[symbolCount];
        low = new double[symbolCount];
        close = new double[symbolCount];
        volume = new double[symbolCount];
    }

    /// <summary>Since construction.</summary>
    public AggregatorCounters Counters => counters;

    /// <summary>Begins a session; everything unfinished is forgotten.</summary>
    /// <param name="listeningSince">
    /// Engine time from which bars arrive without a gap. A minute that was in progress then never closes: the first bar is that of the next whole minute.
    /// </param>
    public void StartSession(TradingSession session, long listeningSince)
    {
        this.session = session;
        minuteCount = (int)((session.CloseNanoseconds - session.OpenNanoseconds) / EngineTime.Minute);
        Array.Fill(lastTime, long.MinValue);
        oldest = 0;
        firstWhole = 0;
        Interrupt(listeningSince);
    }

    /// <summary>
    /// Bars were lost and arrive again from <paramref name="listeningSince"/> on: the minutes in progress are dropped, and the first whole minute after it
    /// counts again.
    /// </summary>
    public void Interrupt(long listeningSince)
    {
        if (session is null) return;
        Array.Clear(present);
        var sinceOpen = Math.Max(0, listeningSince - session.OpenNanoseconds);
        var whole = (int)Math.Min((sinceOpen + EngineTime.Minute - 1) / EngineTime.Minute, minuteCount);
        firstWhole = Math.Max(firstWhole, whole);
        oldest = Math.Max(oldest, firstWhole);
    }

    /// <summary>Merges a bar into its minute, or counts why not.</summary>
    /// <param name="symbol">Index in the instrument table.</param>
    public void Add(int symbol, in Bar bar)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)symbol, (uint)symbolCount, nameof(symbol));
        if (session is null || bar.Time < session.OpenNanoseconds || bar.Time >= session.CloseNanoseconds)
        {
            counters = counters with { OutsideSession = counters.OutsideSession + 1 };
            return;
        }
        var minute = (int)((bar.Time - session.OpenNanoseconds) / EngineTime.Minute);
        if (minute < firstWhole) counters = counters with { Incomplete = counters.Incomplete + 1 };
        else if (minute < oldest) counters = counters with { Late = counters.Late + 1 };
        else if (minute >= oldest + OpenMinutes) counters = counters with { TooEarly = counters.TooEarly + 1 };
        else if (bar.Time <= lastTime[symbol]) counters = counters with { Repeated = counters.Repeated + 1 };
        else Merge(symbol, minute, bar);
    }

    /// <summary>
    /// Hands out the oldest minute that ended at or before <paramref name="now"/> and in which anything traded. Call it until it answers false.
    /// </summary>
    /// <param name="opened">Engine time at which the minute opened; it closed one minute later.</param>
    /// <param name="slice">Valid until the next call; symbols in rising order, symbols that did not trade are missing.</param>
    public bool TryClose(long now, out long opened, out Slice slice)
    {
        opened = 0;
        slice = default;
        if (session is null) return false;
        while (oldest < minuteCount && session.OpenNanoseconds + ((oldest + 1) * EngineTime.Minute) <= now)
        {
            var minute = oldest++;
            var count = Take(minute % OpenMinutes);
            if (count == 0) continue;
            opened = session.OpenNanoseconds + (minute * EngineTime.Minute);
            slice = new Slice(symbols.AsSpan(0, count), open.AsSpan(0, count), high.AsSpan(0, count), low.AsSpan(0, count), close.AsSpan(0, count), volume.AsSpan(0, count));
            return true;
        }
        return false;
    }

    void Merge(int symbol, int minute, in Bar bar)
    {
        var slot = minute % OpenMinutes;
        ref var word = ref present[(slot * words) + (symbol >> 6)];
        ref var building = ref bars[(slot * symbolCount) + symbol];
        var bit = 1UL << (symbol & 63);
        building = (word & bit) == 0 ? bar : BarMerge.Merge(building, bar);
        word |= bit;
        lastTime[symbol] = bar.Time;
        counters = counters with { Merged = counters.Merged + 1 };
    }

    /// <summary>Moves a slot's bars to the columns and empties it.</summary>
    int Take(int slot)
    {
        var count = 0;
        for (var w = 0; w < words; w++)
        {
            ref var word = ref present[(slot * words) + w];
            for (; word != 0; word &= word - 1)
            {
                var symbol = (w << 6) + BitOperations.TrailingZeroCount(word);
                ref readonly var bar = ref bars[(slot * symbolCount) + symbol];
                (symbols[count], open[count], high[count], low[count], close[count], volume[count]) = (symbol, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
                count++;
            }
        }
        return count;
    }
}
