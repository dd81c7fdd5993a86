using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>The sessions of many symbols, as the bars and quotes of a run tell them: of history, of a backtest and live alike. Symbols are named by index, from 0.</summary>
public sealed class SessionBoard
{
    readonly SessionStatistics[] symbols;
    readonly bool[] hasBars;

    public SessionBoard(int symbolCount, SessionStatisticsOptions? options = null)
    {
        symbols = new SessionStatistics[symbolCount];
        for (var symbol = 0; symbol < symbolCount; symbol++) symbols[symbol] = new SessionStatistics(options);
        hasBars = new bool[symbolCount];
    }

    /// <summary>Bars closed.</summary>
    /// <param name="slice">The bars.</param>
    /// <param name="opened">Engine time of their open.</param>
    public void AddSlice(in Slice slice, long opened)
    {
        for (var row = 0; row < slice.Count; row++)
        {
            var symbol = slice.Symbols[row];
            hasBars[symbol] = true;
            symbols[symbol].AddBar(opened, slice.Open[row], slice.High[row], slice.Low[row], slice.Close[row], slice.Volume[row], out _);
        }
    }

    /// <summary>A symbol's quote from now on. Those that come before its first bar do not count: the sessions before are still to be told.</summary>
    public void AddQuote(int symbol, long time, in Quote quote)
    {
        if (hasBars[symbol]) symbols[symbol].AddQuote(time, quote.Bid, quote.BidSize, quote.Ask, quote.AskSize, out _);
    }

    /// <summary>The session in progress, or the last one.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="opened">Engine time of its regular open.</param>
    /// <param name="snapshot">What is known of it.</param>
    /// <returns>False before the first bar.</returns>
    public bool TryRead(int symbol, out long opened, out SessionSnapshot snapshot)
    {
        opened = symbols[symbol].SessionOpen;
        return symbols[symbol].TryRead(out snapshot);
    }

    /// <summary>What bars have left behind, of all symbols one after the other with as many bytes each, for <see cref="Restore"/> on a machine of the same kind.</summary>
    public byte[] Save()
    {
        var one = symbols.Length > 0 ? symbols[0].SnapshotLength : 0;
        var bytes = new byte[checked(one * symbols.Length)];
        for (var symbol = 0; symbol < symbols.Length; symbol++) symbols[symbol].Save(bytes.AsSpan(symbol * one, one));
        return bytes;
    }

    /// <summary>Takes back what <see cref="Save"/> gave for as many symbols.</summary>
    public void Restore(ReadOnlySpan<byte> snapshot)
    {
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            var one = symbols[symbol].SnapshotLength;
            symbols[symbol].Restore(snapshot.Slice(symbol * one, one));
            hasBars[symbol] = symbols[symbol].SessionOpen != long.MinValue;
        }
    }
}
