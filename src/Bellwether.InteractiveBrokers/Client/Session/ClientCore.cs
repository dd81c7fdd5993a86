using System.Buffers;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Everything a client knows and decides, without sockets, tasks that run, or a clock: messages and the time go in, frames to write come out of the
/// scheduler. Only the client's loop touches it.
/// </summary>
/// <remarks>Its parts by meaning: the session here, questions in <c>ClientCore.Questions</c>, streams in <c>.Streams</c>, orders in <c>.Orders</c>.</remarks>
sealed partial class ClientCore : IServerMessageHandler
{
    const long HoldAfterPacing = 15 * EngineTime.Second;

    readonly IbClientOptions _options;
    readonly FrameWriter _frames = new();
    readonly ArrayBufferWriter<byte> _encoded = new();
    readonly ConnectivityState _connectivity = new();
    readonly FarmBoard _farms = new();
    bool _hasOrderId;
    int _sessions;
    int _marketDataType = (int)QuoteType.Live;
    long _now;
    long? _openBy;

    public ClientCore(IbClientOptions options)
    {
        _options = options;
        Scheduler = new RequestScheduler(options.Pacing);
        Heartbeat = new Heartbeat(options.Heartbeat);
        _orderIds = new OrderIdAllocator(options.HighestOrderId);
        _book = new SubscriptionBook(_ids, new LineBudget(options.MarketDataLines), options.Pacing);
    }

    public RequestScheduler Scheduler { get; }

    public Heartbeat Heartbeat { get; }

    public Broadcast<ClientStateChange> StateChanges { get; } = new();

    public Broadcast<IbNotice> Notices { get; } = new();

    public Broadcast<OrderEvent> OrderEvents { get; } = new();

    public ClientState State { get; private set; } = ClientState.Connecting;

    public int ServerVersion { get; private set; }

    public string ConnectionTime { get; private set; } = "";

    public string Account { get; private set; } = "";

    public IReadOnlyList<string> Accounts { get; private set; } = [];

    /// <summary>Why the client cannot go on at all.</summary>
    public Exception? Fatal { get; private set; }

    /// <summary>The gateway refused the client id in this session.</summary>
    public bool IsIdInUse { get; private set; }

    /// <summary>The port that the gateway moved to, if the options list it.</summary>
    public int? MovedTo => _connectivity.NewPort is { } port && _options.AlternativePorts.Contains(port) ? port : null;

    /// <summary>A connection stands; the account and the first order id are still to come.</summary>
    public void Opened(int serverVersion, string connectionTime, long now)
    {
        _now = now;
        (ServerVersion, ConnectionTime) = (serverVersion, connectionTime);
        IsIdInUse = false;
        _hasOrderId = false;
        Accounts = [];
        _openBy = now + (_options.ConnectTimeout.Ticks * 100);
        _connectivity.Opened();
        _farms.Clear();
        Scheduler.ReleaseHistory();
        Scheduler.CountUnscheduled(now);
        Heartbeat.Opened(now);
        Become(ClientState.Connecting, "connected");
    }

    /// <summary>Bytes are about to be dispatched.</summary>
    public void Received(long now)
    {
        _now = now;
        Heartbeat.Received(now);
    }

    /// <summary>The session is over. Nothing of it is sent later; orders are in doubt.</summary>
    public void Lost(string reason, long now)
    {
        _now = now;
        _openBy = null;
        ServerVersion = 0;
        Heartbeat.Closed();
        Scheduler.Discard();
        AbandonQuestions(reason);
        AbandonWrites(reason);
        _book.SessionLost();
        foreach (var subscription in _book.All) ((StreamSource)subscription.Owner!).SessionLost();
        DoubtOrders(reason);
        if (State != ClientState.Stopped) Become(ClientState.Disconnected, reason);
    }

    /// <summary>The client is over: every reader and every waiting caller is told.</summary>
    public void Stop(Exception reason, bool isFault)
    {
        AbandonQuestions(reason.Message);
        AbandonWrites(reason.Message);
        foreach (var subscription in _book.All.ToList()) ((StreamSource)subscription.Owner!).Fail(isFault ? reason : null);
        foreach (var ticket in _tickets.Values) ticket.End(new IbStoppedException($"order {ticket.OrderId}: {reason.Message}; its end was not seen", reason));
        Become(ClientState.Stopped, reason.Message);
        StateChanges.End();
        Notices.End();
        OrderEvents.End();
    }

    /// <summary>What the passing of time asks for: timeouts, subscriptions, repeated questions. Null, or why the session cannot go on.</summary>
    public string? Advance(long now)
    {
        _now = now;
        if (_openBy <= now) return $"neither account nor order id came within {_options.ConnectTimeout.TotalSeconds:0.###} s of the connection. Is a dialog open in IB Gateway or TWS?";
        TimeOut();
        AdvanceStreams();
        RetryResync();
        return null;
    }

    /// <summary>When <see cref="Advance"/> or the scheduler has something to do, if nothing happens before.</summary>
    public long NextDue(long now)
    {
        var due = Math.Min(_book.NextDue, Scheduler.NextDue(now, mayWriteOrders: Heartbeat.BeforeOrder(now) != HeartbeatAction.Wait) ?? long.MaxValue);
        due = Math.Min(due, Heartbeat.NextDue ?? long.MaxValue);
        due = Math.Min(due, _openBy ?? long.MaxValue);
        due = Math.Min(due, _resyncAt ?? long.MaxValue);
        foreach (var question in _questions.Values) due = Math.Min(due, question.Deadline ?? long.MaxValue);
        return State is ClientState.Ready or ClientState.BrokerAway or ClientState.Connecting ? due : long.MaxValue;
    }

    public ClientStatus Status(long now) => new(
        State, ServerVersion, ConnectionTime, Account, Accounts, [.. _farms.Farms],
        Scheduler.OrdersWaiting, Scheduler.DataWaiting, Scheduler.HistoryWaiting, Scheduler.HistoryOpen, TimeSpan.FromTicks((Scheduler.EtaOfAll(now) - now) / 100),
        _book.All.Count, _book.All.Count(s => s.State == SubscriptionState.Flowing));

    /// <summary>Lets a request wait for its turn.</summary>
    public void Send<TMessage>(in TMessage message, RequestLane lane, int id) where TMessage : IClientMessage<TMessage>
    {
        Encode(message);
        Scheduler.Enqueue(lane, _encoded.WrittenSpan, id);
    }

    /// <summary>Lets a history request wait for its turn.</summary>
    public void SendHistory<TMessage>(in TMessage message, in HistoryRequest history, int id) where TMessage : IClientMessage<TMessage>
    {
        Encode(message);
        Scheduler.EnqueueHistory(history, _encoded.WrittenSpan, id);
    }

    /// <summary>The frame of a sign of life, to be written at once.</summary>
    public ReadOnlySpan<byte> Probe(long now)
    {
        Scheduler.CountUnscheduled(now);
        Heartbeat.Probed(now);
        _timeAsked.Enqueue(null);
        Encode(new ReqCurrentTime());
        return _encoded.WrittenSpan;
    }

    /// <summary>A frame was handed to the socket.</summary>
    public void Sent(in ScheduledRequest request, long now)
    {
        if (_questions.TryGetValue(request.Id, out var question))
        {
            question.Deadline ??= now + (question.Timeout.Ticks * 100);
            if (question is CurrentTimeQuestion time) _timeAsked.Enqueue(time);
            else if (question is PreciseTimeQuestion precise) _preciseTimeAsked.Enqueue(precise);
        }
        WriteDone(request.Id);
    }

    public void On(ManagedAccounts m)
    {
        Accounts = AccountGuard.Parse(m.AccountsList);
        var decision = AccountGuard.Decide(m.AccountsList, _options.Account ?? (Account.Length > 0 ? Account : null), _options.AllowLiveAccount, _options.TakesFirstAccount);
        if (decision.Verdict != AccountVerdict.Accepted)
        {
            Fatal = new IbStoppedException(decision.Explanation);
            return;
        }
        Account = decision.Account;
        BecomeReady();
    }

    public void On(in NextValidId m)
    {
        if (_orderIds.OnNextValidId(m.OrderId) && !_hasOrderId && _sessions > 0)
            Tell(0, $"the gateway would take order id {m.OrderId} next, but ids up to {_orderIds.Next - 1} are burnt: going on with {_orderIds.Next}");
        _hasOrderId = true;
        BecomeReady();
    }

    public void On(ErrMsg m)
    {
        var known = IbCodes.Find(m.ErrorCode);
        if (known.Has(IbCodeEffects.ClientIdInUse)) IsIdInUse = true;
        if (_farms.Apply(m.ErrorCode, m.ErrorMsg, _now, out var farm, out var changed))
        {
            if (farm.Kind == FarmKind.History && changed) HoldHistory();
            if (changed && farm.State == FarmState.Broken) Tell(m.ErrorCode, m.ErrorMsg);
            return;
        }
        if (known.Has(IbCodeEffects.Connection))
        {
            OnConnectivity(m);
            return;
        }
        if (known.Has(IbCodeEffects.SlowDown) || (m.ErrorCode == 162 && HistoryRefusals.Read(m.ErrorMsg) == HistoryRefusal.Pacing)) Scheduler.HoldHistory(_now + HoldAfterPacing);
        if (OnCodeOfQuestion(m) || OnCodeOfStream(m) || OnCodeOfOrder(m, known) || _ids.Find(m.Id).IsEnded) return;
        Tell(m.ErrorCode, m.ErrorMsg);
    }

    void OnConnectivity(ErrMsg m)
    {
        switch (_connectivity.Apply(m.ErrorCode, m.ErrorMsg, _now))
        {
            case ConnectivityChange.Lost:
                Become(ClientState.BrokerAway, $"code {m.ErrorCode}: {m.ErrorMsg}");
                DoubtOrders("the gateway has lost Interactive Brokers");
                break;
            case ConnectivityChange.RestoredDataLost:
                ForgetStreamRequests();
                _book.DataLost(_now);
                Restored(m);
                break;
            case ConnectivityChange.RestoredDataKept:
                _book.DataKept(_now);
                Restored(m);
                break;
            default:
                Tell(m.ErrorCode, m.ErrorMsg);
                break;
        }
    }

    void Restored(ErrMsg m)
    {
        if (State == ClientState.BrokerAway) Become(ClientState.Ready, $"code {m.ErrorCode}: {m.ErrorMsg}");
        Resync();
    }

    void HoldHistory()
    {
        if (_farms.IsDown(FarmKind.History)) Scheduler.HoldHistory(long.MaxValue);
        else Scheduler.ReleaseHistory();
    }

    void BecomeReady()
    {
        if (State != ClientState.Connecting || !_hasOrderId || Account.Length == 0 || Accounts.Count == 0 || Fatal is not null) return;
        _openBy = null;
        _sessions++;
        Become(ClientState.Ready, $"account {Account}, server version {ServerVersion}");
        Send(new ReqMarketDataType { MarketDataType = _marketDataType }, RequestLane.Data, RequestScheduler.NoId);
        _book.SessionOpened(_now);
        if (_sessions > 1) Resync();
    }

    void Become(ClientState state, string reason)
    {
        if (State == state && state != ClientState.Connecting) return;
        State = state;
        StateChanges.Publish(new ClientStateChange(state, reason, _options.TimeProvider.GetUtcNow()));
    }

    void Tell(int code, string text) => Notices.Publish(new IbNotice(code, text, IbCodes.Find(code), _options.TimeProvider.GetUtcNow()));

    void Encode<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage>
    {
        _encoded.ResetWrittenCount();
        _frames.WriteClient(_encoded, in message, ServerVersion);
    }
}
