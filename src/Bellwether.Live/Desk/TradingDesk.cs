using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;

namespace Bellwether.Live;

/// <param name="Every">Distance of two polls of the prediction service, nanoseconds; 0 = never.</param>
/// <param name="BarGrace">How long after its end a minute waits for late five-second bars, nanoseconds; 0 in lockstep, where nothing is late.</param>
/// <param name="Minutes">Sees every minute that the engine gets; null = nobody.</param>
/// <param name="Late">What becomes of five-second bars of a minute that was closed before they came.</param>
/// <param name="Actions">What companies do to their shares; null = nothing is known of it.</param>
public sealed record DeskOptions(BrokerOptions Broker, long Every, long BarGrace, IMinuteObserver? Minutes = null, LatePolicy Late = LatePolicy.Drop, ICorporateActions? Actions = null)
{
    /// <summary>Chooses which symbols are traded in which session; null = all in all. Default: null.</summary>
    public IUniverseSource? Universe { get; init; }

    /// <summary>
    /// What a run that goes on from an earlier one asks for besides the minutes that it does not know, nanoseconds: for <see cref="Minutes"/>, which may have lost what it had not
    /// written yet. Default: 0.
    /// </summary>
    public long Overlap { get; init; }

    /// <summary>What computes the indicators, as far as it is not in their definitions: what an earlier run remembers under another name is not taken up.</summary>
    public string About { get; init; } = "";

    /// <summary>Takes what the desk remembers, every few minutes; must return at once. Null = nobody.</summary>
    public Action<byte[]>? KeepMemory { get; init; }
}

/// <summary>
/// One account's desk: the engine, the broker adapter and the minute bars, joined and stepped through time. Everything here is synchronous; a driver reads
/// sockets, says what time it is, and carries the requests away.
/// </summary>
public sealed partial class TradingDesk<TJournal> where TJournal : struct, IJournalSink
{
    /// <summary>While an order is in doubt, the broker is asked again this often: just over what two snapshots must lie apart to prove an absence.</summary>
    const long DoubtInterval = 31 * EngineTime.Second;

    readonly DeskOptions options;
    readonly LiveBars bars;
    readonly Action makeDurable;
    readonly PriorityQueue<PredictionArrival, (long, long)> arrivals = new();
    readonly long[] lastTick;
    readonly HistorySeam seam;
    readonly bool[] toldBehind;
    readonly DeskUniverse? universe;
    readonly List<(int Symbol, string? Problem)> entering = [];
    MemorySchedule schedule;
    long sequence;
    long arrivalNumber;
    long time = long.MinValue;
    long nextPoll;
    long nextDoubtSnapshot;
    TradingSession? session;
    long streamSessions, streamChanges;

    /// <param name="engine">The engine; this desk alone gives it inputs.</param>
    /// <param name="makeDurable">Makes every record appended so far durable: called before any order-affecting byte is written.</param>
    public TradingDesk(TradingEngine<TJournal> engine, DeskOptions options, Action makeDurable)
    {
        Engine = engine;
        this.options = options;
        this.makeDurable = makeDurable;
        // Where late data amend their minute, it goes out as it is and is corrected; where they do not, one that lacks any is history's to tell.
        bars = new LiveBars(engine.Instruments.Count, new LiveBarsOptions { Grace = options.BarGrace, Late = options.Late, TellsEveryInterval = options.Late == LatePolicy.Drop });
        Broker = new BrokerAdapter(options.Broker, engine.Instruments, bars);
        lastTick = new long[engine.Instruments.Count];
        seam = new HistorySeam(engine.Instruments.Count);
        toldBehind = new bool[engine.Instruments.Count];
        universe = options.Universe is { } source ? new DeskUniverse(source, engine.Instruments.Count, Math.Max(1, options.Broker.MarketDataLines / 2)) : null;
    }

    /// <summary>Predictions on their way: what arrived at a moment, or that nothing did.</summary>
    readonly record struct PredictionArrival(IReadOnlyList<Prediction> Predictions);

    public TradingEngine<TJournal> Engine { get; }

    public BrokerAdapter Broker { get; }

    const string BehindObstacle = "minutes of it are missing and asked for";

    /// <summary>The time of the latest instant, nanoseconds since the Unix epoch.</summary>
    public long Time => time;

    /// <summary>The time of the first instant; 0 before it.</summary>
    public long StartedAt { get; private set; }

    /// <summary>Set when predictions are wanted: as of this time. The driver clears it and asks.</summary>
    public long? PredictionsWanted { get; set; }

    /// <summary>When the latest predictions arrived; 0 = none yet.</summary>
    public long LastPredictions { get; private set; }

    /// <summary>What became of the five-second bars.</summary>
    public LiveBarCounters BarCounters => bars.CountersOf(0);

    /// <summary>In session, its quote stands still while others move, or there was no tick of it for more than half a minute.</summary>
    public bool IsStale(int symbol) => Broker.IsStale(symbol) || Broker.IsWanted(symbol) && session is { } s && time > s.OpenNanoseconds && time < s.CloseNanoseconds && time - lastTick[symbol] > 30 * EngineTime.Second;

    /// <summary>Minutes of a symbol are not known yet: what its rules look at may be of before an interruption, and it is not entered until they are.</summary>
    public bool IsBehind(int symbol) => seam.IsBehind(symbol);

    /// <summary>Bytes came from the gateway, whatever they were.</summary>
    public void Heard() => Broker.Heard();

    /// <summary>The machine's clock was set, or the machine slept; the desk's own time goes on. An input, as of the next instant.</summary>
    /// <param name="by">How far it went ahead, nanoseconds; negative for back.</param>
    public void ClockStepped(long by) => Broker.ClockStepped(by);

    /// <summary>A broker session begins on a fresh connection.</summary>
    public void Connect(IRequestWriter requests) => Broker.Open(requests);

    /// <summary>The connection is gone.</summary>
    public void Disconnect(string reason)
    {
        Broker.Close(reason);
        seam.Lost();
    }

    /// <summary>Predictions that arrive at <paramref name="at"/>, which may lie ahead.</summary>
    public void Expect(long at, IReadOnlyList<Prediction> predictions) => arrivals.Enqueue(new PredictionArrival(predictions), (at, arrivalNumber++));

    /// <summary>An operator's command, at the present time.</summary>
    public void Command(OperatorCommand command)
    {
        Handle(InputKind.Command, Math.Max(time, Engine.Time), (int)command);
        SendOutputs();
    }

    /// <summary>
    /// Completes the instant <paramref name="now"/>: everything that the broker said since the last call happened at it. What is due before it (timers,
    /// predictions) is handled at its own time first. Orders and requests that follow are written before this returns.
    /// </summary>
    public void Complete(long now)
    {
        if (now < time) now = time; // A wall clock that was set back: engine time waits for it.
        RunUntil(now - 1);
        time = now;
        if (StartedAt == 0) StartedAt = now;
        TakeActions();
        FollowUniverse();
        Broker.ExecutionsSince = Engine.Executions.Executions > 0 ? Engine.LastExecution : Engine.LastComparison;
        Broker.Advance(now, IsInSession);
        WarmUp();
        TellBehind();
        TakeReports();
        TakeQuotes();
        TakeRevisions();
        if (bars.NextDue is var due && due <= now) Broker.AskUntil(due);
        while (bars.TryClose(Broker.KnownUntil(now), out var closed))
        {
            var slice = seam.Live(closed.Bars, closed.Opened, now);
            if (slice.Count == 0) continue;
            options.Minutes?.SeenLive(closed, slice);
            schedule.Seen(now);
            Engine.Handle(new Input(++sequence, now, InputKind.Slice, 0, 0, closed.Spec.Size), slice);
            SendOutputs();
        }
        while (bars.TryTakeIncomplete(out var symbol, out var opened, out var ended)) Broker.BarsAreMissing(symbol, opened, ended);
        seam.Closed((Broker.KnownUntil(now) - options.BarGrace) / EngineTime.Minute * EngineTime.Minute);
        // Minutes that have just turned out to be missing are so for what is decided at this very instant, too.
        if (streamChanges != Broker.StreamChanges)
        {
            WarmUp();
            TellBehind();
        }
        FollowSession();
        RunUntil(now);
        WantPredictions();
        if (now >= nextDoubtSnapshot && Broker.Phase == SessionPhase.Ready && Engine.IsInDoubt)
        {
            nextDoubtSnapshot = now + DoubtInterval;
            ReadActions();
            TakeActions();
            Broker.RequestSnapshot();
        }
        Release();
    }

    /// <summary>The engine hears which symbols belong from now on; the data of those that do not, and are not held, end.</summary>
    void FollowUniverse()
    {
        if (universe is null) return;
        var choice = universe.Next(time);
        universe.Direct(Broker, Engine.Positions, Engine.Orders, entering);
        foreach (var (symbol, problem) in entering) Universe(symbol, problem);
        if (choice is not null) Universe(-1, choice.Summary);
        if (entering.Count > 0) SendOutputs();

        void Universe(int symbol, string? text) => Handle(InputKind.Connection, time, Engine.Inputs.Reports.Put(new BrokerReport { Kind = BrokerReportKind.Universe, Symbol = symbol, Text = text }));
    }

    /// <summary>Minutes that late data have changed since they were handed out. The next minute stands on the right ones.</summary>
    void TakeRevisions()
    {
        while (bars.TryTakeAmended(out var spec, out var symbol, out var amended))
        {
            var bar = new Bar(amended.Time, amended.Open, amended.High, amended.Low, amended.Close, amended.Volume);
            if (!seam.Amended(symbol, bar)) continue;
            options.Minutes?.SeenRevised(symbol, amended);
            Handle(InputKind.Revision, time, Engine.Inputs.Revisions.Put(new BarRevision(symbol, bar, spec.Size)));
        }
    }

    bool IsInSession => session is { } s && time >= s.OpenNanoseconds && time < s.CloseNanoseconds;

    void TakeReports()
    {
        while (Broker.TryTakeReport(out var pending))
        {
            AnticipateSplit(pending.Report);
            Handle(pending.Kind, time, Engine.Inputs.Reports.Put(pending.Report));
            SendOutputs();
        }
    }

    /// <summary>Requests whose turn has come leave; an order among them is sent from now on.</summary>
    void Release()
    {
        while (Broker.TryRelease(time, out var placed))
            if (placed != 0) Report(Math.Max(time, Engine.Time), new BrokerReport { Kind = BrokerReportKind.Sent, Order = placed });
    }

    void RunUntil(long until)
    {
        while (true)
        {
            var timer = Engine.NextTimer;
            var arrival = arrivals.TryPeek(out _, out var priority) ? priority.Item1 : long.MaxValue;
            if (Math.Min(timer, arrival) > until) return;
            if (arrival <= timer)
            {
                var at = Math.Max(arrival, Engine.Time);
                LastPredictions = at;
                foreach (var prediction in arrivals.Dequeue().Predictions) Handle(InputKind.Prediction, at, Engine.Inputs.Predictions.Put(prediction));
            }
            else
            {
                Handle(InputKind.Timer, Math.Max(timer, Engine.Time), 0);
            }
            SendOutputs();
        }
    }

    void FollowSession()
    {
        if (session is not null && time < session.CloseNanoseconds + options.BarGrace) return;
        session = ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(time));
        nextPoll = session.OpenNanoseconds;
    }

    /// <summary>Teaches what was missed, at the start and after interruptions: minutes that are over, of all symbols in order of time.</summary>
    void WarmUp()
    {
        if (streamSessions != Broker.StreamSessions)
        {
            for (var symbol = 0; symbol < Engine.Instruments.Count; symbol++) seam.Rest(symbol, !Broker.IsWanted(symbol));
            seam.Connected(time);
        }
        if (seam.IsClosed && streamChanges == Broker.StreamChanges) return;
        streamSessions = Broker.StreamSessions;
        streamChanges = Broker.StreamChanges;
        for (var symbol = 0; symbol < Engine.Instruments.Count; symbol++)
        {
            seam.Rest(symbol, !Broker.IsWanted(symbol));
            var (since, lost) = Broker.BarsOf(symbol);
            seam.Stream(symbol, since, lost);
            if (Broker.TakeHistory(symbol) is { } answer)
            {
                relearning.Remove(symbol);
                if (answer.Figures is { } figures) options.Minutes?.Stated(symbol, figures);
                seam.Answered(symbol, answer);
                if (seam.AlsoSeen.Count > 0) options.Minutes?.ToldAgain(symbol, seam.AlsoSeen);
            }
            if (seam.MissingSince(symbol, time - options.BarGrace) is { } missing) Broker.AskFill(symbol, missing);
        }
        if (seam.Advance(time) is > 0 and var late)
            Broker.Notices.Enqueue($"the history of {late} symbols has not come in time: their indicators go on without it, and are wrong or silent until they have seen enough");
        while (seam.TryNext(out var slice))
        {
            options.Minutes?.SeenLater(slice, seam.AreLive);
            schedule.Seen(time);
            Engine.Handle(new Input(++sequence, time, InputKind.Slice, 0, TradingEngine<TJournal>.WarmUp, EngineTime.Minute), slice);
        }
        if (seam.IsClosed) schedule.Taught();
    }

    /// <summary>A symbol whose minutes are missing is not entered until they are known: a prediction does not wait for a bar, and would be judged by what was before the gap.</summary>
    void TellBehind()
    {
        for (var symbol = 0; symbol < toldBehind.Length; symbol++)
        {
            var isBehind = seam.IsBehind(symbol);
            if (isBehind == toldBehind[symbol]) continue;
            toldBehind[symbol] = isBehind;
            Handle(InputKind.Connection, time, Engine.Inputs.Reports.Put(new BrokerReport { Kind = BrokerReportKind.Minutes, Symbol = symbol, Text = isBehind ? BehindObstacle : null }));
        }
    }

    void TakeQuotes()
    {
        for (var symbol = 0; symbol < lastTick.Length; symbol++)
        {
            if (!Broker.TryTakeQuote(symbol, out var quote)) continue;
            if (!double.IsNaN(quote.Bid) || !double.IsNaN(quote.Ask) || !double.IsNaN(quote.Last)) lastTick[symbol] = time;
            var index = Engine.Inputs.Quotes.Put(quote);
            Engine.Handle(new Input(++sequence, time, InputKind.Quote, symbol, index, 0), default);
        }
    }

    void WantPredictions()
    {
        if (options.Every == 0 || session is null || Broker.Phase != SessionPhase.Ready || Engine.IsStopped) return;
        if (time < nextPoll || time < session.OpenNanoseconds || time >= session.CloseNanoseconds) return;
        PredictionsWanted = time;
        nextPoll = time - ((time - session.OpenNanoseconds) % options.Every) + options.Every;
    }

    void Handle(InputKind kind, long at, int payload) => Engine.Handle(new Input(++sequence, at, kind, payload, 0, 0), default);

    /// <summary>Journal first, then the socket: no order-affecting byte leaves before the record that explains it is on disk.</summary>
    void SendOutputs()
    {
        if (Engine.Outputs.Count == 0) return;
        makeDurable();
        while (Engine.Outputs.TryTake(out var output))
        {
            switch (output.Kind)
            {
                case OutputKind.Place: Place(output); break;
                case OutputKind.Cancel: Cancel(output.Order); break;
                case OutputKind.Modify: Broker.Modify(Engine.Orders[output.Order], Engine.Time); break;
                case OutputKind.RequestSnapshot: Broker.RequestSnapshot(); break;
            }
        }
    }

    void Place(in Output output)
    {
        if (!Engine.Orders[output.Order].IsLive) return; // Refused on the way, with its parent.
        var at = Engine.Time;
        if (Obstacle(Engine.Orders[output.Order]) is { } obstacle)
        {
            Report(at, new BrokerReport { Kind = BrokerReportKind.NotSent, Order = output.Order, Text = obstacle });
            return;
        }
        Report(at, new BrokerReport { Kind = BrokerReportKind.Durable, Order = output.Order });
        if (Broker.Place(Engine.Orders[output.Order], output.IsLastOfGroup, at)) Report(at, new BrokerReport { Kind = BrokerReportKind.Sent, Order = output.Order });
    }

    /// <summary>Why an order may not be written now; null when it may. The children of an entry that did not leave do not leave either.</summary>
    string? Obstacle(in Orders.Order order)
    {
        if (!Broker.CanSend) return "no connection to the broker";
        if (Broker.OrdersBarred is { } barred) return barred;
        if (order.Links.Parent != 0 && Engine.Orders[order.Links.Parent].Stage == Orders.OrderStage.NeverArrived) return "its entry was not sent";
        return order.Role == OrderRole.Entry ? Broker.EntryObstacle(order.Terms.Symbol) ?? (seam.IsBehind(order.Terms.Symbol) ? BehindObstacle : null) ?? Broker.BandObstacle(order.Terms) : null;
    }

    /// <summary>What has left is cancelled at the broker; what still waits for its turn is taken back, its children with it.</summary>
    void Cancel(long order)
    {
        if (!Broker.Withdraw(order))
        {
            Broker.Cancel(order, Engine.Time);
            return;
        }
        var children = new List<long>();
        for (var i = 0; i < Engine.Orders.LiveCount; i++)
            if (Engine.Orders.Live(i).Links.Parent == order) children.Add(Engine.Orders.Live(i).Number);
        foreach (var child in children.Order())
            if (Broker.Withdraw(child)) Report(Engine.Time, NeverSent(child));
        Report(Engine.Time, NeverSent(order));
    }

    static BrokerReport NeverSent(long order) => new() { Kind = BrokerReportKind.NotSent, Order = order, Text = "taken back before it was sent" };

    void Report(long at, in BrokerReport report) => Handle(InputKind.Report, at, Engine.Inputs.Reports.Put(report));
}
