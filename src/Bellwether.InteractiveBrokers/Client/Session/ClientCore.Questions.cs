using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

// Questions: asked, answered, refused, timed out, cancelled or lost with their session.
sealed partial class ClientCore
{
    readonly RequestIds _ids = new();
    readonly Dictionary<int, Question> _questions = [];
    readonly Dictionary<string, Queue<Question>> _waitingAlone = [];
    readonly Dictionary<ContractQuery, ResolveQuestion> _resolving = [];
    readonly ContractCache _contracts = new();

    /// <summary>Who asked for the gateway's time, in the order of writing; null for the heartbeat.</summary>
    readonly Queue<CurrentTimeQuestion?> _timeAsked = new();
    readonly Queue<PreciseTimeQuestion> _preciseTimeAsked = new();

    public void Ask(Question question)
    {
        if (State is not (ClientState.Ready or ClientState.BrokerAway))
        {
            question.Fail(new IbSessionException($"{question.What}: there is no session now ({State}): wait until the client is ready"));
            return;
        }
        if (question.AskedAloneAs is { } name && _questions.Values.Any(q => q.AskedAloneAs == name))
        {
            if (!_waitingAlone.TryGetValue(name, out var waiting)) _waitingAlone[name] = waiting = new();
            waiting.Enqueue(question);
            return;
        }
        Begin(question);
    }

    /// <summary>The contract of a query: known, under way, or asked now.</summary>
    public Task<ContractResolution> Resolve(ContractQuery query, TimeSpan timeout)
    {
        if (_contracts.TryGet(query, _now, out var known)) return Task.FromResult(known);
        if (_resolving.TryGetValue(query, out var asked) && !asked.IsOver) return asked.Answer;
        var question = new ResolveQuestion(_contracts, query, () => _now) { What = $"contract {query}", Kind = RequestKind.ContractDetails, Timeout = timeout };
        _resolving[query] = question;
        Ask(question);
        return question.Answer;
    }

    /// <summary>Nobody waits for the answer any more.</summary>
    public void Cancel(Question question, CancellationToken token)
    {
        if (question.IsOver) return;
        question.Cancel(token);
        GiveUp(question);
    }

    void Begin(Question question)
    {
        try
        {
            question.Id = question is WhatIfQuestion ? _orderIds.Reserve() : _ids.Next(question.Kind);
            _questions[question.Id] = question;
            question.Write(this);
        }
        catch (Exception problem) when (problem is ProtocolException or InvalidOperationException)
        {
            question.Fail(problem);
            Settle(question);
        }
    }

    /// <summary>Ends a question early: what waits is withdrawn, what was sent is cancelled.</summary>
    void GiveUp(Question question)
    {
        if (!_questions.ContainsKey(question.Id)) return; // It still waited to be asked alone, and will be passed over.
        if (!Scheduler.Withdraw(question.Id)) question.WriteCancel(this);
        Settle(question, hasAnswer: false);
    }

    void Settle(Question question, bool hasAnswer = true)
    {
        if (!_questions.Remove(question.Id)) return;
        _ids.End(question.Id);
        Scheduler.HistoryAnswered(question.Id);
        if (question is ResolveQuestion resolve) _resolving.Remove(resolve.Query);
        if (hasAnswer && question.CancelsAfterAnswer) question.WriteCancel(this);
        if (question.AskedAloneAs is not { } name || !_waitingAlone.TryGetValue(name, out var waiting)) return;
        while (waiting.TryDequeue(out var next))
        {
            if (next.IsOver) continue;
            Begin(next);
            return;
        }
    }

    void TimeOut()
    {
        List<Question>? late = null;
        foreach (var question in _questions.Values)
            if (question.Deadline <= _now) (late ??= []).Add(question);
        foreach (var question in late ?? [])
        {
            question.Fail(new TimeoutException($"{question.What}: no answer within {question.Timeout.TotalSeconds:0.###} s of the request"
                + (question.Warning is { } warning ? $"; meanwhile the gateway said: {warning}" : "") + ". Ask again, or allow more time"));
            GiveUp(question);
        }
    }

    void AbandonQuestions(string reason)
    {
        var asked = _questions.Values.Concat(_waitingAlone.Values.SelectMany(q => q)).ToList();
        _questions.Clear();
        _waitingAlone.Clear();
        _resolving.Clear();
        _timeAsked.Clear();
        _preciseTimeAsked.Clear();
        foreach (var question in asked)
        {
            question.Fail(new IbSessionException($"{question.What}: the session ended before the answer ({reason}). Ask again in the next session"));
            _ids.End(question.Id);
        }
        _contracts.SessionLost();
    }

    bool OnCodeOfQuestion(ErrMsg m)
    {
        if (!_questions.TryGetValue(m.Id, out var question)) return false;
        if (!question.IsAnswer(m))
        {
            if (!IbCodes.EndsQuestion(m.ErrorCode))
            {
                question.Warning = $"code {m.ErrorCode}: {m.ErrorMsg}";
                Tell(m.ErrorCode, m.ErrorMsg);
                return true;
            }
            question.Fail(new IbRequestException(question.What, m.ErrorCode, m.ErrorMsg));
        }
        // The gateway has ended it already: there is nothing to cancel.
        Settle(question, hasAnswer: false);
        return true;
    }

    /// <summary>Hands a message to the question it answers; false when there is none.</summary>
    bool Answer<TMessage>(int id, in TMessage message) where TMessage : IServerMessage<TMessage>
    {
        if (!_questions.TryGetValue(id, out var question)) return false;
        Answer(question, message);
        return true;
    }

    /// <summary>Hands a message without an id to the questions of one kind, of which one is asked at a time.</summary>
    void AnswerAlone<TQuestion, TMessage>(in TMessage message) where TQuestion : Question where TMessage : IServerMessage<TMessage>
    {
        foreach (var question in _questions.Values)
        {
            if (question is not TQuestion) continue;
            Answer(question, message);
            return;
        }
    }

    void Answer<TMessage>(Question question, in TMessage message) where TMessage : IServerMessage<TMessage>
    {
        try
        {
            TMessage.Deliver(message, question);
        }
        catch (FormatException problem)
        {
            question.Fail(problem);
        }
        if (question.IsOver) Settle(question);
    }

    public void On(ContractDetails m) => Answer(m.ReqId, m);

    public void On(in ContractDetailsEnd m) => Answer(m.ReqId, m);

    public void On(AccountSummary m) => Answer(m.ReqId, m);

    public void On(in AccountSummaryEnd m) => Answer(m.ReqId, m);

    public void On(Position m) => AnswerAlone<PositionsQuestion, Position>(m);

    public void On(in PositionEnd m) => AnswerAlone<PositionsQuestion, PositionEnd>(m);

    public void On(in OpenOrderEnd m) => AnswerAlone<OpenOrdersQuestion, OpenOrderEnd>(m);

    public void On(CompletedOrder m) => AnswerAlone<CompletedOrdersQuestion, CompletedOrder>(m);

    public void On(in CompletedOrdersEnd m) => AnswerAlone<CompletedOrdersQuestion, CompletedOrdersEnd>(m);

    public void On(in ExecDetailsEnd m) => Answer(m.ReqId, m);

    public void On(HistoricalDataEnd m)
    {
        if (!Answer(m.ReqId, m)) Scheduler.HistoryAnswered(m.ReqId);
    }

    public void On(HistoricalSchedule m) => Answer(m.ReqId, m);

    public void On(HistoricalTicks m) => Answer(m.ReqId, m);

    public void On(HistoricalTicksBidAsk m) => Answer(m.ReqId, m);

    public void On(HistoricalTicksLast m) => Answer(m.ReqId, m);

    public void On(HeadTimestamp m) => Answer(m.ReqId, m);

    public void On(SymbolSamples m) => Answer(m.ReqId, m);

    public void On(in CurrentTime m)
    {
        if (!_timeAsked.TryDequeue(out var question) || question is null || question.IsOver) return;
        question.Take(m.Time);
        Settle(question);
    }

    public void On(in CurrentTimeInMillis m)
    {
        if (!_preciseTimeAsked.TryDequeue(out var question) || question.IsOver) return;
        question.Take(m.TimeInMillis);
        Settle(question);
    }

    public void On(MarketRule m)
    {
        foreach (var question in _questions.Values)
        {
            if (question is not MarketRuleQuestion rule || rule.RuleId != m.MarketRuleId) continue;
            rule.Take(m);
            Settle(rule);
            return;
        }
    }
}
