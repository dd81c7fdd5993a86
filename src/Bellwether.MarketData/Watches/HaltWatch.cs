using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>Whether a symbol trades, as its market data say.</summary>
public enum HaltState : byte
{
    Trading = 0,

    /// <summary>Halted by the exchange, for news or by a regulator.</summary>
    Halted,

    /// <summary>Paused because its price left the band (limit up, limit down).</summary>
    Paused,

    /// <summary>It trades again, and is left alone until its market has settled.</summary>
    Reopening,
}

/// <summary>
/// Follows halts, symbol by symbol. After a halt a symbol is free for new positions once it has traded for a minute and has shown two sane quotes: both sides, the bid below
/// the ask, and not further apart than two per cent of the price.
/// </summary>
public sealed class HaltWatch
{
    /// <summary>Nanoseconds from the reopening to the first entry.</summary>
    public const long SettlingTime = EngineTime.Minute;

    /// <summary>Quotes that must have been sane in that time.</summary>
    public const int SettlingQuotes = 2;

    const double WidestSpread = 0.02;

    readonly HaltState[] states;
    readonly long[] reopened;
    readonly int[] saneQuotes;

    /// <param name="symbolCount">Symbols are named by index, from 0.</param>
    public HaltWatch(int symbolCount)
    {
        states = new HaltState[symbolCount];
        reopened = new long[symbolCount];
        saneQuotes = new int[symbolCount];
    }

    public HaltState this[int symbol] => states[symbol];

    /// <summary>It does not trade at present.</summary>
    public bool IsHalted(int symbol) => states[symbol] is HaltState.Halted or HaltState.Paused;

    /// <summary>The broker's halt tick.</summary>
    /// <param name="value">0 trades, 1 halted, 2 paused; anything else says nothing.</param>
    /// <returns>True when the state changed.</returns>
    public bool OnTick(int symbol, double value)
    {
        ref var state = ref states[symbol];
        var before = state;
        switch (value)
        {
            case 1: state = HaltState.Halted; break;
            case 2: state = HaltState.Paused; break;
            case 0 when IsHalted(symbol):
                state = HaltState.Reopening;
                (reopened[symbol], saneQuotes[symbol]) = (long.MinValue, 0);
                break;
        }
        return state != before;
    }

    /// <summary>A quote, as it is now; counts while a symbol reopens.</summary>
    public void OnQuote(int symbol, in Quote quote)
    {
        if (states[symbol] == HaltState.Reopening && quote.Bid > 0 && quote.Ask > quote.Bid && quote.Ask - quote.Bid <= WidestSpread * quote.Mid) saneQuotes[symbol]++;
    }

    /// <summary>Time passes: true when a symbol that reopens has settled by now, once. Its minute begins with the first call after the reopening.</summary>
    public bool TrySettle(int symbol, long now)
    {
        if (states[symbol] != HaltState.Reopening) return false;
        ref var since = ref reopened[symbol];
        if (since == long.MinValue) since = now;
        if (now - since < SettlingTime || saneQuotes[symbol] < SettlingQuotes) return false;
        states[symbol] = HaltState.Trading;
        return true;
    }
}
