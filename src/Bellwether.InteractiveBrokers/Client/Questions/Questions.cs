using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

sealed class ContractDetailsQuestion(Contract contract) : Question<IReadOnlyList<ContractDetails>>, IServerMessageHandler
{
    readonly List<ContractDetails> _found = [];

    public override void Write(ClientCore core) => core.Send(new ReqContractDetails { ReqId = Id, Contract = contract }, RequestLane.Data, Id);

    public void On(ContractDetails m) => _found.Add(m);

    public void On(in ContractDetailsEnd m) => Complete(_found);

    /// <summary>"No such contract" is an answer: none.</summary>
    public override bool IsAnswer(ErrMsg message)
    {
        if (message.ErrorCode != 200) return false;
        Complete(_found);
        return true;
    }
}

sealed class CurrentTimeQuestion : Question<DateTimeOffset>
{
    public override void Write(ClientCore core) => core.Send(new ReqCurrentTime(), RequestLane.Data, Id);

    public void Take(long seconds) => Complete(DateTimeOffset.FromUnixTimeSeconds(seconds));
}

sealed class PreciseTimeQuestion : Question<DateTimeOffset>
{
    public override void Write(ClientCore core) => core.Send(new ReqCurrentTimeInMillis(), RequestLane.Data, Id);

    public void Take(long milliseconds) => Complete(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}

sealed class AccountSummaryQuestion(string group, string tags) : Question<IReadOnlyList<AccountSummary>>, IServerMessageHandler
{
    readonly List<AccountSummary> _values = [];

    /// <summary>The gateway allows two at once, of all clients.</summary>
    public override string? AskedAloneAs => "account summary";

    public override bool CancelsAfterAnswer => true;

    public override void Write(ClientCore core) => core.Send(new ReqAccountSummary { ReqId = Id, Group = group, Tags = tags }, RequestLane.Data, Id);

    public override void WriteCancel(ClientCore core) => core.Send(new CancelAccountSummary { ReqId = Id }, RequestLane.Data, Id);

    public void On(AccountSummary m) => _values.Add(m);

    public void On(in AccountSummaryEnd m) => Complete(_values);
}

sealed class PositionsQuestion : Question<IReadOnlyList<Position>>, IServerMessageHandler
{
    readonly List<Position> _positions = [];

    public override string? AskedAloneAs => "positions";

    public override bool CancelsAfterAnswer => true;

    public override void Write(ClientCore core) => core.Send(new ReqPositions(), RequestLane.Data, Id);

    public override void WriteCancel(ClientCore core) => core.Send(new CancelPositions(), RequestLane.Data, Id);

    public void On(Position m) => _positions.Add(m);

    public void On(in PositionEnd m) => Complete(_positions);
}

sealed class OpenOrdersQuestion(bool allClients) : Question<IReadOnlyList<OpenOrder>>, IServerMessageHandler
{
    readonly Dictionary<(long, int), OpenOrder> _orders = [];
    readonly List<(long, int)> _sequence = [];

    public override string? AskedAloneAs => "open orders";

    public override void Write(ClientCore core)
    {
        if (allClients) core.Send(new ReqAllOpenOrders(), RequestLane.Data, Id);
        else core.Send(new ReqOpenOrders(), RequestLane.Data, Id);
    }

    /// <summary>An order may come more than once: the last report counts.</summary>
    public void On(OpenOrder m)
    {
        var key = m.Order.PermId != 0 ? (m.Order.PermId, 0) : (0, m.OrderId);
        if (_orders.TryAdd(key, m)) _sequence.Add(key);
        else _orders[key] = m;
    }

    public void On(in OpenOrderEnd m) => Complete(_sequence.ConvertAll(key => _orders[key])
        .FindAll(o => o.State.Status.Kind is not (OrderStatusKind.Filled or OrderStatusKind.Cancelled or OrderStatusKind.ApiCancelled)));
}

sealed class CompletedOrdersQuestion(bool apiOnly) : Question<IReadOnlyList<CompletedOrder>>, IServerMessageHandler
{
    readonly List<CompletedOrder> _orders = [];

    public override string? AskedAloneAs => "completed orders";

    public override void Write(ClientCore core) => core.Send(new ReqCompletedOrders { ApiOnly = apiOnly }, RequestLane.Data, Id);

    public void On(CompletedOrder m) => _orders.Add(m);

    public void On(in CompletedOrdersEnd m) => Complete(_orders);
}

sealed class ExecutionsQuestion(ReqExecutions request) : Question<IReadOnlyList<ExecDetails>>, IServerMessageHandler
{
    readonly List<ExecDetails> _executions = [];

    public override void Write(ClientCore core)
    {
        request.ReqId = Id;
        core.Send(request, RequestLane.Data, Id);
    }

    public void On(ExecDetails m) => _executions.Add(m);

    public void On(in ExecDetailsEnd m) => Complete(_executions);
}

sealed class HistoricalBarsQuestion(ReqHistoricalData request, int priority) : Question<IReadOnlyList<HistoryBar>>, IServerMessageHandler
{
    readonly List<HistoryBar> _bars = [];
    bool _endsByItself;

    public override void Write(ClientCore core)
    {
        _endsByItself = core.ServerVersion < ServerVersions.HistoricalDataEnd;
        request.ReqId = Id;
        core.SendHistory(request, HistoryRequest.Of(request, priority), Id);
    }

    public override void WriteCancel(ClientCore core) => core.Send(new CancelHistoricalData { ReqId = Id }, RequestLane.Data, Id);

    public void On(HistoricalData m)
    {
        foreach (ref readonly var bar in m.Bars.AsSpan()) _bars.Add(HistoryBar.From(bar));
        if (_endsByItself) Complete(_bars);
    }

    public void On(HistoricalDataEnd m) => Complete(_bars);

    /// <summary>"No data" is an answer: no bars.</summary>
    public override bool IsAnswer(ErrMsg message)
    {
        if (message.ErrorCode != 162 || HistoryRefusals.Read(message.ErrorMsg) != HistoryRefusal.NoData) return false;
        Complete(_bars);
        return true;
    }
}

sealed class HistoricalScheduleQuestion(ReqHistoricalData request) : Question<HistoricalSchedule>, IServerMessageHandler
{
    public override void Write(ClientCore core)
    {
        request.ReqId = Id;
        core.SendHistory(request, HistoryRequest.Of(request), Id);
    }

    public override void WriteCancel(ClientCore core) => core.Send(new CancelHistoricalData { ReqId = Id }, RequestLane.Data, Id);

    public void On(HistoricalSchedule m) => Complete(m);
}

/// <summary>Past trades, quotes or midpoints, as the gateway groups them.</summary>
sealed class HistoricalTicksQuestion<T>(ReqHistoricalTicks request) : Question<IReadOnlyList<T>>, IServerMessageHandler
{
    readonly List<T> _ticks = [];

    public override void Write(ClientCore core)
    {
        request.ReqId = Id;
        core.SendHistory(request, HistoryRequest.Of(request), Id);
    }

    public void On(HistoricalTicks m) => Take(m.Ticks as T[], m.Done);

    public void On(HistoricalTicksBidAsk m) => Take(m.Ticks as T[], m.Done);

    public void On(HistoricalTicksLast m) => Take(m.Ticks as T[], m.Done);

    void Take(T[]? ticks, bool done)
    {
        if (ticks is not null) _ticks.AddRange(ticks);
        if (done) Complete(_ticks);
    }
}

sealed class HeadTimestampQuestion(ReqHeadTimestamp request) : Question<DateTimeOffset>, IServerMessageHandler
{
    public override void Write(ClientCore core)
    {
        request.ReqId = Id;
        core.SendHistory(request, HistoryRequest.Of(request), Id);
    }

    public override void WriteCancel(ClientCore core) => core.Send(new CancelHeadTimestamp { ReqId = Id }, RequestLane.Data, Id);

    public void On(HeadTimestamp m)
    {
        if (long.TryParse(m.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) Complete(DateTimeOffset.FromUnixTimeSeconds(seconds));
        else if (DateTimeOffset.TryParseExact(m.Value, "yyyyMMdd-HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) Complete(time);
        else Fail(new FormatException($"{What}: the gateway answered \"{m.Value}\", expected epoch seconds or yyyyMMdd-HH:mm:ss"));
    }
}

sealed class MarketRuleQuestion(int ruleId) : Question<IReadOnlyList<PriceIncrement>>
{
    public int RuleId => ruleId;

    public override string? AskedAloneAs => "market rule";

    public override void Write(ClientCore core) => core.Send(new ReqMarketRule { MarketRuleId = ruleId }, RequestLane.Data, Id);

    public void Take(MarketRule rule) => Complete(rule.PriceIncrements);
}

sealed class MatchingSymbolsQuestion(string pattern) : Question<IReadOnlyList<SymbolSample>>, IServerMessageHandler
{
    public override void Write(ClientCore core) => core.Send(new ReqMatchingSymbols { ReqId = Id, Pattern = pattern }, RequestLane.Data, Id);

    public void On(SymbolSamples m) => Complete(m.Contracts);
}

/// <summary>Margin and commission of an order that is not sent. Its id is an order id.</summary>
sealed class WhatIfQuestion(Contract contract, Order order) : Question<OrderState>, IServerMessageHandler
{
    public override void Write(ClientCore core)
    {
        order.WhatIf = true;
        core.Send(new PlaceOrder { OrderId = Id, Contract = contract, Order = order }, RequestLane.Data, Id);
    }

    public void On(OpenOrder m) => Complete(m.State);
}
