using Bellwether.Core;
using Bellwether.Indicators;

namespace Bellwether.Engine;

// Bars that turn out to have been different. What was decided stays decided, no alert speaks about the past, marks and stops stay where they are: the next bar, and what is
// asked in between, stand on the right one.
public sealed partial class TradingEngine<TJournal>
{
    /// <summary>What became of the corrected bars so far.</summary>
    public RevisionCounts Revisions { get; private set; }

    void OnRevision(in Input input, in BarRevision revision)
    {
        record.Revision(input, revision);
        var (symbol, bar) = (revision.Symbol, revision.Bar);
        var latest = strategy.Indicators.LatestOpen(symbol);
        switch (strategy.Indicators.Revise(symbol, bar, TimeOf(bar.Time, revision.Length)))
        {
            case RevisionOutcome.Applied:
                Revisions = Revisions with { Applied = Revisions.Applied + 1 };
                if (bar.Time >= latest) TakeLatest(symbol, bar, revision.Length, isNew: bar.Time > latest);
                break;
            case RevisionOutcome.Unchanged: Revisions = Revisions with { Unchanged = Revisions.Unchanged + 1 }; break;
            default: Revisions = Revisions with { LeftOut = Revisions.LeftOut + 1 }; break;
        }
    }

    /// <summary>What rules and alerts see between bars, and what they look back on, is that of the right bar.</summary>
    void TakeLatest(int symbol, in Bar bar, long length, bool isNew)
    {
        var slice = new Slice([symbol], [bar.Open], [bar.High], [bar.Low], [bar.Close], [bar.Volume]);
        bars.Update(slice);
        var context = Context(bar.Time + length);
        strategy.ObserveAgain(context, symbol, isNew);
        if (isNew) options.Alerts?.Observe(context, slice, isWarmUp: true, speak);
        else options.Alerts?.ObserveAgain(context, symbol);
    }
}
