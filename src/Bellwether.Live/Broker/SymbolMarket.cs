using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>What the adapter knows of one symbol: its contract at the broker, its streams, and the quote as its ticks build it up.</summary>
struct SymbolMarket
{
    public Contract? Contract;
    public Subscription? Quotes;
    public Subscription? Bars;
    public double Bid, Ask, BidSize, AskSize, Last;
    public bool IsChanged;

    /// <summary>Bars of history that wait to be taught to the indicators.</summary>
    public Bar[]? History;
    public bool IsHistoryDone;

    /// <summary>Why the engine was told that the symbol's data are not good enough for a new position; null while they are.</summary>
    public string? Problem;

    public readonly Quote Quote => new(Bid, Ask, BidSize, AskSize, Last);

    public void ForgetQuote() => (Bid, Ask, BidSize, AskSize, Last, IsChanged) = (double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, true);
}
