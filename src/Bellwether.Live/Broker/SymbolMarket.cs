using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>What the adapter knows of one symbol: its contract at the broker, its streams, and the quote as its ticks build it up.</summary>
struct SymbolMarket
{
    public Contract? Contract;
    public Subscription? Quotes;
    public Subscription? Bars;
    public double Bid, Ask, BidSize, AskSize, Last;
    public bool IsChanged;

    /// <summary>Something of its quote stream came since time was told last, whether it changed the quote or not.</summary>
    public bool IsTicked;

    /// <summary>The quote is too old to trade on.</summary>
    public bool IsStale;

    /// <summary>When its prices contradicted each other last; 0 = never.</summary>
    public long DistrustedAt;

    /// <summary>The answer to a question for history that waits to be taken.</summary>
    public HistoryAnswer? History;

    /// <summary>When history was asked for last.</summary>
    public long HistoryAskedAt;

    /// <summary>Something keeps its five-second bars from coming.</summary>
    public bool AreBarsLost;

    public bool IsHistoryDone;

    /// <summary>Nobody wants its data now.</summary>
    public bool IsResting;

    /// <summary>It is held, or an order of it lives: its data come first.</summary>
    public bool IsBusy;

    /// <summary>The question for history under way, how often it was asked, and when an answer is overdue; 0 until it was written.</summary>
    public int HistoryRequest;
    public int HistoryTries;
    public long HistoryDue;

    /// <summary>The first question for history reaches back to here; 0 = as far as the indicators need it.</summary>
    public long HistoryFrom;

    /// <summary>How far back the latest question for missed minutes reaches, in the broker's form.</summary>
    public string FillDuration;

    /// <summary>Since when five-second bars are asked for without an interruption; <see cref="long.MaxValue"/> while they are not.</summary>
    public long BarsSince;

    /// <summary>End of the latest five-second bar; 0 before the first.</summary>
    public long BarsUntil;

    /// <summary><see cref="BarsUntil"/> as it was when the bars began: what came before the interruption.</summary>
    public long BarsLost;

    /// <summary>Why the engine was told that the symbol's data are not good enough for a new position; null while they are.</summary>
    public string? Problem;

    public readonly Quote Quote => new(Bid, Ask, BidSize, AskSize, Last);

    public void Set(PriceField field, double price)
    {
        switch (field)
        {
            case PriceField.Bid: Bid = price; break;
            case PriceField.Ask: Ask = price; break;
            default: Last = price; break;
        }
    }

    public void ForgetQuote() => (Bid, Ask, BidSize, AskSize, Last, IsChanged) = (double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, true);
}

/// <summary>What the broker knows of a symbol's past.</summary>
/// <param name="Bars">Minutes as they came, oldest first; the last one may be in progress. Empty when there were none, or the question was refused.</param>
/// <param name="AskedAt">When the question was put: minutes that ended before it are complete.</param>
/// <param name="Figures">By bar: average price and number of trades, which nothing is decided by; null when there are no bars.</param>
/// <param name="IsAnswer">False when the question was refused or never answered, and nobody knows what is missing.</param>
readonly record struct HistoryAnswer(Bar[] Bars, long AskedAt, MinuteFigures[]? Figures = null, bool IsAnswer = true);
