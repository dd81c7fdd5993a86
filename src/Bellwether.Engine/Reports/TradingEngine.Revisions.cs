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
        switch (strategy.Indicators.Revise(symbol, bar, TimeOf(bar.Time, revision.Length)))
        {
            case RevisionOutcome.Applied:
                Revisions = Revisions with { Applied = Revisions.Applied + 1 };
                if (strategy.Indicators.LatestOpen(symbol) == bar.Time) bars.Update(new Slice([symbol], [bar.Open], [bar.High], [bar.Low], [bar.Close], [bar.Volume]));
                break;
            case RevisionOutcome.Unchanged: Revisions = Revisions with { Unchanged = Revisions.Unchanged + 1 }; break;
            default: Revisions = Revisions with { LeftOut = Revisions.LeftOut + 1 }; break;
        }
    }
}
