using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Engine;

// Corporate actions of an earlier run: what took force there has taken force, and does not do so again.
public sealed partial class TradingEngine<TJournal>
{
    void RecoverCorporateAction(CorporateEvent action, long time, ReadOnlySpan<int> symbols)
    {
        var there = action.Symbol;
        action = action with { Symbol = Mapped(there, symbols) };
        if (action.Symbol < 0)
        {
            if (action.Kind == CorporateActionKind.Split && droppedShares.TryGetValue(there, out var shares)) droppedShares[there] = action.Ratio.Of(shares);
            return;
        }
        if (HasTakenForce(action)) return;
        var change = TakeForce(action, time);
        if (change.Before.IsZero || !change.After.IsZero) return;
        initialRisk[action.Symbol] = Money.Zero;
        plans[action.Symbol] = plans[action.Symbol] with { IsActive = false };
    }

    void RecoverFraction(ref RecordReader r, long time, ReadOnlySpan<int> symbols)
    {
        var symbol = Mapped(r.Int32(), symbols);
        r.Quantity();
        var after = r.Quantity();
        if (symbol < 0) return;
        Positions.Become(symbol, after, time);
        fractions[symbol] = Quantity.Zero;
    }

    void RecoverRestated(ref RecordReader r, ReadOnlySpan<int> symbols)
    {
        var action = CorporateEventRecord.Read(ref r);
        var (border, fraction) = (r.Int64(), r.Quantity());
        action = action with { Symbol = Mapped(action.Symbol, symbols) };
        if (action.Symbol < 0 || HasTakenForce(action)) return;
        actions.Add(action);
        if (action.Kind is CorporateActionKind.Ticker or CorporateActionKind.Delisting) actionProblems[action.Symbol] = Words(action);
        (outdatedBefore[action.Symbol], fractions[action.Symbol]) = (border, fraction);
    }

    void RestateCorporateActions()
    {
        foreach (var action in actions) record.RestoredCorporateAction(recoveredUntil, action, outdatedBefore[action.Symbol], fractions[action.Symbol]);
    }
}
