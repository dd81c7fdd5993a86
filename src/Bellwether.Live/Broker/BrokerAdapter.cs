using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>What a broker session is for and under which name.</summary>
/// <param name="Account">The account that must be there; null = the only or first one.</param>
/// <param name="AllowsLiveAccount">False: an account that is not a paper one is refused.</param>
/// <param name="Nonce">Marks this run's orders.</param>
/// <param name="ClientId">The API client id.</param>
/// <param name="HistoryDuration">How far back the indicators are warmed up, in the broker's form (<c>2 D</c>).</param>
public sealed record BrokerOptions(string? Account, bool AllowsLiveAccount, string Nonce, int ClientId, string HistoryDuration = "2 D");

/// <summary>How far a session with the broker got.</summary>
public enum SessionPhase
{
    Disconnected,

    /// <summary>Waiting for the account and the first order id.</summary>
    Opening,

    /// <summary>Asking what the symbols are.</summary>
    Resolving,

    /// <summary>Taking the first snapshot of the account.</summary>
    Reconciling,

    /// <summary>Waiting for history.</summary>
    WarmingUp,

    /// <summary>Streaming.</summary>
    Ready,
}

/// <summary>
/// Speaks for the engine to IB Gateway and for IB Gateway to the engine: broker messages in, engine payloads out (queued until the driver says what time
/// it is); engine orders in, requests out. A synchronous state machine: it never waits, so a socket, an in-memory wire and a replay drive it alike.
/// </summary>
/// <remarks>Its parts by meaning: opening a session here, orders and account in <c>BrokerAdapter.Orders</c>, prices in <c>BrokerAdapter.MarketData</c>.</remarks>
public sealed partial class BrokerAdapter : IServerMessageHandler
{
    readonly BrokerOptions options;
    readonly InstrumentTable instruments;
    readonly MinuteBarAggregator aggregator;
    readonly OrderRoutes routes;
    readonly SymbolMarket[] symbols;
    readonly Dictionary<int, int> symbolOfContract = [];
    readonly Queue<PendingReport> reports = new();
    IRequestWriter? requests;
    bool hasOrderId;
    int unresolved;
    int withoutHistory;

    public BrokerAdapter(BrokerOptions options, InstrumentTable instruments, MinuteBarAggregator aggregator)
    {
        this.options = options;
        this.instruments = instruments;
        this.aggregator = aggregator;
        routes = new OrderRoutes(options.Nonce);
        symbols = new SymbolMarket[instruments.Count];
        foreach (ref var symbol in symbols.AsSpan()) symbol.ForgetQuote();
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

    /// <summary>The gateway has lost IB (code 1100) although the socket stands.</summary>
    public bool IsBrokerAway { get; private set; }

    /// <summary>A new connection stands: asks for everything that must be known before the first order.</summary>
    public void Open(IRequestWriter writer)
    {
        requests = writer;
        Phase = SessionPhase.Opening;
        hasOrderId = false;
        IsBrokerAway = false;
        FenceAnswer = null;
        positionsSubscribed = false;
        snapshotEnds = SnapshotEnds.None;
    }

    public void On(in CurrentTimeInMillis m) => FenceAnswer = m.TimeInMillis;

    /// <summary>The connection is gone. Requests under way are void; orders are in doubt until the next snapshot.</summary>
    public void Close(string reason)
    {
        if (Phase == SessionPhase.Disconnected) return;
        Phase = SessionPhase.Disconnected;
        requests = null;
        snapshotEnds = SnapshotEnds.None;
        foreach (ref var symbol in symbols.AsSpan()) symbol.ForgetQuote();
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SessionLost, Text = reason });
    }

    /// <summary>The oldest report that waits.</summary>
    internal bool TryTakeReport(out PendingReport report) => reports.TryDequeue(out report);

    public void On(ManagedAccounts m)
    {
        var accounts = m.AccountsList.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var account = options.Account is null ? accounts.FirstOrDefault() : Array.Find(accounts, a => a == options.Account);
        if (account is null)
            Fatal = new DeskException(options.Account is null
                ? "the gateway named no account: log in to one"
                : $"gateway.account: {options.Account} is not an account of this gateway: correct it, or log in to that account");
        else if (!options.AllowsLiveAccount && !IsPaper(account))
            Fatal = new DeskException("the gateway is logged in to a live account: live trading is refused for now; log in to a paper account (DU…)");
        else
        {
            Account = account;
            ContinueOpening();
        }
    }

    /// <summary>Paper accounts start with D: DU single, DF adviser, DI and DM their kin.</summary>
    internal static bool IsPaper(string account) => account.StartsWith('D');

    public void On(in NextValidId m)
    {
        routes.AtLeast(m.OrderId);
        hasOrderId = true;
        ContinueOpening();
    }

    void ContinueOpening()
    {
        if (Phase != SessionPhase.Opening || !hasOrderId || Account.Length == 0) return;
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SessionRestored });
        Phase = SessionPhase.Resolving;
        unresolved = 0;
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            if (symbols[symbol].Contract is not null) continue;
            unresolved++;
            Write(new ReqContractDetails { ReqId = RequestIds.Of(RequestKind.ContractDetails, symbol), Contract = Stock(instruments[symbol].Symbol) }, RequestLane.Data);
        }
        if (unresolved == 0) StartFirstSnapshot();
    }

    public void On(ContractDetails m)
    {
        if (RequestIds.KindOf(m.ReqId) != RequestKind.ContractDetails) return;
        ref var symbol = ref symbols[RequestIds.SymbolOf(m.ReqId)];
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
        symbolOfContract[m.Contract.ConId] = RequestIds.SymbolOf(m.ReqId);
    }

    public void On(in ContractDetailsEnd m)
    {
        if (RequestIds.KindOf(m.ReqId) != RequestKind.ContractDetails || Phase != SessionPhase.Resolving) return;
        var symbol = RequestIds.SymbolOf(m.ReqId);
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

    /// <summary>The first snapshot of the session is complete: history and streams.</summary>
    void Subscribe()
    {
        Phase = SessionPhase.WarmingUp;
        withoutHistory = 0;
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            var contract = symbols[symbol].Contract!;
            Write(new ReqMktData { ReqId = RequestIds.Of(RequestKind.Quotes, symbol), Contract = contract }, RequestLane.Data);
            Write(new ReqRealTimeBars { ReqId = RequestIds.Of(RequestKind.Bars, symbol), Contract = contract, UseRTH = true }, RequestLane.Data);
            if (symbols[symbol].IsHistoryDone) continue;
            withoutHistory++;
            Write(new ReqHistoricalData
            {
                ReqId = RequestIds.Of(RequestKind.History, symbol),
                Contract = contract,
                BarSizeSetting = "1 min",
                DurationStr = options.HistoryDuration,
                UseRTH = true,
                WhatToShow = "TRADES",
                FormatDate = 2,
            }, RequestLane.Data);
        }
        if (withoutHistory == 0) Phase = SessionPhase.Ready;
    }

    public void On(ErrMsg m)
    {
        switch (RequestIds.KindOf(m.Id))
        {
            case RequestKind.ContractDetails:
                if (m.ErrorCode == 200) Unknown(RequestIds.SymbolOf(m.Id), m.ErrorMsg);
                return;
            case RequestKind.History:
                // No data is an answer too: the indicators then learn from the stream alone.
                EndHistory(RequestIds.SymbolOf(m.Id), []);
                Notice(AlertOfData(m, "no history"));
                return;
            case RequestKind.Quotes or RequestKind.Bars:
                Notice(AlertOfData(m, "market data"));
                return;
            case RequestKind.AccountSummary or RequestKind.Executions:
                Notice($"code {m.ErrorCode}: {m.ErrorMsg}");
                return;
        }
        if (routes.FromId(m.Id) is > 0 and var order)
            Queue(InputKind.Report, new BrokerReport { Kind = BrokerReportKind.Code, Order = order, BrokerOrderId = m.Id, Code = m.ErrorCode, Text = m.ErrorMsg });
        else
            OnSystemCode(m);
    }

    void OnSystemCode(ErrMsg m)
    {
        switch (m.ErrorCode)
        {
            case 326:
                Fatal = new DeskException($"client id {options.ClientId} is in use at this gateway: stop the other program, or choose another gateway.clientId");
                break;
            case 1100 or 2110:
                if (IsBrokerAway) break;
                IsBrokerAway = true;
                Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SessionLost, Text = "IB Gateway has lost Interactive Brokers (code " + m.ErrorCode + ")" });
                break;
            case 1101 or 1102:
                IsBrokerAway = false;
                if (m.ErrorCode == 1101 && Phase == SessionPhase.Ready) Subscribe();
                RequestSnapshot();
                break;
            case 2104 or 2106 or 2107 or 2108 or 2119 or 2158:
                break; // Farms that are well, idle or coming up.
            default:
                Notice($"code {m.ErrorCode}: {m.ErrorMsg}");
                break;
        }
    }

    string AlertOfData(ErrMsg m, string what) => $"{instruments[RequestIds.SymbolOf(m.Id)].Symbol}: {what}: code {m.ErrorCode}, {m.ErrorMsg}";

    /// <summary>Things a person may want to read, newest last; the driver takes them.</summary>
    public Queue<string> Notices { get; } = new();

    void Notice(string text)
    {
        if (Notices.Count < 1000) Notices.Enqueue(text);
    }

    void Queue(InputKind kind, in BrokerReport report) => reports.Enqueue(new PendingReport(kind, report));

    void Write<TMessage>(in TMessage message, RequestLane lane) where TMessage : IClientMessage<TMessage> => requests?.Write(message, lane);

    static Contract Stock(string symbol) => new() { Symbol = symbol, SecType = "STK", Exchange = "SMART", Currency = "USD" };
}
