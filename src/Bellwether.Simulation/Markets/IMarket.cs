using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>What changed in a market at one instant.</summary>
public enum MarketChangeKind : byte
{
    /// <summary>The regular session opens; concerns all symbols.</summary>
    SessionOpened = 1,

    /// <summary>A symbol's quote or last price, or only its sizes: see <see cref="IMarket.QuoteOf"/>.</summary>
    Quote,

    /// <summary>A 5-second bar of a symbol ended at this instant: see <see cref="IMarket.FiveSecondBarOf"/>.</summary>
    FiveSecondBar,

    /// <summary>A minute bar of a symbol ended at this instant and joined its history.</summary>
    MinuteBar,

    /// <summary>The regular session closes; concerns all symbols, after everything else of the instant.</summary>
    SessionClosed,

    /// <summary>The shares of a symbol became others, before the session of their first day: see <see cref="IMarket.SplitOf"/>.</summary>
    Split,
}

/// <param name="Kind">What changed.</param>
/// <param name="Symbol">Symbol index; -1 when all symbols are concerned.</param>
public readonly record struct MarketChange(MarketChangeKind Kind, int Symbol);

/// <summary>
/// A market that plays in virtual time: it stands at an instant, says when it changes next, and moves there when told. Deterministic, and only made of
/// arithmetic that gives the same bits on every CPU. One thread; no allocation while it plays, except that histories grow.
/// </summary>
public interface IMarket
{
    InstrumentTable Instruments { get; }

    /// <summary>When it trades.</summary>
    TradingHours Hours => TradingHours.Exchange;

    /// <summary>The time before its <see cref="History"/>; null when that is all there is.</summary>
    IMarketPast? Past => null;

    /// <summary>Halts that this market obeys, and shares to borrow; null when it knows of none, and trades on through a halt.</summary>
    SymbolConditions? Conditions => null;

    /// <summary>Where it stands at first: five seconds before the opening of its first session, or what its data say. Nanoseconds since the Unix epoch.</summary>
    long Start { get; }

    /// <summary>Time of the next change, or <see cref="long.MaxValue"/> when there is none any more. Nanoseconds since the Unix epoch.</summary>
    long NextTime { get; }

    /// <summary>The regular session is open.</summary>
    bool IsOpen { get; }

    /// <summary>The changes of the instant where it stands, in the order in which they count.</summary>
    ReadOnlySpan<MarketChange> Changes { get; }

    /// <summary>Moves to <see cref="NextTime"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no next change.</exception>
    void Step();

    /// <summary>Quote of a symbol where the market stands, in dollars and shares.</summary>
    ref readonly Quote QuoteOf(int symbol);

    /// <summary>Shares traded with the latest change of the symbol's quote; 0 when only the quote changed.</summary>
    double TradedWithQuote(int symbol);

    /// <summary>The latest 5-second bar of a symbol.</summary>
    ref readonly MarketBar FiveSecondBarOf(int symbol);

    /// <summary>How a symbol split at the instant where the market stands. Its quote and its history are in new shares already.</summary>
    SplitRatio SplitOf(int symbol) => new(1, 1);

    /// <summary>5-second bars of a symbol that ended in the minute in which the market starts, before it did; oldest first.</summary>
    IReadOnlyList<MarketBar> BarsBeforeStart(int symbol) => [];

    /// <summary>Minute bars of a symbol that have ended where the market stands, oldest first.</summary>
    BarHistory History(int symbol);
}
