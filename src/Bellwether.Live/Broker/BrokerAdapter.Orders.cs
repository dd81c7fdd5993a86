using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using WireOrder = Bellwether.InteractiveBrokers.Protocol.Order;
using WirePosition = Bellwether.InteractiveBrokers.Protocol.Position;

namespace Bellwether.Live;

// Orders out; statuses, executions, positions and cash in.
public sealed partial class BrokerAdapter
{
    /// <summary>End markers that the snapshot under way still waits for.</summary>
    [Flags]
    enum SnapshotEnds { None = 0, OpenOrders = 1, Executions = 2, Positions = 4, Account = 8 }

    SnapshotEnds snapshotEnds;
    int snapshot;
    bool positionsSubscribed;

    /// <summary>Orders can be written: the socket stands and the session is open.</summary>
    public bool CanSend => requests is not null && Phase >= SessionPhase.Reconciling;

    /// <summary>A snapshot is under way.</summary>
    public bool IsTakingSnapshot => snapshotEnds != SnapshotEnds.None;

    /// <summary>
    /// Asks for open orders, executions, positions and cash. It counts as one snapshot only when every end marker came in the same session; a failed one
    /// is never taken for an empty one.
    /// </summary>
    public void RequestSnapshot()
    {
        if (requests is null || IsTakingSnapshot) return;
        snapshot++;
        snapshotEnds = SnapshotEnds.OpenOrders | SnapshotEnds.Executions | SnapshotEnds.Positions | SnapshotEnds.Account;
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SnapshotBegin, Snapshot = snapshot });
        Write(new ReqAllOpenOrders(), RequestLane.Orders);
        Write(new ReqExecutions { ReqId = RequestIds.Of(RequestKind.Executions), AcctCode = Account }, RequestLane.Orders);
        if (positionsSubscribed) Write(new CancelPositions(), RequestLane.Orders);
        positionsSubscribed = true;
        Write(new ReqPositions(), RequestLane.Orders);
        Write(new ReqAccountSummary { ReqId = RequestIds.Of(RequestKind.AccountSummary), Group = "All", Tags = "TotalCashValue,NetLiquidation" }, RequestLane.Orders);
    }

    void End(SnapshotEnds part)
    {
        if ((snapshotEnds & part) == 0) return;
        snapshotEnds &= ~part;
        if (part == SnapshotEnds.Account) Write(new CancelAccountSummary { ReqId = RequestIds.Of(RequestKind.AccountSummary) }, RequestLane.Data);
        if (snapshotEnds != SnapshotEnds.None) return;
        Queue(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SnapshotEnd, Snapshot = snapshot });
        if (Phase == SessionPhase.Reconciling) Subscribe();
    }

    int CurrentSnapshot => IsTakingSnapshot ? snapshot : 0;

    public void On(in OpenOrderEnd m) => End(SnapshotEnds.OpenOrders);

    public void On(in ExecDetailsEnd m) => End(SnapshotEnds.Executions);

    public void On(in PositionEnd m) => End(SnapshotEnds.Positions);

    public void On(in AccountSummaryEnd m) => End(SnapshotEnds.Account);

    public void On(AccountSummary m)
    {
        if (m.Account != Account || m.Tag != "TotalCashValue") return;
        if (decimal.TryParse(m.Value, System.Globalization.CultureInfo.InvariantCulture, out var cash))
            Queue(InputKind.Report, new BrokerReport { Kind = BrokerReportKind.AccountCash, Amount = Money.FromDecimal(decimal.Round(cash, 6)) });
    }

    public void On(WirePosition m)
    {
        if (m.Account != Account || m.Contract.SecType != "STK") return;
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.Position,
            Symbol = SymbolOf(m.Contract),
            Snapshot = CurrentSnapshot,
            Quantity = Quantity.FromDecimal(decimal.Round(m.Quantity, 4)),
            Price = Price.FromDouble(m.AvgCost),
            Text = m.Contract.Symbol,
        });
    }

    public void On(in OrderStatus m)
    {
        var order = routes.FromId(m.OrderId);
        if (order == 0 || m.ClientId != options.ClientId) order = routes.FromPermId(m.PermId);
        if (order == 0) return; // Not ours: open-order reports tell of it.
        routes.Learn(m.PermId, order);
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.Status,
            Order = order,
            PermId = m.PermId,
            BrokerOrderId = m.OrderId,
            Status = StatusOf(m.Status),
            Filled = Quantity.FromDecimal(decimal.Round(m.Filled, 4)),
            Remaining = Quantity.FromDecimal(decimal.Round(m.Remaining, 4)),
            Text = m.Status.Kind == OrderStatusKind.Unknown ? m.Status.Text : null,
        });
    }

    public void On(OpenOrder m)
    {
        var order = routes.FromReference(m.Order.OrderRef);
        if (order == 0 && m.Order.ClientId == options.ClientId) order = routes.FromId(m.OrderId);
        routes.Learn(m.Order.PermId, order);
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.OpenOrder,
            Order = order,
            PermId = m.Order.PermId,
            BrokerOrderId = m.OrderId,
            Symbol = SymbolOf(m.Contract),
            Snapshot = CurrentSnapshot,
            Status = StatusOf(m.State.Status),
            Side = m.Order.Action == "BUY" ? Side.Buy : Side.Sell,
            Quantity = Quantity.FromDecimal(decimal.Round(m.Order.TotalQuantity, 4)),
            Price = m.Order.LmtPrice is > 0 and < 1e9 ? Price.FromDouble(m.Order.LmtPrice.Value) : Price.Zero,
            StopPrice = m.Order.AuxPrice is > 0 and < 1e9 ? Price.FromDouble(m.Order.AuxPrice.Value) : Price.Zero,
            Text = m.Contract.Symbol,
        });
    }

    public void On(ExecDetails m)
    {
        if (m.AcctNumber != Account) return;
        var order = routes.FromReference(m.OrderRef);
        if (order == 0) order = routes.FromPermId(m.PermId);
        if (order == 0 && m.ClientId == options.ClientId) order = routes.FromId(m.OrderId);
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.Execution,
            Order = order,
            PermId = m.PermId,
            BrokerOrderId = m.OrderId,
            Symbol = m.Contract.SecType == "STK" ? SymbolOf(m.Contract) : -1,
            Side = m.Side == "BOT" ? Side.Buy : Side.Sell,
            Quantity = Quantity.FromDecimal(decimal.Round(m.Shares, 4)),
            Filled = Quantity.FromDecimal(decimal.Round(m.CumQty, 4)),
            Price = Price.FromDouble(m.Price),
            Execution = ExecutionId.Parse(m.ExecId),
            Snapshot = CurrentSnapshot,
            Text = m.ExecId,
        });
    }

    public void On(CommissionReport m)
    {
        // Not known yet: the real figure follows in a later report.
        if (m.KnownCommission is not { } commission || Math.Abs(commission) > 1e9) return;
        Queue(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.Commission,
            Execution = ExecutionId.Parse(m.ExecId),
            Amount = Money.FromDouble(commission),
            Text = m.ExecId,
        });
    }

    /// <summary>Writes an order. The caller has made its record durable.</summary>
    internal void Place(in Orders.Order order, bool transmit)
    {
        var id = routes.Assign(order.Number);
        var terms = order.Terms;
        Write(new PlaceOrder
        {
            OrderId = id,
            Contract = symbols[terms.Symbol].Contract!,
            Order = new WireOrder
            {
                Action = terms.Side == Side.Buy ? "BUY" : "SELL",
                TotalQuantity = terms.Quantity.ToDecimal(),
                OrderType = terms.Type switch { OrderType.Market => "MKT", OrderType.Limit => "LMT", _ => "STP" },
                LmtPrice = terms.Type == OrderType.Limit ? terms.LimitPrice.ToDouble() : null,
                AuxPrice = terms.Type == OrderType.Stop ? terms.StopPrice.ToDouble() : null,
                Tif = terms.TimeInForce == TimeInForce.Day ? "DAY" : "GTC",
                OcaGroup = order.Links.OcaGroup == 0 ? "" : routes.Group(order.Links.OcaGroup),
                OcaType = (int)order.Links.OcaType,
                Account = Account,
                OrderRef = routes.Reference(order.Number),
                Transmit = transmit,
                ParentId = order.Links.Parent == 0 ? 0 : routes.IdOf(order.Links.Parent),
            },
        }, RequestLane.Orders);
    }

    /// <summary>Asks to cancel an order that was sent; false when it never was.</summary>
    internal bool Cancel(long order)
    {
        var id = routes.IdOf(order);
        if (id == 0 || !CanSend) return false;
        Write(new CancelOrder { OrderId = id }, RequestLane.Orders);
        return true;
    }

    int SymbolOf(Contract contract) => symbolOfContract.GetValueOrDefault(contract.ConId, -1);

    static BrokerStatus StatusOf(OrderStatusWord word) => word.Kind switch
    {
        OrderStatusKind.ApiPending => BrokerStatus.ApiPending,
        OrderStatusKind.PendingSubmit => BrokerStatus.PendingSubmit,
        OrderStatusKind.PendingCancel => BrokerStatus.PendingCancel,
        OrderStatusKind.PreSubmitted => BrokerStatus.PreSubmitted,
        OrderStatusKind.Submitted => BrokerStatus.Submitted,
        OrderStatusKind.ApiCancelled => BrokerStatus.ApiCancelled,
        OrderStatusKind.Cancelled => BrokerStatus.Cancelled,
        OrderStatusKind.Filled => BrokerStatus.Filled,
        OrderStatusKind.Inactive => BrokerStatus.Inactive,
        _ => BrokerStatus.Unknown,
    };
}
