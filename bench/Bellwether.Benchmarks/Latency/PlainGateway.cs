using System.Buffers;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Benchmarks.Latency;

/// <summary>
/// The least that a desk takes for a gateway: it answers what a session asks at its start and at each comparison, cancels every order, and sends bars when told.
/// Bytes in, bytes out; whose they are is the harness's matter.
/// </summary>
sealed class PlainGateway : IClientMessageHandler
{
    public const int Version = ServerVersions.Highest;
    const string Account = "DU1234567";
    readonly FrameWriter frames = new();
    int barRequest;
    int quoteRequest;

    public ArrayBufferWriter<byte> Output { get; } = new(1 << 16);

    /// <summary>Orders that came, and what they were about.</summary>
    public Queue<PlaceOrder> Orders { get; } = new();

    public bool IsStreaming => barRequest != 0;

    public void Greet()
    {
        Answer(new ManagedAccounts { AccountsList = Account });
        Answer(new NextValidId { OrderId = 1 });
    }

    public void Bar(long opened) => Answer(new RealTimeBar { ReqId = barRequest, Time = opened / EngineTime.Second, Open = 100, High = 101, Low = 99, Close = 100, Volume = 1_000, Wap = 100, Count = 10 });

    /// <summary>A quote and the bar of five seconds that ends now.</summary>
    public void Data(long now)
    {
        if (quoteRequest == 0 || barRequest == 0) return;
        Answer(new TickPrice { ReqId = quoteRequest, TickType = 1, Price = 99.99, Size = 100 });
        Answer(new TickPrice { ReqId = quoteRequest, TickType = 2, Price = 100.01, Size = 100 });
        Bar(now - (5 * EngineTime.Second));
    }

    public void CancelAll()
    {
        while (Orders.TryDequeue(out var order))
            Answer(new OrderStatus { OrderId = order.OrderId, ClientId = 1, PermId = 1_000_000 + order.OrderId, Status = OrderStatusKind.Cancelled, Remaining = order.Order.TotalQuantity });
    }

    void Answer<T>(in T message) where T : IServerMessage<T> => frames.WriteServer(Output, message, Version);

    public void On(ReqContractDetails m)
    {
        Answer(new ContractDetails { ReqId = m.ReqId, Contract = new Contract { ConId = 76792991, Symbol = m.Contract.Symbol, SecType = "STK", Exchange = "SMART", PrimaryExchange = "NASDAQ", Currency = "USD" } });
        Answer(new ContractDetailsEnd { ReqId = m.ReqId });
    }

    public void On(in ReqPositions m) => Answer(new PositionEnd());

    public void On(in ReqAllOpenOrders m) => Answer(new OpenOrderEnd());

    public void On(ReqExecutions m) => Answer(new ExecDetailsEnd { ReqId = m.ReqId });

    public void On(in ReqCompletedOrders m) => Answer(new CompletedOrdersEnd());

    public void On(ReqAccountSummary m)
    {
        Answer(new AccountSummary { ReqId = m.ReqId, Account = Account, Tag = "TotalCashValue", Value = "1000000.00", Currency = "USD" });
        Answer(new AccountSummaryEnd { ReqId = m.ReqId });
    }

    public void On(ReqHistoricalData m) => Answer(new HistoricalData { ReqId = m.ReqId });

    public void On(in ReqCurrentTime m) => Answer(new CurrentTime { Time = 1 });

    public void On(ReqMktData m) => quoteRequest = m.ReqId;

    public void On(ReqRealTimeBars m) => barRequest = m.ReqId;

    public void On(PlaceOrder m) => Orders.Enqueue(m);
}
