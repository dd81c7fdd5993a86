using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Risk;

namespace Bellwether.Tests.Orders;

/// <summary>An order book with a gate wide open and short words for what the broker says. Symbol 0 unless said otherwise; times in seconds.</summary>
sealed class Desk
{
    const int Symbols = 3;
    readonly PositionBook positions = new(Symbols, Money.FromDecimal(1_000_000));

    public Desk(int capacity = 64)
    {
        Orders = new OrderBook(Symbols, capacity);
        var vast = Money.FromDecimal(1_000_000_000);
        Gate = new RiskGate(new RiskLimits(vast, vast, vast, 1_000), positions, Orders) { IsArmed = true };
    }

    public OrderBook Orders { get; }

    public RiskGate Gate { get; }

    public long Now { get; private set; } = 1_000 * EngineTime.Second;

    public static Quantity Shares(decimal shares) => Quantity.FromDecimal(shares);

    public Desk After(decimal seconds)
    {
        Now += (long)(seconds * EngineTime.Second);
        return this;
    }

    /// <summary>An entry that was created, and nothing more.</summary>
    public long Create(decimal shares = 100, Side side = Side.Buy, decimal reference = 10, int symbol = 0)
    {
        var verdict = Gate.Check(new BracketProposal(OrderTerms.Market(symbol, side, Shares(shares)), Price.FromDecimal(reference), Price.Zero, Price.Zero), out var approval);
        Assert.True(verdict.IsApproved, verdict.ToString());
        return Orders.Create(approval.Entry, OrderLinks.None, Now);
    }

    /// <summary>An entry with its stop and its target, all created; the entry's number, then the stop's, then the target's.</summary>
    public (long Entry, long Stop, long Target) CreateBracket(decimal shares = 100, int symbol = 0)
    {
        Assert.True(Gate.Check(new BracketProposal(OrderTerms.Market(symbol, Side.Buy, Shares(shares)), Price.FromDecimal(10), Price.FromDecimal(9), Price.FromDecimal(12)), out var approval).IsApproved);
        var entry = Orders.Create(approval.Entry, OrderLinks.None, Now);
        var links = new OrderLinks(entry, entry, OcaType.ReduceWithBlock);
        return (entry, Orders.Create(approval.Stop, links, Now), Orders.Create(approval.Target, links, Now));
    }

    public long Sent(decimal shares = 100)
    {
        var number = Create(shares);
        Says(number, BrokerReportKind.Durable);
        Says(number, BrokerReportKind.Sent);
        return number;
    }

    /// <summary>An order that the broker works.</summary>
    public long Working(decimal shares = 100)
    {
        var number = Sent(shares);
        Status(number, BrokerStatus.Submitted);
        return number;
    }

    public FoldEffect Says(long order, BrokerReportKind kind, string? text = null) => Orders.Apply(order, new BrokerReport { Kind = kind, Order = order, Text = text }, Now);

    public FoldEffect Status(long order, BrokerStatus status, decimal filled = 0) =>
        Orders.Apply(order, new BrokerReport { Kind = BrokerReportKind.Status, Order = order, Status = status, Filled = Shares(filled), PermId = 900 + order, BrokerOrderId = (int)order }, Now);

    public FoldEffect Open(long order, BrokerStatus status, decimal quantity = 100, int snapshot = 0) =>
        Orders.Apply(order, new BrokerReport { Kind = BrokerReportKind.OpenOrder, Order = order, Status = status, Quantity = Shares(quantity), Snapshot = snapshot, PermId = 900 + order, BrokerOrderId = (int)order }, Now);

    public FoldEffect Code(long order, int code) =>
        Orders.Apply(order, new BrokerReport { Kind = BrokerReportKind.Code, Order = order, Code = code, Text = $"code {code}" }, Now);

    public FoldEffect Executes(long order, decimal shares, decimal price = 10) =>
        Orders.ApplyExecution(order, Shares(shares), Price.FromDecimal(price) * Shares(shares), Now);

    /// <summary>A snapshot that ends now, and began a second ago, does not show the order.</summary>
    public FoldEffect Absent(long order) => Orders.ApplyAbsence(order, Now - EngineTime.Second, Now, 30 * EngineTime.Second);

    public Order this[long order] => Orders[order];

    public OrderStage StageOf(long order) => Orders[order].Stage;
}
