using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>
/// Speaks for the engine to IB Gateway and for IB Gateway to the engine: broker messages in, engine payloads out (queued until the driver says what time
/// it is); engine orders in, requests out. A synchronous state machine: it never waits, so a socket, an in-memory wire and a replay drive it alike.
/// </summary>
/// <remarks>
/// Its parts by meaning: opening a session here, what a session may be told of itself in <c>BrokerAdapter.Connectivity</c>, the comparison with the broker in
/// <c>BrokerAdapter.Barrier</c>, orders in <c>BrokerAdapter.Orders</c>, prices in <c>BrokerAdapter.MarketData</c>.
/// </remarks>
public sealed partial class BrokerAdapter : IServerMessageHandler
{
    readonly BrokerOptions options;
    readonly InstrumentTable instruments;
    readonly LiveBars bars;
    readonly OrderRoutes routes;
    readonly RequestQueue queue = new();
    readonly RequestIds ids = new();
    readonly SymbolMarket[] symbols;
    readonly Dictionary<int, int> symbolOfContract = [];
    readonly Queue<PendingReport> reports = new();
    long time;
    bool hasOrderId;
    bool isAccepted;
    int unresolved;
    int sessions;

    public BrokerAdapter(BrokerOptions options, InstrumentTable instruments, LiveBars bars)
    {
        this.options = options;
        this.instruments = instruments;
        this.bars = bars;
        routes = new OrderRoutes(options.Nonce);
        book = new SubscriptionBook(ids, new LineBudget(options.MarketDataLines), new PacingLimits { RealTimeBarsPerTenMinutes = options.RealTimeBarsPerTenMinutes });
        symbols = new SymbolMarket[instruments.Count];
        halts = new HaltWatch(symbols.Length);
        watch = new QuoteWatch(symbols.Length, options.Staleness);
        collar = new PriceCollar(symbols.Length);
        bands = new LuldWatch(symbols.Length);
        foreach (ref var symbol in symbols.AsSpan())
        {
            symbol.ForgetQuote();
            symbol.IsChanged = false;
            (symbol.BarsSince, symbol.FillDuration) = (long.MaxValue, options.HistoryDuration);
        }
    }

    /// <summary>A report that waits for its time.</summary>
    internal readonly record struct PendingReport(InputKind Kind, BrokerReport Report);

    public SessionPhase Phase { get; private set; }

    /// <summary>Account id; empty until the broker named it.</summary>
    public string Account { get; private set; } = "";

    /// <summary>The last answer to the lockstep fence, milliseconds since the Unix epoch; the driver clears it.</summary>
    public long? FenceAnswer { get; set; }

    /// <summary>A message that the session cannot go on after; the driver throws it.</summary>
    public DeskException? Fatal { get; private set; }

    /// <summary>Why the connection must be given up although the socket stands; null while it need not be.</summary>
    public string? GivesUp => queue.IsDead ? "the gateway does not answer any more: the connection is dead" : distrusted;

    /// <summary>Requests that wait for the broker's message rate.</summary>
    public int RequestsWaiting => queue.Waiting;

    /// <summary>A new connection stands: asks for everything that must be known before the first order.</summary>
    public void Open(IRequestWriter writer)
    {
        queue.Open(writer);
        Phase = SessionPhase.Opening;
        hasOrderId = false;
        isAccepted = false;
        IsIdInUse = false;
        FenceAnswer = null;
        distrusted = null;
        connectivity.Opened();
        farms.Clear();
        AbandonSnapshot();
    }

    /// <summary>The connection is gone. What waits to be sent is dropped, requests under way are void, orders are in doubt until the next snapshot.</summary>
    public void Close(string reason)
    {
        if (Phase == SessionPhase.Disconnected) return;
        Phase = SessionPhase.Disconnected;
        DropWaitingOrders("the connection ended before its turn");
        queue.Close();
        AbandonSnapshot();
        book.SessionLost();
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            symbols[symbol].ForgetQuote();
            symbols[symbol].AreBarsLost = false; // The next session asks for them anew.
            (symbols[symbol].HistoryTries, symbols[symbol].HistoryDue) = (0, 0);
            symbols[symbol].IsStale = false;
            watch.Excuse(symbol);
            collar.Renew(symbol, time);
        }
        BarsEnd();
        expectsQuotes = false;
        (isLate, stepProblem, clockAnswer) = (false, null, null);
        ForgetQuestion();
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SessionLost, Text = reason });
    }

    /// <summary>Bytes came, whatever they were: the connection lives.</summary>
    public void Heard() => queue.Heard();

    /// <summary>Time passes. The caller takes the reports that follow.</summary>
    /// <param name="now">Nanoseconds since the Unix epoch.</param>
    /// <param name="isMarketOpen">Silence of market data is suspicious.</param>
    internal void Advance(long now, bool isMarketOpen)
    {
        time = now;
        queue.Advance(now);
        if (Phase == SessionPhase.Disconnected) return;
        AdvanceBlackout(now);
        AdvanceBarrier(now);
        AdvanceStreams(now, isMarketOpen);
        AdvanceHistory(now);
    }

    /// <summary>The oldest report that waits.</summary>
    internal bool TryTakeReport(out PendingReport report) => reports.TryDequeue(out report);

    public void OnOther(ServerMessageId id) => Heard();

    public void On(ManagedAccounts m)
    {
        Heard();
        var decision = AccountGuard.Decide(m.AccountsList, options.Account ?? (Account.Length > 0 ? Account : null), options.AllowsLiveAccount);
        switch (decision.Verdict)
        {
            case AccountVerdict.Accepted:
                Account = decision.Account;
                isAccepted = true;
                ContinueOpening();
                break;
            case AccountVerdict.NotListed:
                Fatal = new DeskException($"gateway.account: {options.Account ?? Account} is not an account of this gateway: correct it, or log in to that account");
                break;
            default:
                Fatal = new DeskException(decision.Explanation);
                break;
        }
    }

    public void On(in NextValidId m)
    {
        Heard();
        if (routes.AtLeast(m.OrderId) && !hasOrderId && sessions > 0)
            Notice($"the gateway would take order id {m.OrderId} next, but ids below {routes.NextId} are used: going on with {routes.NextId}");
        if (routes.IsAlarming) Notice($"order id {routes.NextId}: ids are running out; reset the counter in the gateway's API settings while no order is open");
        hasOrderId = true;
        ContinueOpening();
    }

    void ContinueOpening()
    {
        if (Phase != SessionPhase.Opening || !hasOrderId || !isAccepted) return;
        sessions++;
        idRefusals = 0;
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SessionRestored });
        Phase = SessionPhase.Resolving;
        Send(new ReqMarketDataType { MarketDataType = (int)QuoteType.Live });
        unresolved = 0;
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            if (symbols[symbol].Contract is not null) continue;
            unresolved++;
            var id = ids.Next(RequestKind.ContractDetails, symbol);
            Send(new ReqContractDetails { ReqId = id, Contract = Stock(instruments[symbol].Symbol) }, id);
        }
        if (unresolved == 0) StartFirstSnapshot();
    }

    public void On(ContractDetails m)
    {
        Heard();
        if (ids.Find(m.ReqId) is not { Kind: RequestKind.ContractDetails, IsEnded: false, Tag: var index }) return;
        ref var symbol = ref symbols[index];
        if (symbol.Contract is not null || m.Contract.ConId == 0) return;
        symbol.Contract = new Contract
        {
            ConId = m.Contract.ConId,
            Symbol = m.Contract.Symbol,
            SecType = "STK",
            Exchange = "SMART",
            PrimaryExchange = m.Contract.PrimaryExchange,
            Currency = "USD",
        };
        symbolOfContract[m.Contract.ConId] = index;
    }

    public void On(in ContractDetailsEnd m)
    {
        Heard();
        if (ids.Find(m.ReqId) is not { Kind: RequestKind.ContractDetails, IsEnded: false, Tag: var symbol } || Phase != SessionPhase.Resolving) return;
        ids.End(m.ReqId);
        if (symbols[symbol].Contract is null) Unknown(symbol, "no such US stock");
        else if (--unresolved == 0) StartFirstSnapshot();
    }

    void Unknown(int symbol, string reason) =>
        Fatal = new DeskException($"symbol {instruments[symbol].Symbol}: the broker does not know it ({reason}); correct \"symbols\"");

    void StartFirstSnapshot()
    {
        Phase = SessionPhase.Reconciling;
        RequestSnapshot();
    }

    public void On(ErrMsg m)
    {
        Heard();
        var identity = ids.Find(m.Id);
        switch (identity.Kind)
        {
            case RequestKind.Order when routes.FromId(m.Id) is > 0 and var order:
                Queue(InputKind.Report, new BrokerReport { Kind = BrokerReportKind.Code, Order = order, BrokerOrderId = m.Id, Code = m.ErrorCode, Text = m.ErrorMsg });
                return;
            case RequestKind.None or RequestKind.Order:
                OnSystemCode(m);
                return;
        }
        if (identity.IsEnded) return;
        switch (identity.Kind)
        {
            case RequestKind.ContractDetails:
                if (IbCodes.EndsQuestion(m.ErrorCode)) Unknown(identity.Tag, $"code {m.ErrorCode}, {m.ErrorMsg}");
                else Notice(AboutData(m, identity.Tag, "contract"));
                break;
            case RequestKind.HistoricalBars: OnHistoryCode(m, identity.Tag); break;
            case RequestKind.Quotes or RequestKind.RealTimeBars: OnStreamCode(m, identity.Tag); break;
            default: OnBarrierCode(m); break;
        }
    }

    string AboutData(ErrMsg m, int symbol, string what) => $"{instruments[symbol].Symbol}: {what}: code {m.ErrorCode}, {m.ErrorMsg}";

    /// <summary>Things a person may want to read, newest last; the driver takes them.</summary>
    public Queue<string> Notices { get; } = new();

    void Notice(string text)
    {
        if (Notices.Count < 1000) Notices.Enqueue(text);
    }

    void Queue(InputKind kind, in BrokerReport report) => reports.Enqueue(new PendingReport(kind, report));

    void Send<TMessage>(in TMessage message, int id = RequestScheduler.NoId) where TMessage : IClientMessage<TMessage> => queue.Send(message, RequestLane.Data, id, time);

    static Contract Stock(string symbol) => new() { Symbol = symbol, SecType = "STK", Exchange = "SMART", Currency = "USD" };
}
