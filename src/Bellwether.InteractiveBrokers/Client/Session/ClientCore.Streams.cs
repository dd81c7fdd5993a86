using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

// Streams: the book decides what is asked when; here messages find their reader.
sealed partial class ClientCore
{
    readonly SubscriptionBook _book;

    public void Want(StreamSource source)
    {
        if (State == ClientState.Stopped)
        {
            source.Fail(new IbStoppedException($"{source.What}: the client has stopped"));
            return;
        }
        source.Subscription = _book.Want(source.Terms);
        source.Subscription.Owner = source;
    }

    public void Drop(StreamSource source)
    {
        if (source.Subscription is { } subscription) Forget(subscription);
    }

    /// <summary>Chooses live, frozen or delayed data for what is asked from now on, and asks again for what was refused.</summary>
    public void ChooseMarketData(QuoteType type)
    {
        _marketDataType = (int)type;
        if (State is ClientState.Ready or ClientState.BrokerAway) Send(new ReqMarketDataType { MarketDataType = _marketDataType }, RequestLane.Data, RequestScheduler.NoId);
        foreach (var subscription in _book.All) _book.Retry(subscription);
    }

    void AdvanceStreams()
    {
        var expects = State == ClientState.Ready && !_farms.IsDown(FarmKind.MarketData) && (_options.IsMarketOpen?.Invoke(_options.TimeProvider.GetUtcNow()) ?? true);
        if (expects != _book.ExpectsData) _book.Expect(expects, _now);
        while (_book.TryNext(_now, out var step))
        {
            var source = (StreamSource)step.Subscription.Owner!;
            if (step.Action != SubscriptionAction.Cancel) AskFor(source, step);
            // What was not even sent is taken back without a word.
            else if (!Scheduler.Withdraw(step.RequestId)) source.Cancel(this, step.RequestId);
            if (step.Action == SubscriptionAction.Cancel) Scheduler.HistoryAnswered(step.RequestId);
        }
    }

    void AskFor(StreamSource source, in SubscriptionStep step)
    {
        try
        {
            source.Ask(this, step.RequestId, step.Action == SubscriptionAction.AskSnapshot);
        }
        catch (ProtocolException problem)
        {
            Forget(step.Subscription);
            source.Fail(problem);
        }
    }

    /// <summary>Changes the precedence of all streams of an instrument; how many those are.</summary>
    public int Prioritize(string instrument, int priority)
    {
        var streams = _book.All.Where(s => s.Terms.Instrument == instrument).ToList();
        foreach (var stream in streams) _book.Prioritize(stream, priority);
        return streams.Count;
    }

    void Forget(Subscription subscription) => _book.Drop(subscription);

    /// <summary>Every stream is about to be asked for anew: what still waits to be sent for the old requests must not go, too.</summary>
    void ForgetStreamRequests()
    {
        foreach (var subscription in _book.All)
        {
            if (subscription.RequestId == 0) continue;
            Scheduler.Withdraw(subscription.RequestId);
            Scheduler.HistoryAnswered(subscription.RequestId);
        }
    }

    bool OnCodeOfStream(ErrMsg m)
    {
        var before = _book.All.FirstOrDefault(s => s.RequestId == m.Id && m.Id > 0)?.Type;
        if (_book.OnCode(m.Id, m.ErrorCode, _now) is not { } subscription) return false;
        var source = (StreamSource)subscription.Owner!;
        Scheduler.HistoryAnswered(m.Id);
        if (subscription.State == SubscriptionState.Refused)
        {
            source.Fail(new IbRequestException(source.What, m.ErrorCode, m.ErrorMsg));
            Forget(subscription);
            return true;
        }
        if (subscription.Type != before) source.TypeChanged(subscription.Type);
        Tell(m.ErrorCode, $"{source.What}: {m.ErrorMsg}");
        return true;
    }

    /// <summary>Hands data to the stream that asked for them.</summary>
    void Stream<TMessage>(int id, in TMessage message) where TMessage : IServerMessage<TMessage>
    {
        if (_book.OnData(id, _now) is not { } subscription) return;
        var source = (StreamSource)subscription.Owner!;
        try
        {
            TMessage.Deliver(message, source);
        }
        catch (FormatException problem)
        {
            Forget(subscription);
            source.Fail(problem);
        }
    }

    public void On(in TickPrice m) => Stream(m.ReqId, m);

    public void On(in TickSize m) => Stream(m.ReqId, m);

    public void On(in TickGeneric m) => Stream(m.ReqId, m);

    public void On(in RealTimeBar m) => Stream(m.ReqId, m);

    public void On(in TickByTick m) => Stream(m.ReqId, m);

    public void On(in Pnl m) => Stream(m.ReqId, m);

    public void On(in PnlSingle m) => Stream(m.ReqId, m);

    public void On(HistoricalDataUpdate m) => Stream(m.ReqId, m);

    public void On(HistoricalData m)
    {
        if (Answer(m.ReqId, m)) return;
        Stream(m.ReqId, m);
        if (ServerVersion < ServerVersions.HistoricalDataEnd) Scheduler.HistoryAnswered(m.ReqId);
    }

    public void On(in MarketDataType m)
    {
        if (_book.OnQuoteType(m.ReqId, m.Type) is { } subscription) ((StreamSource)subscription.Owner!).TypeChanged(subscription.Type);
    }

    public void On(in TickSnapshotEnd m) => _book.OnSnapshotEnd(m.ReqId);
}
