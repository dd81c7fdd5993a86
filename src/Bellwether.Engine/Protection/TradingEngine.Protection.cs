using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Engine;

// A position and its protection are one unit: what the broker holds against each position is compared with it after every change and at every barrier, and mended.
public sealed partial class TradingEngine<TJournal>
{
    /// <summary>The broker moves sizes by itself; what is still wrong after this long is not about to be mended by it.</summary>
    const long ProtectionGrace = 2 * EngineTime.Second;

    /// <summary>What was mended holds when it has held for so long: a broker may refuse an order late.</summary>
    const long ProtectionSettles = 10 * EngineTime.Second;

    /// <summary>After this long without a stop a position is left, if a stop was tried.</summary>
    const long ProtectionLimit = 5 * EngineTime.Second;

    /// <summary>So many attempts at a stop, a size or a target; then the next worse means.</summary>
    const int ProtectionTries = 2;

    /// <summary>So many attempts at whatever is wrong, then a person must look.</summary>
    const int MostSteps = 16;

    /// <summary>Whether everything that works against the positions is known: false until the first barrier, and from the loss of the link to the next one.</summary>
    bool isCompared;

    readonly ProtectionPlan[] plans;
    readonly ProtectionWatch[] watches;
    readonly bool[] isAccident;

    /// <summary>How the symbol's position is to be protected.</summary>
    public ProtectionPlan ProtectionOf(int symbol) => plans[symbol];

    /// <summary>A venue in the same process keeps its orders in step by itself.</summary>
    bool WatchesProtection => options.AcknowledgementTimeout > 0;

    ProtectionFlaw FlawOf(int symbol) => ProtectionCover.Of(Orders, symbol, SideOf(symbol)).Flaw(Positions[symbol].Quantity, plans[symbol], isAccident[symbol], Orders.Exposure(symbol).Entries > 0);

    /// <summary>The side of the position; of the last one when the symbol is flat.</summary>
    Side SideOf(int symbol) => Positions[symbol].Quantity.Sign switch
    {
        > 0 => Side.Buy,
        < 0 => Side.Sell,
        _ => plans[symbol].Side == 0 ? Side.Buy : plans[symbol].Side,
    };

    static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>An order of ours executed, or an execution of one was corrected: whose wish is the side that the position is on now?</summary>
    void JudgeSide(int symbol, bool isEntry)
    {
        var sign = Positions[symbol].Quantity.Sign;
        ref var plan = ref plans[symbol];
        if (plan.Side == 0) return;
        isAccident[symbol] = sign != 0 && sign == -(int)plan.Side && (!isEntry || isAccident[symbol] || Orders.Exposure(symbol).Entries == 0);
        // A trade that was taken back opens the old position again.
        if (sign == (int)plan.Side) plan = plan with { IsActive = true };
    }

    /// <summary>Something about the symbol changed: looks at its protection, and comes back if there is a flaw that does not go by itself.</summary>
    void WatchProtection(int symbol)
    {
        if (!WatchesProtection || !isCompared) return;
        ref var watch = ref watches[symbol];
        var flaw = FlawOf(symbol);
        if (flaw == watch.Flaw) return;
        if (flaw == ProtectionFlaw.None)
        {
            if (watch.Steps == 0) Mended(symbol);
            else (watch.Flaw, watch.MendedAt) = (flaw, Time);
            if (watch.Steps > 0) LookAgain(symbol, Time + ProtectionSettles);
            return;
        }
        // One flaw may become another while it is mended; the time since all was in order goes on.
        if (watch.Latest == ProtectionFlaw.None) watch.Since = Time;
        if (watch.Latest != flaw) (watch.Latest, watch.Tries, watch.IsGivenUp) = (flaw, 0, false);
        watch.Flaw = flaw;
        LookAgain(symbol, Time + ProtectionGrace);
    }

    /// <summary>One look at a time is due for each symbol: the earliest that was asked for.</summary>
    void LookAgain(int symbol, long due)
    {
        ref var watch = ref watches[symbol];
        if (watch.Due > 0 && watch.Due <= due) return;
        watch.Due = due;
        timers.Ask(due, TimerKind.Protection, symbol);
    }

    void Mended(int symbol)
    {
        var wasAlarmed = watches[symbol].IsAlarmed;
        watches[symbol] = default;
        if (!wasAlarmed) return;
        RefreshFrozenSymbol(symbol);
        Raise(AlertSeverity.Information, $"{Instruments[symbol].Symbol}: protection is in order again", $"{Positions[symbol].Quantity} shares");
    }

    /// <summary>The time given to the broker, or to an answer of it, is over.</summary>
    void OnProtectionDue(int symbol)
    {
        if (Time < watches[symbol].Due) return;
        watches[symbol].Due = 0;
        WatchProtection(symbol);
        ref var watch = ref watches[symbol];
        if (watch.Flaw == ProtectionFlaw.None && watch.Latest != ProtectionFlaw.None)
        {
            if (Time >= watch.MendedAt + ProtectionSettles) Mended(symbol);
            else LookAgain(symbol, watch.MendedAt + ProtectionSettles);
        }
        if (watch.Flaw == ProtectionFlaw.None || watch.IsGivenUp || !isCompared || Time < watch.Since + ProtectionGrace) return;
        if (!watch.IsAsked)
        {
            watch.IsAsked = true;
            if (watch.Flaw is ProtectionFlaw.StopMissing or ProtectionFlaw.Flipped) Alarm(symbol, ref watch);
            // A report may be late: first the broker says what is so.
            RequestSnapshot();
            LookAgain(symbol, watch.Since + ProtectionLimit);
            return;
        }
        if (Time >= watch.Since + ProtectionLimit || watch.Tries > 0) Mend(symbol, isCertain: false);
    }

    /// <summary>
    /// Step 4 of the barrier: every position that the broker does not protect as planned is mended before the gate opens; later on, what is wrong since before the
    /// snapshot began.
    /// </summary>
    void CompareProtection(bool isBarrier)
    {
        if (!WatchesProtection) return;
        isCompared = true;
        for (var symbol = 0; symbol < Positions.SymbolCount; symbol++)
        {
            if (isBarrier) watches[symbol] = new ProtectionWatch { IsAlarmed = watches[symbol].IsAlarmed, Exit = watches[symbol].Exit };
            WatchProtection(symbol);
            ref var watch = ref watches[symbol];
            if (isBarrier && watch.Flaw == ProtectionFlaw.None) Mended(symbol);
            if (watch.Flaw == ProtectionFlaw.None || (!isBarrier && (!watch.IsAsked || watch.Since > snapshotBegan))) continue;
            watch.IsAsked = true;
            Mend(symbol, isCertain: true);
        }
    }

    void Alarm(int symbol, ref ProtectionWatch watch)
    {
        if (watch.IsAlarmed) return;
        watch.IsAlarmed = true;
        RefreshFrozenSymbol(symbol);
        var cover = ProtectionCover.Of(Orders, symbol, SideOf(symbol));
        Raise(AlertSeverity.Critical, $"{Instruments[symbol].Symbol}: {Words(watch.Flaw)}",
            $"{Positions[symbol].Quantity} shares are held, stops cover {cover.Stops}, targets {cover.Targets}, and {cover.Reducing} could be executed against them; entries in it are frozen while this is mended");
    }

    static string Words(ProtectionFlaw flaw) => flaw switch
    {
        ProtectionFlaw.Flipped => "more was closed than was held",
        ProtectionFlaw.Orphan => "an order protects nothing",
        ProtectionFlaw.StopMissing => "the stop does not cover the position",
        ProtectionFlaw.TooMuch => "protection is larger than the position",
        _ => "the target does not cover the position",
    };

    /// <summary>Does the next thing about a flaw. What it leads to comes back through <see cref="WatchProtection"/>.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="isCertain">A snapshot that began after the flaw was seen has confirmed it.</param>
    void Mend(int symbol, bool isCertain)
    {
        ref var watch = ref watches[symbol];
        if (watch.IsGivenUp) return;
        Alarm(symbol, ref watch);
        // What the broker holds is not what executions add up to: every size would be a guess. A person has been told; the next snapshot looks again.
        if (positionDiffers[symbol]) return;
        if (watch.Steps++ >= MostSteps)
        {
            GiveUp(symbol, ref watch, "what was tried led nowhere");
            return;
        }
        switch (watch.Flaw)
        {
            case ProtectionFlaw.Orphan: CancelOrphans(symbol, ref watch); break;
            case ProtectionFlaw.TooMuch: Shrink(symbol, ref watch); break;
            case ProtectionFlaw.TargetMissing: AddTarget(symbol, ref watch); break;
            case ProtectionFlaw.StopMissing when watch.Exit != 0 || watch.Tries >= ProtectionTries || (watch.Tries > 0 && Time >= watch.Since + ProtectionLimit): LeaveAtOnce(symbol, ref watch); break;
            case ProtectionFlaw.StopMissing: AddStop(symbol, ref watch); break;
            // To trade on a report that is only late would make the accident that it looks like.
            case ProtectionFlaw.Flipped when isCertain || watch.Exit != 0: LeaveAtOnce(symbol, ref watch); break;
            case ProtectionFlaw.Flipped: RequestSnapshot(); break;
        }
        if (!watch.IsGivenUp) LookAgain(symbol, Time + ProtectionGrace);
    }

    void GiveUp(int symbol, ref ProtectionWatch watch, string why)
    {
        watch.IsGivenUp = true;
        Raise(AlertSeverity.Critical, $"{Instruments[symbol].Symbol}: {Words(watch.Flaw)}, and it cannot be mended",
            $"{why}; {Positions[symbol].Quantity} shares are held. Look at the broker; entries in it stay frozen");
    }

    void CancelOrphans(int symbol, ref ProtectionWatch watch)
    {
        if (watch.Tries++ >= 2 * ProtectionTries)
        {
            GiveUp(symbol, ref watch, "the broker does not cancel the order");
            return;
        }
        var sign = Positions[symbol].Quantity.Sign;
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            if (order.Terms.Symbol == symbol && order.Role != OrderRole.Entry && (sign == 0 || ((int)order.Terms.Side == sign && order.Role != OrderRole.Exit))) Cancel(order.Number);
        }
    }

    /// <summary>Makes the largest groups smaller until no more could be closed than is held; twice by changing them, then by cancelling one, whose place a smaller one takes.</summary>
    void Shrink(int symbol, ref ProtectionWatch watch)
    {
        var side = Opposite(SideOf(symbol));
        var cover = ProtectionCover.Of(Orders, symbol, SideOf(symbol));
        var excess = cover.Reducing - Quantity.Abs(Positions[symbol].Quantity) - cover.Entering;
        if (excess <= Quantity.Zero) return;
        if (watch.Tries++ >= 2 * ProtectionTries)
        {
            GiveUp(symbol, ref watch, "the broker neither changes nor cancels the order");
            return;
        }
        var mayModify = watch.Tries <= ProtectionTries;
        // The newest first: what is left over is what came last.
        while (excess > Quantity.Zero && NewestAgainst(symbol, side, out var group))
        {
            var largest = LargestOf(group);
            var wanted = Quantity.Max(Quantity.Zero, largest - excess);
            excess -= largest - wanted;
            for (var i = 0; i < Orders.LiveCount; i++)
            {
                ref readonly var order = ref Orders.Live(i);
                if (!IsOf(order, group) || order.AtMost <= wanted) continue;
                if (wanted.IsZero || !mayModify) Cancel(order.Number);
                else Modify(order.Number, order.Filled + wanted);
            }
        }
        shrunk.Clear();
    }

    /// <summary>Groups (or, negative, single orders) that <see cref="Shrink"/> has dealt with in this round.</summary>
    readonly List<long> shrunk = [];

    static long KeyOf(in Order order) => order.Links.OcaGroup != 0 ? order.Links.OcaGroup : -order.Number;

    static bool IsOf(in Order order, long key) => order.Role != OrderRole.Entry && KeyOf(order) == key;

    bool NewestAgainst(int symbol, Side side, out long key)
    {
        (key, var newest) = (0, 0L);
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            if (order.Terms.Symbol != symbol || order.Role == OrderRole.Entry || order.Terms.Side != side || order.Number < newest || shrunk.Contains(KeyOf(order))) continue;
            (key, newest) = (KeyOf(order), order.Number);
        }
        if (key != 0) shrunk.Add(key);
        return key != 0;
    }

    Quantity LargestOf(long key)
    {
        var largest = Quantity.Zero;
        for (var i = 0; i < Orders.LiveCount; i++)
            if (IsOf(Orders.Live(i), key)) largest = Quantity.Max(largest, Orders.Live(i).AtMost);
        return largest;
    }

    void Modify(long number, Quantity quantity)
    {
        if (!Orders.RequestModify(number, quantity, Time)) return;
        record.ModifyRequested(Time, cause, Orders[number]);
        Outputs.Add(new Output(OutputKind.Modify, number, true, record.Sequence));
        AwaitAnswer(number);
    }

    void AddStop(int symbol, ref ProtectionWatch watch)
    {
        var isFirst = watch.Tries++ == 0;
        Add(symbol, OrderRole.Stop, isFirst);
    }

    void AddTarget(int symbol, ref ProtectionWatch watch)
    {
        if (watch.Tries++ >= ProtectionTries)
        {
            // A position without its target is protected all the same: nothing is left by force.
            GiveUp(symbol, ref watch, "the broker takes no target");
            return;
        }
        Add(symbol, OrderRole.Target, watch.Tries == 1);
    }

    /// <summary>
    /// Covers what is not covered: by enlarging an order that stands, or by a new one. A new one joins a living group that has none of its kind, so that it and what
    /// else works against the position cannot execute for more than is held; one of its kind whose fate is unknown counts as one that is not there.
    /// </summary>
    void Add(int symbol, OrderRole role, bool mayEnlarge)
    {
        var exit = Opposite(SideOf(symbol));
        var cover = ProtectionCover.Of(Orders, symbol, SideOf(symbol));
        var missing = Quantity.Abs(Positions[symbol].Quantity) - (role == OrderRole.Stop ? cover.Stops : cover.Targets);
        if (missing <= Quantity.Zero) return;
        long group = 0;
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            if (order.Terms.Symbol != symbol || order.Role == OrderRole.Entry || order.Terms.Side != exit) continue;
            if (mayEnlarge && order.Role == role && order.Covering > Quantity.Zero && order.Stage is OrderStage.Held or OrderStage.Working && order.Pending == PendingChange.None)
            {
                Modify(order.Number, order.Terms.Quantity + missing);
                return;
            }
            if (order.Links.OcaGroup != 0 && !Covers(order.Links.OcaGroup, role)) group = order.Links.OcaGroup;
        }
        var plan = plans[symbol];
        var terms = role == OrderRole.Stop ? OrderTerms.Stop(symbol, exit, missing, plan.Stop) : OrderTerms.Limit(symbol, exit, missing, plan.Target, TimeInForce.Gtc);
        var verdict = gate.CheckProtection(terms, role, Reference(symbol, exit), out var approved);
        record.Verdict(Time, cause, verdict);
        if (verdict.IsApproved) Place(approved, new OrderLinks(0, group != 0 ? group : Orders.NextNumber, OcaType.ReduceWithBlock), isLast: true);
    }

    bool Covers(long group, OrderRole role)
    {
        for (var i = 0; i < Orders.LiveCount; i++)
        {
            ref readonly var order = ref Orders.Live(i);
            if (order.Links.OcaGroup == group && order.Role == role && order.Covering > Quantity.Zero) return true;
        }
        return false;
    }

    /// <summary>A protective order ended without having executed: an entry that waits for shares is not to get them without it.</summary>
    void OnProtectionGone(in Order order)
    {
        if (order.Role != OrderRole.Stop || order.Stage == OrderStage.Filled || !WatchesProtection) return;
        var symbol = order.Terms.Symbol;
        if (Orders.Contains(order.Links.Parent) && Orders[order.Links.Parent].IsLive) Cancel(order.Links.Parent);
        // The next attempt at a stop that was refused does not wait.
        if (watches[symbol].Tries > 0) LookAgain(symbol, Time);
    }
}
