using Bellwether.Simulation;

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
    /// <summary>Bytes of a connection that has not started yet.</summary>
    const int LargestGreeting = 64 << 10;

    /// <summary>Bytes of a client that wait to be read; beyond them its connection is closed.</summary>
    const int LargestInput = 4 << 20;

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
        injector = FaultInjector.For(faults, this, options.TakesFaults);
        var frames = new OrderReports(contracts, faults, injector);
        Conditions = board.Conditions;
        foreach (var (symbol, shares) in options.ShortShares)
            if (market.Instruments.TryFind(symbol, out var instrument)) Conditions.SetShortableShares(instrument.Index, shares);
        Conditions.Changed += OnConditionsChanged;
        orders = new OrderDesk(options, venue, contracts, accounts, frames, Conditions, market.Hours, Now);
        reports = new VenueReports(options, venue, orders, frames, accounts, contracts, sessions);
        requests = new RequestDesk(options, contracts, board, board.History, orders, reports, frames, accounts);
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

    /// <summary>Symbols of the market by their names or by where they are listed; others are passed over.</summary>
    internal IEnumerable<int> SymbolsOf(IReadOnlyList<string> names, string? exchange)
    {
        for (var symbol = 0; symbol < market.Instruments.Count; symbol++)
            if (names.Contains(contracts[symbol].Symbol, StringComparer.OrdinalIgnoreCase) || contracts[symbol].PrimaryExchange.Equals(exchange, StringComparison.OrdinalIgnoreCase)) yield return symbol;
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
        // Nothing that a client has to say is that long, whether it is one frame or many that wait for the clock.
        if (session.Input.Length > (session.Seat is null ? LargestGreeting : LargestInput)) Close(session);
        injector?.EndInstant();
    }

    /// <summary>The connection is gone. Orders live on; in lockstep the clock stands until the client is back.</summary>
    public void Disconnect(GatewaySession session)
    {
        injector?.OnDisconnect(session);
        Close(session);
        sessions.Remove(session);
    }

    /// <summary>Does what a request asks, now.</summary>
    internal void Handle(in ClientFrame frame)
    {
        // Whatever comes of them: placing, cancelling and binding are what the books may change by.
        if (ConcernsOrders(frame.Payload)) handled++;
        requests.Handle(frame, Now);
        if (frame.IsHistory) frame.Session.OpenHistory--;
        frame.Return();
        reports.Drain();
    }

    static bool ConcernsOrders(ReadOnlySpan<byte> payload) =>
        payload.StartsWith("3\0"u8) || payload.StartsWith("4\0"u8) || payload.StartsWith("5\0"u8) || payload.StartsWith("15\0"u8) || payload.StartsWith("58\0"u8);

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
            case MarketChangeKind.Split:
                // Positions first: whoever is told of a cancelled order may ask what is held.
                var ratio = market.SplitOf(change.Symbol);
                board.OnSplit(change.Symbol, ratio);
                accounts.Split(change.Symbol, ratio);
                venue.Split(time, change.Symbol, ratio);
                // Clients have a minute of the night for it.
                closedAt = time;
                break;
            case MarketChangeKind.SessionClosed:
                closedAt = time;
                venue.CloseSession(time);
                break;
            default:
                return;
        }
        if (venue.PendingEvents > 0) reports.Drain();
    }
}
