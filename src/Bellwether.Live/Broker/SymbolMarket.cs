using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Live;

/// <summary>What the adapter knows of one symbol: its contract at the broker and the quote as its ticks build it up.</summary>
struct SymbolMarket
{
    public Contract? Contract;
    public double Bid, Ask, BidSize, AskSize, Last;
    public bool IsChanged;

    /// <summary>Bars of history that wait to be taught to the indicators.</summary>
    public Bar[]? History;
    public bool IsHistoryDone;

    public readonly Quote Quote => new(Bid, Ask, BidSize, AskSize, Last);

    public void ForgetQuote() => (Bid, Ask, BidSize, AskSize, Last, IsChanged) = (double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, false);
}
