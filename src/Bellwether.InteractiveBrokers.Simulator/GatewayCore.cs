using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// A simulated IB Gateway without sockets, threads or a wall clock: bytes in, bytes out, virtual time moved by whoever holds it. Synchronous, one thread,
/// deterministic.
/// <para>
/// <b>Use.</b> <see cref="Connect"/> a session, <see cref="Receive"/> what its client sent, send what gathered in each session's output, and
/// <see cref="Move"/> to the next instant whenever <see cref="CanMove"/>.
/// </para>
/// <para>
/// <b>Lockstep.</b> A client whose startApi names the capability <c>lockstep</c> ends its outputs of an instant with reqCurrentTimeInMillis, its fence. The clock
/// stands until the configured number of such clients, and all that ever were connected, have fenced. Then their outputs are applied by (client id, sequence), the
/// clock moves to the next event that concerns a client or the next whole second, whichever is earlier, everything of that instant is sent, and at last each fence
/// is answered with that time in milliseconds. Times are whole milliseconds. Outside sessions, a minute after the close and with nothing under way, the clock jumps
/// to five seconds before the market's next event.
/// </para>
/// <para>
/// A session before its fence (handshake, startApi, the connect burst) is served at once. Clients that are not in lockstep are served in the order of arrival.
/// </para>
/// </summary>
public sealed partial class GatewayCore
{
    /// <summary>How long the clock ticks on after the close before it jumps: reports of expired orders are out, and clients have had time for their evening.</summary>
    const long AfterClose = EngineTime.Minute;
    const long BeforeOpen = 5 * EngineTime.Second;

    readonly GatewayOptions options;
    readonly IMarket market;
    readonly SimulatedVenue venue;
    readonly ContractBook contracts;
    readonly QuoteBoard board;
    readonly AccountDesk accounts;
    readonly OrderDesk orders;
    readonly VenueReports reports;
    readonly RequestDesk requests;
    readonly Inbox inbox = new();
    /// <summary>In order of client id.</summary>
    readonly List<ClientSeat> seats = [];
    readonly List<GatewaySession> sessions = [];
    readonly List<SessionDrop> drops;
    readonly FaultInjector? injector;
    readonly long requestDelay;
    int connections;
    long handled;
    long closedAt = long.MinValue;
    long outageEnd = long.MinValue;

    /// <exception cref="ArgumentException">An option, or the fault plan, is out of range.</exception>
    public GatewayCore(IMarket market, GatewayOptions options, FaultPlan? faults = null)
    {
        options.Validate();
        faults ??= FaultPlan.None;
        faults.Validate();
        (this.market, this.options) = (market, options);
        Now = market.Start;
        requestDelay = (long)options.RequestDelay.TotalNanoseconds;
        drops = [.. faults.Drops.OrderBy(d => d.At)];
        venue = new SimulatedVenue(market.Instruments, new VenueOptions
        {
            Fills = QuoteFills.Instance,
            Fees = options.Fees,
            PartialFills = faults.PartialFillModel(options),
            Latency = options.VenueLatency(),
            ChildArming = options.ChildArming,
            Seed = options.Seed ^ faults.Seed,
            StartsOpen = false,
            ExtendedHours = !market.Hours.NeverCloses,
        });
        contracts = new ContractBook(market.Instruments, market.Hours);
        board = new QuoteBoard(market, contracts, options);
        accounts = new AccountDesk(options, contracts, board, market.Instruments.Count, Now);
        injector = FaultInjector.For(faults, this);
        var frames = new OrderReports(contracts, faults, injector);
        Conditions = board.Conditions;
        foreach (var (symbol, shares) in options.ShortShares)
            if (market.Instruments.TryFind(symbol, out var instrument)) Conditions.SetShortableShares(instrument.Index, shares);
        Conditions.Changed += OnConditionsChanged;
        orders = new OrderDesk(options, venue, contracts, accounts, frames, Conditions, market.Hours, Now);
        reports = new VenueReports(options, venue, orders, frames, accounts, contracts, sessions);
        requests = new RequestDesk(options, market, contracts, board, board.History, orders, reports, frames, accounts);
        Corrections = new ExecutionCorrections(reports, frames, order => accounts.OnExecution(order.Account, order.Symbol, sessions, Now));
        venue.AdvanceTo(Now);
    }

    /// <summary>Virtual time, nanoseconds since the Unix epoch; whole milliseconds.</summary>
    public long Now { get; private set; }

    /// <summary>Connections that are open, or whose last output waits to be sent, in order of connection.</summary>
    public IReadOnlyList<GatewaySession> Sessions => sessions;

    internal IReadOnlyList<ClientSeat> Seats => seats;

    internal QuoteBoard Board => board;

    internal OrderDesk Orders => orders;

    internal ExecutionCorrections Corrections { get; }

    /// <summary>Nothing holds the clock: every lockstep client has fenced, or there are none by configuration.</summary>
    public bool CanMove
    {
        get
        {
            if (options.LockstepClients == 0) return true;
            var present = 0;
            foreach (var seat in seats)
            {
                if (!seat.IsLockstep) continue;
                present++;
                if (seat.Session is { Fenced: true } || Now < seat.ExcusedUntil) continue;
                return false;
            }
            return present >= options.LockstepClients;
        }
    }

    /// <summary>The earliest instant to which <see cref="Move"/> may go: next event or next whole second, whichever is earlier.</summary>
    public long NextInstant
    {
        get
        {
            var events = Math.Min(Math.Min(inbox.NextDue, venue.NextDue), market.NextTime);
            // A fence whose client still has frames to apply: they become due a request's delay from now.
            foreach (var seat in seats) if (seat.Waiting.Count > 0) events = Math.Min(events, Now + requestDelay);
            var second = ((Now / EngineTime.Second) + 1) * EngineTime.Second;
            if (outageEnd > Now) second = Math.Min(second, outageEnd);
            var sleep = market.NextTime == long.MaxValue ? long.MinValue : market.NextTime - BeforeOpen;
            if (drops.Count > 0) sleep = Math.Min(sleep, EngineTime.From(drops[0].At));
            var fault = injector?.NextDue ?? long.MaxValue;
            sleep = Math.Min(sleep, fault);
            var mayJump = !market.IsOpen && events == market.NextTime && sleep > second && Now >= closedAt + AfterClose && Now >= outageEnd;
            return mayJump ? sleep - (sleep % EngineTime.Millisecond) : Math.Max(Now, Math.Min(Math.Min(events, fault), second));
        }
    }

    /// <summary>A client connected. It is served as soon as its bytes come.</summary>
    public GatewaySession Connect()
    {
        var session = new GatewaySession(++connections, injector);
        sessions.Add(session);
        return session;
    }

    /// <summary>Bytes of a client arrived; borders mean nothing.</summary>
    public void Receive(GatewaySession session, ReadOnlySpan<byte> bytes)
    {
        if (session.IsClosed || session.IsDeaf) return;
        session.Append(bytes);
        Read(session);
        injector?.EndInstant();
    }

    /// <summary>The connection is gone. Orders live on; in lockstep the clock stands until the client is back.</summary>
    public void Disconnect(GatewaySession session)
    {
        injector?.OnDisconnect(session);
        Close(session);
        sessions.Remove(session);
    }

    /// <summary>Closes the connection of a client and accepts nobody for that long, as <see cref="SessionDrop"/> says.</summary>
    /// <returns>False when that client is not connected.</returns>
    public bool DropSession(int clientId, Duration outage)
    {
        if (seats.Find(s => s.ClientId == clientId) is not { Session: { } session }) return false;
        Drop(session, outage);
        return true;
    }

    internal void Drop(GatewaySession session, Duration outage)
    {
        var seat = session.Seat;
        Close(session);
        if (outage > Duration.Zero || seat is not null) outageEnd = Math.Max(outageEnd, Now + (long)outage.TotalNanoseconds);
        // Nobody waits for a client that could not come in.
        foreach (var absent in seats)
            if (absent.Session is null) absent.ExcusedUntil = Math.Max(absent.ExcusedUntil, outageEnd);
    }

    /// <summary>Does what a request asks, now.</summary>
    internal void Handle(in ClientFrame frame)
    {
        requests.Handle(frame, Now);
        frame.Return();
        handled++;
        reports.Drain();
    }

    /// <summary>
    /// Moves to the next instant at which a client is told something, or the next whole second, and answers the fences. Look at <see cref="CanMove"/> first.
    /// </summary>
    /// <exception cref="InvalidOperationException">The clock must stand.</exception>
    public void Move()
    {
        if (!CanMove) throw new InvalidOperationException("the clock stands until every lockstep client has fenced");
        foreach (var seat in seats)
            while (seat.Waiting.TryDequeue(out var frame)) inbox.Add(Now + requestDelay, frame);
        var spoken = Spoken();
        do MoveTo(NextInstant);
        while (Now % EngineTime.Second != 0 && Now != outageEnd && Spoken() == spoken);
        AnswerFences();
        injector?.EndInstant();
    }

    /// <summary>
    /// Lets the clock run to a time without an event in between, so that a request is stamped with the time at which it came. For gateways without lockstep clients.
    /// </summary>
    public void Glide(long time)
    {
        var whole = time - (time % EngineTime.Millisecond);
        if (options.LockstepClients == 0 && whole > Now && whole < NextInstant) Now = whole;
    }

    void MoveTo(long time)
    {
        Now = time;
        while (drops.Count > 0 && EngineTime.From(drops[0].At) <= time)
        {
            DropSession(drops[0].ClientId, drops[0].Outage);
            drops.RemoveAt(0);
        }
        injector?.OnInstant(time);
        venue.AdvanceTo(time);
        reports.Drain();
        while (market.NextTime <= time)
        {
            market.Step();
            foreach (var change in market.Changes) On(change, time);
        }
        while (inbox.NextDue <= time)
        {
            var frame = inbox.Take();
            if (injector is null || !injector.Takes(frame)) Handle(frame);
        }
        board.OnInstant(time);
        accounts.OnInstant(time, sessions);
        injector?.EndInstant();
        // Whoever called during an outage is let in when it is over.
        if (time == outageEnd) foreach (var session in sessions.Where(s => s.Seat is null && !s.Input.IsEmpty).ToList()) Read(session);
    }

    void On(in MarketChange change, long time)
    {
        switch (change.Kind)
        {
            case MarketChangeKind.SessionOpened:
                board.OnSessionOpened(time);
                venue.OpenSession(time);
                break;
            case MarketChangeKind.Quote:
                board.OnQuote(change.Symbol, time);
                venue.OnQuote(time, change.Symbol, market.QuoteOf(change.Symbol));
                break;
            case MarketChangeKind.FiveSecondBar:
                board.OnFiveSecondBar(change.Symbol);
                return;
            case MarketChangeKind.SessionClosed:
                closedAt = time;
                venue.CloseSession(time);
                break;
            default:
                return;
        }
        if (venue.PendingEvents > 0) reports.Drain();
    }

    void AnswerFences()
    {
        foreach (var seat in seats)
        {
            if (seat.Session is not { Fenced: true } session) continue;
            session.Send(new CurrentTimeInMillis { TimeInMillis = Now / EngineTime.Millisecond });
            session.Fenced = false;
        }
        // A client may have sent on without waiting for the answer.
        for (var i = 0; i < sessions.Count; i++) if (!sessions[i].Input.IsEmpty && sessions[i].Seat is not null) Read(sessions[i]);
    }

    /// <summary>Bytes that wait to be sent to anyone: grows when somebody was told something.</summary>
    long Spoken()
    {
        var bytes = 0L;
        for (var i = 0; i < sessions.Count; i++) bytes += sessions[i].Output.Length + (sessions[i].IsClosed ? 1L << 40 : 0);
        return bytes;
    }

    void Read(GatewaySession session)
    {
        var left = session.Input;
        try
        {
            while (!session.IsClosed && !session.Fenced && ReadOne(session, ref left)) { }
        }
        catch (ProtocolException)
        {
            // Not a client of this protocol, or one whose frames cannot be told apart any more.
            Close(session);
        }
        session.Keep(session.IsClosed ? 0 : left.Length);
    }

    bool ReadOne(GatewaySession session, ref ReadOnlySpan<byte> left)
    {
        if (session.Seat is null && Now < outageEnd) return false;
        if (session.ServerVersion == 0)
        {
            if (!ClientHello.TryRead(ref left, out var hello)) return false;
            if (hello.Negotiate(GatewayOptions.LowestServerVersion, options.MaxServerVersion) is not { } version)
            {
                Close(session);
                return false;
            }
            if (injector?.Greets(session, hello) == true) return false;
            session.ServerVersion = version;
            session.Greet(new ServerHello(version, GatewayTime.Text(Now)));
            return true;
        }
        if (!Frames.TryRead(ref left, out var payload)) return false;
        if (session.Seat is null) Start(session, payload);
        else if (IsFence(session, payload)) session.Fenced = true;
        else if (session.Seat.Pacing.OnMessage(Now) is var verdict && verdict != RateVerdict.Fine) Refuse(session, verdict);
        else if (session.Seat.IsLockstep) session.Seat.Waiting.Enqueue(new ClientFrame(session, payload));
        else inbox.Add(Now + requestDelay, new ClientFrame(session, payload));
        return true;
    }

    /// <summary>Most messages that a client sent in any second of this gateway's time, fences not counted; 0 for a client that never was.</summary>
    public int PeakMessagesPerSecond(int clientId) => seats.Find(s => s.ClientId == clientId)?.Pacing.PeakMessagesPerSecond ?? 0;

    void Refuse(GatewaySession session, RateVerdict verdict)
    {
        session.SendError(-1, 100, $"Max rate of messages per second has been exceeded:max={PacingGuard.MessagesPerSecond}", Now);
        if (verdict == RateVerdict.Disconnect) Close(session);
    }

    static bool IsFence(GatewaySession session, ReadOnlySpan<byte> payload) => session.Seat!.IsLockstep && payload.StartsWith("105\0"u8);

    void Start(GatewaySession session, ReadOnlySpan<byte> payload)
    {
        var start = new StartApiReader();
        ClientMessages.Dispatch(payload, session.ServerVersion, start);
        if (start.Message is not { } message)
        {
            session.SendError(-1, 504, "Not connected: start the API before anything else", Now);
            Close(session);
            return;
        }
        var seat = SeatOf(message.ClientId);
        if (seat.Session is not null || injector?.HoldsId(message.ClientId) == true)
        {
            session.SendError(-1, 326, "Unable to connect as the client id is already in use. Retry with a unique client id.", Now);
            Close(session);
            return;
        }
        var lockstep = options.LockstepClients > 0 && message.OptionalCapabilities.Split(' ', ',', ';').Contains("lockstep");
        if (lockstep && session.ServerVersion < ServerVersions.CurrentTimeInMillis)
        {
            session.SendError(-1, 321, $"Error validating request.-'71' : cause - lockstep fences with reqCurrentTimeInMillis, which server version {session.ServerVersion} does not know; announce {ServerVersions.CurrentTimeInMillis} or later", Now);
            Close(session);
            return;
        }
        seat.IsLockstep |= lockstep;
        seat.ExcusedUntil = long.MinValue;
        seat.Session = session;
        session.Seat = seat;
        SendConnectBurst(session, seat);
    }

    ClientSeat SeatOf(int clientId)
    {
        var index = seats.FindIndex(s => s.ClientId >= clientId);
        if (index >= 0 && seats[index].ClientId == clientId) return seats[index];
        var seat = new ClientSeat(clientId, new PacingGuard(options.EnforcesPacing));
        seats.Insert(index < 0 ? seats.Count : index, seat);
        return seat;
    }

    void SendConnectBurst(GatewaySession session, ClientSeat seat)
    {
        requests.ReplayOpenOrders(session, seat);
        session.Send(new ManagedAccounts { AccountsList = string.Join(',', options.Accounts) });
        session.Send(new NextValidId { OrderId = seat.NextOrderId });
        session.SendError(-1, 2104, "Market data farm connection is OK:usfarm", Now);
        session.SendError(-1, 2106, "HMDS data farm connection is OK:ushmds", Now);
        session.SendError(-1, 2158, "Sec-def data farm connection is OK:secdefnj", Now);
    }

    void Close(GatewaySession session)
    {
        if (session.IsClosed) return;
        session.IsClosed = true;
        session.Fenced = false;
        board.Leave(session);
        if (session.Seat is { } seat) seat.Session = null;
    }

    /// <summary>Before startApi nothing else counts.</summary>
    sealed class StartApiReader : IClientMessageHandler
    {
        public StartApi? Message { get; private set; }

        public void On(StartApi m) => Message = m;
    }
}
