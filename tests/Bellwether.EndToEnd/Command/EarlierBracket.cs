using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Storage;
using Bellwether.Strategies.Rules;
using NodaTime;
using Order = Bellwether.InteractiveBrokers.Protocol.Order;
using Position = Bellwether.InteractiveBrokers.Protocol.Position;

namespace Bellwether.EndToEnd;

/// <summary>
/// What a run of the last session left: a bracket of ten shares at the gateway, under client id 7, and the journal that explains it. The engine that writes it lives in
/// that session, so that the test can run at any hour.
/// </summary>
sealed class EarlierBracket : IServerMessageHandler
{
    const string Nonce = "0000beef";
    const int ClientId = 7;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly InstrumentTable Instruments = InstrumentTable.UsEquities("AAPL", "MSFT");
    static readonly Contract Apple = new() { Symbol = "AAPL", SecType = "STK", Exchange = "SMART", Currency = "USD" };

    readonly Dictionary<string, ExecDetails> executions = new(StringComparer.Ordinal);
    readonly Dictionary<int, OpenOrder> open = [];
    int nextId;
    int ends;
    double price;
    decimal position;
    (double Target, double Stop) prices;

    public decimal StopPrice => (decimal)prices.Stop;

    /// <summary>Places it, and writes the journal into a folder.</summary>
    public static async Task<EarlierBracket> PlaceAsync(int port, string folder)
    {
        var bracket = new EarlierBracket();
        await using var connection = await bracket.ConnectAsync(port, ClientId);
        connection.Write(new ReqMktData { ReqId = 1_500_000_000, Contract = Apple });
        await bracket.UntilAsync(connection, () => bracket.price > 0);

        using var journal = JournalWriter.Open(folder, new JournalHeader(1, Nonce, "DU1234567", "", "", ["AAPL", "MSFT"]) { ClientId = ClientId });
        var engine = NewEngine(journal);
        var sequence = 0L;
        var yesterday = ExchangeCalendar.NewYork.PreviousSession(SystemClock.Instance.GetCurrentInstant().InZone(ExchangeCalendar.NewYork.Zone).Date);
        var now = yesterday.OpenNanoseconds + EngineTime.Minute;
        void Tell(InputKind kind, BrokerReport report) => engine.Handle(new Input(++sequence, now, kind, engine.Inputs.Reports.Put(report), 0, 0), default);
        Tell(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SessionRestored });
        Tell(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SnapshotBegin, Snapshot = 1 });
        Tell(InputKind.Report, new BrokerReport { Kind = BrokerReportKind.AccountCash, Amount = Money.FromDecimal(1_000_000) });
        Tell(InputKind.Connection, new BrokerReport { Kind = BrokerReportKind.SnapshotEnd, Snapshot = 1 });
        double[] close = [bracket.price];
        engine.Handle(new Input(++sequence, now, InputKind.Slice, 0, 0, EngineTime.Minute), new Slice([0], close, close, close, close, close));
        journal.Flush();

        var id = bracket.nextId;
        while (engine.Outputs.TryTake(out var output))
        {
            var order = engine.Orders[output.Order];
            connection.Write(bracket.Placement(order, id, output.IsLastOfGroup));
            Tell(InputKind.Report, new BrokerReport { Kind = BrokerReportKind.Durable, Order = order.Number });
            Tell(InputKind.Report, new BrokerReport { Kind = BrokerReportKind.Sent, Order = order.Number });
        }
        await bracket.UntilAsync(connection, () => bracket.open.Count == 3 && bracket.executions.Count > 0);
        foreach (var echo in bracket.open.Values.OrderBy(o => o.OrderId))
        {
            Tell(InputKind.Report, new BrokerReport
            {
                Kind = BrokerReportKind.OpenOrder, Order = echo.OrderId - id + 1, PermId = echo.Order.PermId, BrokerOrderId = echo.OrderId, Status = BrokerStatus.PreSubmitted,
                Quantity = Quantity.FromDecimal(echo.Order.TotalQuantity),
            });
        }
        var fill = bracket.executions.Values.Single();
        Tell(InputKind.Report, new BrokerReport
        {
            Kind = BrokerReportKind.Execution, Order = 1, PermId = fill.PermId, Side = Side.Buy, Quantity = Quantity.FromDecimal(fill.Shares), Price = Price.FromDouble(fill.Price),
            Execution = ExecutionId.Parse(fill.ExecId), Text = fill.ExecId,
        });
        // Nothing more is written: the process is gone.
        return bracket;
    }

    static TradingEngine<FileJournal> NewEngine(JournalWriter journal) => new(new EngineOptions
    {
        Instruments = Instruments,
        Strategy = new RuleStrategy(new RuleStrategyOptions { Name = "in-at-once", EnterLong = "close > 0", Stop = "close * 0.2", Target = "close * 0.2" }, 2),
        Sizing = new FixedShares(10),
        Limits = new RiskLimits(Money.FromDecimal(100_000), Money.FromDecimal(100_000), Money.FromDecimal(100_000), 2),
        Predictions = new PredictionBook(2, 1, new PredictionLimits(Duration.FromMinutes(3))),
        StartCash = Money.FromDecimal(1_000_000),
        Armed = true,
        StartsReconciled = false,
    }, new FileJournal(journal));

    PlaceOrder Placement(in Bellwether.Orders.Order order, int firstId, bool transmit)
    {
        if (order.Role == OrderRole.Stop) prices.Stop = order.Terms.StopPrice.ToDouble();
        if (order.Role == OrderRole.Target) prices.Target = order.Terms.LimitPrice.ToDouble();
        return new PlaceOrder
        {
            OrderId = firstId + (int)order.Number - 1,
            Contract = Apple,
            Order = new Order
            {
                Action = order.Terms.Side == Side.Buy ? "BUY" : "SELL",
                TotalQuantity = order.Terms.Quantity.ToDecimal(),
                OrderType = order.Terms.Type switch { OrderType.Market => "MKT", OrderType.Limit => "LMT", _ => "STP" },
                LmtPrice = order.Terms.Type == OrderType.Limit ? order.Terms.LimitPrice.ToDouble() : null,
                AuxPrice = order.Terms.Type == OrderType.Stop ? order.Terms.StopPrice.ToDouble() : null,
                Tif = order.Terms.TimeInForce == TimeInForce.Day ? "DAY" : "GTC",
                OcaGroup = order.Links.OcaGroup == 0 ? "" : $"BW-{Nonce}-G{order.Links.OcaGroup}",
                OcaType = (int)order.Links.OcaType,
                Account = "DU1234567",
                OrderRef = $"BW-{Nonce}-{order.Number}",
                ParentId = order.Links.Parent == 0 ? 0 : firstId + (int)order.Links.Parent - 1,
                Transmit = transmit,
            },
        };
    }

    /// <summary>While no run is there, the target is brought to the market, and executes.</summary>
    public async Task ExecuteTargetAsync(int port)
    {
        var target = open.Values.Single(o => o.Order is { OrderType: "LMT" });
        await using var connection = await ConnectAsync(port, ClientId);
        var terms = target.Order;
        (terms.LmtPrice, terms.Transmit) = (Math.Round(price * 0.9, 2), true);
        connection.Write(new PlaceOrder { OrderId = target.OrderId, Contract = Apple, Order = terms });
        await UntilAsync(connection, () => executions.Values.Any(e => e.Side == "SLD"));
    }

    /// <summary>What the gateway tells another client of the account.</summary>
    public async Task<(decimal Position, int OpenOrders, int Executions)> AtTheBrokerAsync(int port)
    {
        executions.Clear();
        open.Clear();
        (position, ends) = (0, 0);
        await using var connection = await ConnectAsync(port, 99);
        connection.Write(new ReqPositions());
        connection.Write(new ReqAllOpenOrders());
        connection.Write(new ReqExecutions { ReqId = 1_500_000_000 });
        await UntilAsync(connection, () => ends == 7);
        return (position, open.Count, executions.Count);
    }

    async Task<IbConnection> ConnectAsync(int port, int clientId)
    {
        nextId = 0;
        IbConnection? connection = null;
        for (var tries = 0; connection is null; tries++)
        {
            connection = await IbConnection.ConnectAsync("127.0.0.1", port, clientId, new IbConnectOptions(), TestContext.Current.CancellationToken);
            try
            {
                await UntilAsync(connection, () => nextId > 0);
            }
            catch (EndOfStreamException) when (tries < 20)
            {
                // The gateway has not noticed yet that the client before this one is gone.
                await connection.DisposeAsync();
                connection = null;
            }
        }
        return connection;
    }

    async Task UntilAsync(IbConnection connection, Func<bool> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        await connection.FlushAsync(deadline.Token);
        while (!condition())
        {
            await connection.ReceiveAsync(deadline.Token);
            if (!connection.Dispatch(this)) throw new EndOfStreamException("the gateway closed the connection");
        }
    }

    public void On(in NextValidId m) => nextId = m.OrderId;

    public void On(in TickPrice m)
    {
        if (m.TickType is 1 or 2 or 4 && m.Price is > 0 and < 1e9) price = m.Price;
    }

    public void On(OpenOrder m) => open[m.OrderId] = m;

    public void On(in OpenOrderEnd m) => ends |= 1;

    public void On(ExecDetails m) => executions[m.ExecId] = m;

    public void On(in ExecDetailsEnd m) => ends |= 2;

    public void On(Position m) => position = m.Quantity;

    public void On(in PositionEnd m) => ends |= 4;
}
