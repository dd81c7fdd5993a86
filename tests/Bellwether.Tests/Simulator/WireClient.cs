using System.Buffers;
using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>A client of the gateway's core that talks in bytes, as over a socket, and tells what it was told in short words.</summary>
sealed class WireClient(GatewayCore core) : IServerMessageHandler
{
    readonly FrameWriter writer = new();
    readonly List<object> messages = [];
    readonly ArrayBufferWriter<byte> received = new();
    bool greeted;

    public GatewaySession Session { get; } = core.Connect();

    public int Version { get; private set; }

    public string ConnectionTime { get; private set; } = "";

    /// <summary>All bytes that ever came.</summary>
    public byte[] Bytes => received.WrittenSpan.ToArray();

    public WireClient Hello(int min = 100, int max = 200)
    {
        var output = new ArrayBufferWriter<byte>();
        new ClientHello(min, max).Write(output);
        core.Receive(Session, output.WrittenSpan);
        Read();
        return this;
    }

    public WireClient Start(int clientId, string capabilities = "")
    {
        Send(new StartApi { ClientId = clientId, OptionalCapabilities = capabilities });
        Read();
        return this;
    }

    public WireClient Send<T>(T message) where T : IClientMessage<T>
    {
        core.Receive(Session, Frame(message));
        return this;
    }

    public byte[] Frame<T>(T message) where T : IClientMessage<T>
    {
        var output = new ArrayBufferWriter<byte>();
        writer.WriteClient(output, message, Version);
        return output.WrittenSpan.ToArray();
    }

    public WireClient Fence() => Send(new ReqCurrentTimeInMillis());

    public WireClient Place(int id, string action, decimal shares, string type, double? limit = null, double? stop = null, int parent = 0, bool transmit = true, string oca = "", int ocaType = 0, string tif = "", string symbol = "AAPL") =>
        Send(new PlaceOrder
        {
            OrderId = id,
            Contract = Stock(symbol),
            Order = new Order { Action = action, TotalQuantity = shares, OrderType = type, LmtPrice = limit, AuxPrice = stop, ParentId = parent, Transmit = transmit, OcaGroup = oca, OcaType = ocaType, Tif = tif },
        });

    public WireClient Place(int id, Order order, string symbol = "AAPL") => Send(new PlaceOrder { OrderId = id, Contract = Stock(symbol), Order = order });

    public WireClient Market(int id, string action, decimal shares, string symbol = "AAPL") => Place(id, action, shares, "MKT", symbol: symbol);

    public WireClient Limit(int id, string action, decimal shares, double price, string tif = "") => Place(id, action, shares, "LMT", limit: price, tif: tif);

    public WireClient Cancel(int id) => Send(new CancelOrder { OrderId = id });

    public static Contract Stock(string symbol) => new() { Symbol = symbol, SecType = "STK", Exchange = "SMART", Currency = "USD" };

    /// <summary>Takes what the gateway has for this client.</summary>
    public void Read()
    {
        var bytes = Session.Output;
        received.Write(bytes);
        if (!greeted && ServerHello.TryRead(ref bytes, out var hello))
        {
            greeted = true;
            (Version, ConnectionTime) = (hello.ServerVersion, hello.ConnectionTime);
        }
        while (Frames.TryRead(ref bytes, out var payload)) ServerMessages.Dispatch(payload, Version, this);
        Assert.Equal(0, bytes.Length);
        Session.ClearOutput();
    }

    /// <summary>All messages since the last time, and forgets them.</summary>
    public List<object> Take()
    {
        Read();
        var all = messages.ToList();
        messages.Clear();
        return all;
    }

    public List<T> Take<T>() => [.. Take().OfType<T>()];

    /// <summary>What was told of orders since the last time: open orders, states, executions, commissions, errors.</summary>
    public string Orders() => Words(Take().Where(m => m is OpenOrder or OrderStatus or ExecDetails or CommissionReport or ErrMsg or OpenOrderEnd or ExecDetailsEnd));

    /// <summary>Everything since the last time.</summary>
    public string All() => Words(Take());

    static string Words(IEnumerable<object> messages) => string.Join("; ", messages.Select(Word));

    static string Word(object message) => message switch
    {
        OpenOrder m => $"open {m.OrderId} {m.State.Status}",
        OrderStatus m => Text($"status {m.OrderId} {m.Status} {m.Filled}/{m.Remaining} {m.WhyHeld}").TrimEnd(),
        ExecDetails m => Text($"exec {m.OrderId} {m.Side} {m.Shares}@{m.Price}"),
        CommissionReport m => Text($"fee {m.Commission}"),
        ErrMsg m => $"error {m.Id} {m.ErrorCode}",
        OpenOrderEnd => "open end",
        ExecDetailsEnd m => $"exec end {m.ReqId}",
        ManagedAccounts m => "accounts " + m.AccountsList,
        NextValidId m => $"next {m.OrderId}",
        TickReqParams m => Text($"params {m.MinTick} {m.BboExchange} {m.SnapshotPermissions}"),
        MarketDataType m => $"type {m.Type}",
        TickPrice m => Text($"price {m.TickType}={m.Price}x{m.Size}"),
        TickSize m => Text($"size {m.TickType}={m.Size}"),
        TickString m => $"text {m.TickType}={m.Value}",
        TickGeneric m => Text($"number {m.TickType}={m.Value}"),
        TickByTick m => m.TickType switch
        {
            3 => Text($"tick {m.Time} {m.BidPrice}x{m.BidSize} {m.AskPrice}x{m.AskSize} {m.AttrMask}"),
            4 => Text($"tick {m.Time} {m.MidPoint}"),
            _ => Text($"tick {m.Time} {m.Price}x{m.Size} {m.Exchange}"),
        },
        HistoricalDataUpdate m => Text($"update {m.Date} {m.Open} {m.High} {m.Low} {m.Close} {m.Volume} {m.BarCount}"),
        HeadTimestamp m => "head " + m.Value,
        TickSnapshotEnd m => $"snapshot end {m.ReqId}",
        RealTimeBar m => Text($"bar {m.Time} {m.Open} {m.High} {m.Low} {m.Close} {m.Volume} {m.Wap} {m.Count}"),
        CurrentTime m => $"time {m.Time}",
        CurrentTimeInMillis m => $"millis {m.TimeInMillis}",
        Position m => Text($"position {m.Account} {m.Contract.Symbol} {m.Quantity}@{m.AvgCost}"),
        PositionEnd => "position end",
        AccountSummary m => $"summary {m.Account} {m.Tag} {m.Value}",
        AccountSummaryEnd m => $"summary end {m.ReqId}",
        AccountDownloadEnd m => "download end " + m.AccountName,
        UpdateAccountValue m => $"value {m.Key} {m.Value}",
        UpdatePortfolio m => Text($"portfolio {m.Contract.Symbol} {m.Position}"),
        UpdateAccountTime m => "account time " + m.TimeStamp,
        ContractDetailsEnd m => $"details end {m.ReqId}",
        CompletedOrder m => Text($"completed {m.Order.Action} {m.Order.FilledQuantity} {m.Status} '{m.CompletedStatus}'"),
        CompletedOrdersEnd => "completed end",
        OrderBound m => $"bound {m.ClientId} {m.OrderId}",
        PositionMultiEnd m => $"position multi end {m.ReqId}",
        AccountUpdateMultiEnd m => $"account multi end {m.ReqId}",
        _ => message.GetType().Name,
    };

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public void OnOther(ServerMessageId id) => Assert.Fail($"{id} is not a message this gateway sends");

    public void On(in TickPrice m) => messages.Add(m);
    public void On(in TickSize m) => messages.Add(m);
    public void On(in OrderStatus m) => messages.Add(m);
    public void On(ErrMsg m) => messages.Add(m);
    public void On(OpenOrder m) => messages.Add(m);
    public void On(UpdateAccountValue m) => messages.Add(m);
    public void On(UpdatePortfolio m) => messages.Add(m);
    public void On(UpdateAccountTime m) => messages.Add(m);
    public void On(in NextValidId m) => messages.Add(m);
    public void On(ContractDetails m) => messages.Add(m);
    public void On(ExecDetails m) => messages.Add(m);
    public void On(ManagedAccounts m) => messages.Add(m);
    public void On(HistoricalData m) => messages.Add(m);
    public void On(TickString m) => messages.Add(m);
    public void On(in CurrentTime m) => messages.Add(m);
    public void On(in RealTimeBar m) => messages.Add(m);
    public void On(in ContractDetailsEnd m) => messages.Add(m);
    public void On(in OpenOrderEnd m) => messages.Add(m);
    public void On(AccountDownloadEnd m) => messages.Add(m);
    public void On(in ExecDetailsEnd m) => messages.Add(m);
    public void On(in TickSnapshotEnd m) => messages.Add(m);
    public void On(in MarketDataType m) => messages.Add(m);
    public void On(CommissionReport m) => messages.Add(m);
    public void On(Position m) => messages.Add(m);
    public void On(in PositionEnd m) => messages.Add(m);
    public void On(AccountSummary m) => messages.Add(m);
    public void On(in AccountSummaryEnd m) => messages.Add(m);
    public void On(PositionMulti m) => messages.Add(m);
    public void On(in PositionMultiEnd m) => messages.Add(m);
    public void On(AccountUpdateMulti m) => messages.Add(m);
    public void On(in AccountUpdateMultiEnd m) => messages.Add(m);
    public void On(SymbolSamples m) => messages.Add(m);
    public void On(TickReqParams m) => messages.Add(m);
    public void On(MarketRule m) => messages.Add(m);
    public void On(in CompletedOrdersEnd m) => messages.Add(m);
    public void On(in Pnl m) => messages.Add(m);
    public void On(in PnlSingle m) => messages.Add(m);
    public void On(FamilyCodes m) => messages.Add(m);
    public void On(SoftDollarTiers m) => messages.Add(m);
    public void On(CompletedOrder m) => messages.Add(m);
    public void On(in OrderBound m) => messages.Add(m);
    public void On(UserInfo m) => messages.Add(m);
    public void On(HistoricalDataEnd m) => messages.Add(m);
    public void On(in CurrentTimeInMillis m) => messages.Add(m);
    public void On(in TickGeneric m) => messages.Add(m);
    public void On(in TickByTick m) => messages.Add(m);
    public void On(HistoricalDataUpdate m) => messages.Add(m);
    public void On(HeadTimestamp m) => messages.Add(m);
    public void On(HistogramData m) => messages.Add(m);
    public void On(HistoricalTicks m) => messages.Add(m);
    public void On(HistoricalTicksBidAsk m) => messages.Add(m);
    public void On(HistoricalTicksLast m) => messages.Add(m);
    public void On(HistoricalSchedule m) => messages.Add(m);
    public void On(SmartComponents m) => messages.Add(m);
    public void On(MktDepthExchanges m) => messages.Add(m);
}
