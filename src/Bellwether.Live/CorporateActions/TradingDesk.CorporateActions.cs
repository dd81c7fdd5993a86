using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Live;

// Corporate actions: each is handed to the engine once, before the first session of its date, or as soon as the broker's position shows it.
public sealed partial class TradingDesk<TJournal>
{
    const long Day = 24 * 60 * EngineTime.Minute;

    /// <summary>So long after midnight New York of its date an action takes force by itself: the broker's night is over, the pre-market begins.</summary>
    const long AfterMidnight = 240 * EngineTime.Minute;

    /// <summary>A position may show a split so long before its date: brokers work at weekends.</summary>
    const long Ahead = 4 * Day;

    /// <summary>History is asked for again so long before the opening: by then the broker's own is adjusted.</summary>
    const long BeforeOpen = 10 * EngineTime.Minute;

    /// <summary>By symbol whose indicators begin anew: when its history is to be asked for, and the broker's session in which it was.</summary>
    readonly SortedDictionary<int, (long Due, long AskedIn)> relearning = [];
    readonly List<int> relearningNow = [];
    IReadOnlyList<CorporateEvent> actions = [];
    LocalDate actionsOf;
    long dueActions;
    string? actionsProblem;

    /// <summary>Reads what is known now. What cannot be read is as it was, and a person is told once.</summary>
    void ReadActions()
    {
        if (options.Actions is null) return;
        try
        {
            actions = options.Actions.Read();
            actionsProblem = null;
        }
        catch (DataFileException damage)
        {
            if (actionsProblem != damage.Message) Broker.Notices.Enqueue($"the corporate actions cannot be read and stay as they were known: {damage.Message}");
            actionsProblem = damage.Message;
        }
        dueActions = 0;
    }

    /// <summary>Hands over what is due at the present instant.</summary>
    void TakeActions()
    {
        if (options.Actions is null) return;
        if (time >= dueActions)
        {
            var today = ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time));
            if (today != actionsOf) ReadActions();
            actionsOf = today;
            foreach (var action in actions)
                if (action.Effective + AfterMidnight <= time && Concerns(action)) Take(action);
            dueActions = Math.Min(NextDue(), EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(today.PlusDays(1)).ToInstant()));
        }
        LearnAgain();
    }

    long NextDue()
    {
        var next = long.MaxValue;
        foreach (var action in actions)
            if (action.Effective + AfterMidnight > time) next = Math.Min(next, action.Effective + AfterMidnight);
        return next;
    }

    /// <summary>What ended a symbol concerns every run; other actions, what is held since before them, and runs that live through them.</summary>
    bool Concerns(in CorporateEvent action)
    {
        if (Engine.HasTakenForce(action)) return false;
        if (action.Kind is CorporateActionKind.Ticker or CorporateActionKind.Delisting || action.Effective > StartedAt) return true;
        ref readonly var position = ref Engine.Positions[action.Symbol];
        return action.Kind == CorporateActionKind.Split ? !position.IsFlat && position.OpenedAt < action.Effective : action.Effective > StartedAt - Day && !position.IsFlat;
    }

    void Take(in CorporateEvent action)
    {
        Handle(InputKind.CorporateAction, Math.Max(time, Engine.Time), Engine.Inputs.CorporateActions.Put(action));
        if (action.Kind == CorporateActionKind.Split) Rescaled(action);
        SendOutputs();
    }

    void Rescaled(in CorporateEvent action)
    {
        Broker.ForgetPrices(action.Symbol);
        if (Broker.StreamSessions == 0)
        {
            // Before the first streams history will be asked for in any case, and now also what an earlier run had taught.
            seam.Unknown(action.Symbol);
            Broker.Known(action.Symbol, 0);
            return;
        }
        var open = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(action.Effective)).OpenNanoseconds;
        relearning[action.Symbol] = (Math.Max(time, open - BeforeOpen), 0);
        seam.Again(action.Symbol, time);
    }

    /// <summary>Asks for the history of symbols whose indicators begin anew; once more when the connection went before it came.</summary>
    void LearnAgain()
    {
        if (relearning.Count == 0 || Broker.Phase < SessionPhase.WarmingUp) return;
        relearningNow.Clear();
        foreach (var (symbol, (due, askedIn)) in relearning)
            if (time >= due && askedIn != Broker.StreamSessions) relearningNow.Add(symbol);
        foreach (var symbol in relearningNow)
        {
            relearning[symbol] = (relearning[symbol].Due, Broker.StreamSessions);
            Broker.AskHistoryAgain(symbol);
        }
    }

    /// <summary>The broker holds what a known split of these days makes of our shares: then it has taken force, and the difference is no riddle.</summary>
    void AnticipateSplit(in BrokerReport report)
    {
        if (report.Kind != BrokerReportKind.Position || report.Symbol < 0 || report.Snapshot == 0 || actions.Count == 0) return;
        var ours = Engine.Positions[report.Symbol].Quantity;
        if (ours.IsZero || report.Quantity == ours) return;
        foreach (var action in actions)
        {
            if (action.Kind != CorporateActionKind.Split || action.Symbol != report.Symbol || action.Effective > time + Ahead || Engine.HasTakenForce(action)) continue;
            if (Engine.Positions[action.Symbol].OpenedAt >= action.Effective || Quantity.Abs(action.Ratio.Of(ours) - report.Quantity) >= Quantity.FromShares(1)) continue;
            Take(action);
            return;
        }
    }
}
