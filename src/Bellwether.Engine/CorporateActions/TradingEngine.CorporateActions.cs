using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Positions;

namespace Bellwether.Engine;

// Splits, dividends, changes of the ticker and delistings of what is held or watched. Each takes force once, in one run or another.
public sealed partial class TradingEngine<TJournal>
{
    /// <summary>Those that took force, in that order.</summary>
    readonly List<CorporateEvent> actions = [];

    /// <summary>Why a symbol is traded no more; null while it is.</summary>
    readonly string?[] actionProblems;

    /// <summary>Orders of the symbol with smaller numbers are in shares and prices of before its latest split; 0 = there was none.</summary>
    readonly long[] outdatedBefore;

    /// <summary>What a split would have made of the position but for a fraction of a share; zero when nothing is left to be settled.</summary>
    readonly Quantity[] fractions;

    /// <summary>Corporate actions that have taken force, in that order.</summary>
    public IReadOnlyList<CorporateEvent> CorporateActions => actions;

    /// <summary>Whether this action has taken force already.</summary>
    public bool HasTakenForce(in CorporateEvent action)
    {
        for (var i = 0; i < actions.Count; i++)
            if (actions[i].IsSameAs(action)) return true;
        return false;
    }

    void OnCorporateAction(in Input input, in CorporateEvent action)
    {
        record.CorporateAction(input, action);
        if (HasTakenForce(action)) return;
        switch (action.Kind)
        {
            case CorporateActionKind.Split: OnSplit(action); break;
            case CorporateActionKind.Dividend: OnDividend(action); break;
            default: OnLeaving(action); break;
        }
    }

    void OnSplit(in CorporateEvent action)
    {
        var symbol = action.Symbol;
        var change = TakeForce(action, Time);
        Rescale(symbol, action.Ratio);
        auditor.Excuse(symbol);
        record.PositionSplit(Time, cause, symbol, change, plans[symbol]);
        CancelEntries(symbol);
        if (isCompared || !WatchesProtection) CancelOutdated(symbol);
        Raise(change.Before.IsZero ? AlertSeverity.Information : AlertSeverity.Warning, $"{Instruments[symbol].Symbol}: split {action.Ratio}", change.Before.IsZero
            ? "nothing is held; entries that worked are cancelled, and its indicators begin anew"
            : $"{change.Before} shares are {change.After} now at the same cost{(plans[symbol] is { IsActive: true, Stop: var stop } && stop > Price.Zero ? $", the stop is at {stop}" : "")}; " +
              "what worked is cancelled and placed anew, and its indicators begin anew");
        if (!change.Before.IsZero && change.After.IsZero) OnFlat(symbol);
        if (WatchesProtection) WatchProtection(symbol);
        else PlaceAnew(symbol);
        Audit(auditor.Check(symbol));
    }

    /// <summary>The books after an action: the same in the run that lives through it and in one that takes its journal up.</summary>
    PositionChange TakeForce(in CorporateEvent action, long time)
    {
        var symbol = action.Symbol;
        var before = Positions[symbol].Quantity;
        actions.Add(action);
        if (action.Kind is CorporateActionKind.Ticker or CorporateActionKind.Delisting) actionProblems[symbol] = Words(action);
        if (action.Kind != CorporateActionKind.Split) return new PositionChange(before, before, Money.Zero);
        outdatedBefore[symbol] = Orders.NextNumber;
        // What was opened, or found at the broker, since then is in new shares already.
        if (before.IsZero || Positions[symbol].OpenedAt >= action.Effective) return new PositionChange(before, before, Money.Zero);
        var exact = action.Ratio.Of(before);
        var change = Positions.Split(symbol, action.Ratio, time);
        fractions[symbol] = exact == change.After ? Quantity.Zero : exact;
        ref var plan = ref plans[symbol];
        var ticks = Instruments[symbol].Ticks;
        plan = plan with { Stop = OnTicks(action.Ratio.Of(plan.Stop), ticks), Target = OnTicks(action.Ratio.Of(plan.Target), ticks) };
        return change;
    }

    static Price OnTicks(Price price, TickRule ticks)
    {
        if (price == Price.Zero) return price;
        var rounded = ticks.Round(price);
        return rounded > Price.Zero ? rounded : ticks.IncrementAt(Price.Zero);
    }

    /// <summary>Prices of before are no measure of those after it. The indicators learn again, from history that is adjusted.</summary>
    void Rescale(int symbol, SplitRatio ratio)
    {
        strategy.Indicators.Reset(symbol);
        bars.Open[symbol] = ratio.OfPrice(bars.Open[symbol]);
        bars.High[symbol] = ratio.OfPrice(bars.High[symbol]);
        bars.Low[symbol] = ratio.OfPrice(bars.Low[symbol]);
        bars.Close[symbol] = ratio.OfPrice(bars.Close[symbol]);
        bars.Volume[symbol] = ratio.OfVolume(bars.Volume[symbol]);
        quotes[symbol] = Quote.Absent;
        crossedSince[symbol] = 0;
    }

    /// <summary>
    /// Orders from before a split would execute at its old prices. The broker cancels those that rest; what it still shows is cancelled here, and protection follows at the new prices.
    /// </summary>
    void CancelOutdated(int symbol)
    {
        if (outdatedBefore[symbol] == 0) return;
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            if (order.Terms.Symbol == symbol && order.Number < outdatedBefore[symbol]) Cancel(order.Number);
        }
    }

    /// <summary>In a venue that keeps its orders in step by itself nobody looks after protection: it is placed at once.</summary>
    void PlaceAnew(int symbol)
    {
        if (Positions[symbol].IsFlat || plans[symbol] is not { IsActive: true } plan || (int)plan.Side != Positions[symbol].Quantity.Sign) return;
        if (plan.Stop > Price.Zero) Add(symbol, OrderRole.Stop, mayEnlarge: false);
        if (plan.Target > Price.Zero) Add(symbol, OrderRole.Target, mayEnlarge: false);
    }

    /// <summary>What the broker made of a fraction of a share wins: it may have paid it out, kept it, or rounded it up.</summary>
    void SettleFraction(int symbol)
    {
        if (fractions[symbol].IsZero) return;
        var (exact, theirs) = (fractions[symbol], brokerPositions[symbol]);
        if (theirs == Positions[symbol].Quantity || Quantity.Abs(theirs - exact) >= Quantity.FromShares(1)) return;
        var change = Positions.Become(symbol, theirs, Time);
        fractions[symbol] = Quantity.Zero;
        record.FractionSettled(Time, cause, symbol, change);
        Raise(AlertSeverity.Information, $"{Instruments[symbol].Symbol}: a fraction of a share is settled", $"the split made {exact} shares, the broker holds {theirs}: taken over at the same cost");
        if (change.After.IsZero) OnFlat(symbol);
        Audit(auditor.Check(symbol));
    }

    void OnDividend(in CorporateEvent action)
    {
        TakeForce(action, Time);
        if (Positions[action.Symbol].IsFlat && Orders.Exposure(action.Symbol).Entries == 0) return;
        Raise(AlertSeverity.Information, $"{Instruments[action.Symbol].Symbol}: dividend of {action.Amount} a share",
            $"{Positions[action.Symbol].Quantity} shares are held; the cash is what the broker says when it comes; stops and targets stay where they are");
    }

    /// <summary>It trades no more, or not under this ticker: nothing new is risked in it.</summary>
    void OnLeaving(in CorporateEvent action)
    {
        var symbol = action.Symbol;
        TakeForce(action, Time);
        RefreshFrozenSymbol(symbol);
        CancelEntries(symbol);
        var isHeld = !Positions[symbol].IsFlat;
        Raise(isHeld ? AlertSeverity.Critical : AlertSeverity.Warning, $"{Instruments[symbol].Symbol}: {(action.Kind == CorporateActionKind.Delisting ? "delisted" : $"its ticker is {action.Ticker} now")}",
            $"{Words(action)}; no entries in it{(isHeld ? $", and {Positions[symbol].Quantity} shares are held: look at the broker" : "")}");
    }

    static string Words(in CorporateEvent action) => action.Kind == CorporateActionKind.Delisting
        ? "it trades no more"
        : $"it trades as {action.Ticker}: put that into \"symbols\" in place of the old ticker, and start again";

    /// <summary>What a person may do about a difference that looks like a split of which nothing is known.</summary>
    string SplitHint(int symbol)
    {
        var (ours, theirs) = (Positions[symbol].Quantity, brokerPositions[symbol]);
        if (ours.Sign * theirs.Sign <= 0) return "";
        for (var i = actions.Count - 1; i >= 0; i--)
        {
            if (actions[i] is not { Kind: CorporateActionKind.Split } split || split.Symbol != symbol || split.Ratio.Of(theirs).Whole != ours.Whole) continue;
            return $"; that is what was held before the split {split.Ratio}: the broker has not carried it out yet";
        }
        return LikelySplit(ours, theirs) is { } ratio
            ? $"; that would be a split {ratio}: if it was one, import it while this run goes on, with \"bellwether data actions import FILE --symbol {Instruments[symbol].Symbol}\""
            : "";
    }

    /// <summary>The ratio of a split as companies choose them: so many for one, one for so many, or small numbers for small ones.</summary>
    static SplitRatio? LikelySplit(Quantity ours, Quantity theirs)
    {
        for (var old = 1; old <= 5; old++)
        {
            for (var shares = 1; shares <= (old == 1 ? 100 : 10); shares++)
            {
                if (shares == old) continue;
                if (new SplitRatio(shares, old).Of(ours).Whole == theirs.Whole) return new SplitRatio(shares, old);
                if (new SplitRatio(old, shares).Of(ours).Whole == theirs.Whole) return new SplitRatio(old, shares);
            }
        }
        return null;
    }
}
