using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Indicators;
using Bellwether.MarketData;
using Bellwether.Orders;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies;

namespace Bellwether.Tests.Engine;

/// <summary>An engine in session with a strategy that wants what it is told, and a broker played word by word. Symbols 0 to 7 cost 100 dollars; entries are for 100 shares with a stop at 95 and a target at 110.</summary>
sealed class EngineDesk : IStrategy
{
    const int SymbolCount = 8;
    readonly Queue<Intent> wishes = new();
    long sequence;
    const long PermIds = 1_000;
    int execution;
    int snapshot;

    /// <param name="flatBeforeClose">Nanoseconds before the close from which nothing is to be held; 0 = positions may stay.</param>
    public EngineDesk(long flatBeforeClose = 0)
    {
        FlatBeforeClose = flatBeforeClose;
        var vast = Money.FromDecimal(100_000_000);
        Now = ExchangeCalendar.NewYork.SessionOn(new NodaTime.LocalDate(2025, 3, 3))!.OpenNanoseconds + EngineTime.Minute;
        Indicators = new IndicatorGraph(IndicatorCatalogue.Standard, SymbolCount);
        Engine = new TradingEngine<NoJournal>(new EngineOptions
        {
            Instruments = InstrumentTable.UsEquities(Enumerable.Range(0, SymbolCount).Select(i => $"ZZ{(char)('A' + i)}")),
            Strategy = this,
            Sizing = new FixedShares(100),
            Limits = new RiskLimits(vast, vast, vast, SymbolCount),
            Predictions = new PredictionBook(SymbolCount, 1, new PredictionLimits(NodaTime.Duration.FromMinutes(3))),
            StartCash = Money.FromDecimal(1_000_000),
            Armed = true,
            StartsReconciled = false,
            RevisesBars = true,
        }, default);
        Connection(BrokerReportKind.SessionRestored);
        Snapshot();
        Bars(100);
        Outputs();
    }

    public TradingEngine<NoJournal> Engine { get; }

    public long Now { get; private set; }

    public string Name => "told";

    public IndicatorGraph Indicators { get; }

    public long FlatBeforeClose { get; }

    public void Observe(in StrategyContext context, in Slice slice)
    {
    }

    public void OnSlice(in StrategyContext context, in Slice slice, IntentBuffer intents)
    {
        while (wishes.TryDequeue(out var wish)) intents.Add(wish);
    }

    public void OnPrediction(in StrategyContext context, int symbol, IntentBuffer intents)
    {
    }

    public void OnFlat(int symbol, long time)
    {
    }

    /// <summary>Titles of the alerts so far, oldest first.</summary>
    public IReadOnlyList<string> Alerts => [.. Enumerable.Range(0, Engine.Alerts.Count).Select(i => Engine.Alerts.Newest(i).Title).Reverse()];

    /// <summary>Texts of the alerts so far, oldest first.</summary>
    public IReadOnlyList<string> Texts => [.. Enumerable.Range(0, Engine.Alerts.Count).Select(i => Engine.Alerts.Newest(i).Text).Reverse()];

    public Order this[long number] => Engine.Orders[number];

    /// <summary>Seconds pass, and with them what is due.</summary>
    public EngineDesk After(double seconds)
    {
        var end = Now + (long)(seconds * EngineTime.Second);
        while (Engine.NextTimer <= end)
        {
            Now = Math.Max(Now, Engine.NextTimer);
            Handle(InputKind.Timer, 0);
        }
        Now = end;
        return this;
    }

    /// <summary>A bar of every symbol closes.</summary>
    public void Bars(double price)
    {
        var column = Enumerable.Repeat(price, SymbolCount).ToArray();
        Engine.Handle(new Input(++sequence, Now, InputKind.Slice, 0, 0, EngineTime.Minute), new Slice([.. Enumerable.Range(0, SymbolCount)], column, column, column, column, column));
    }

    /// <summary>The minute of a symbol that closed at a time turns out to have been flat at a price.</summary>
    public void Revise(int symbol, long closed, double price) => Handle(
        InputKind.Revision, Engine.Inputs.Revisions.Put(new BarRevision(symbol, new Bar(closed - EngineTime.Minute, price, price, price, price, price), EngineTime.Minute)));

    public void Quote(double bid, double ask, int symbol = 0)
    {
        var index = Engine.Inputs.Quotes.Put(new Quote(bid, ask, 100, 100, bid));
        Engine.Handle(new Input(++sequence, Now, InputKind.Quote, symbol, index, 0), default);
    }

    /// <summary>The strategy enters: the numbers of entry, target and stop; zeros when the gate refused.</summary>
    public (long Entry, long Target, long Stop) Enter(int symbol = 0, Side side = Side.Buy)
    {
        wishes.Enqueue(new Intent(IntentKind.Enter, symbol, side, 1, 5, 10, IntentReason.EntryRule));
        Bars(100);
        var placed = Outputs().Where(o => o.Kind == OutputKind.Place).Select(o => o.Order).ToList();
        if (placed.Count == 0) return default;
        Assert.Equal(3, placed.Count);
        foreach (var number in placed) Sent(number);
        Status(placed[0], BrokerStatus.Submitted);
        Status(placed[1], BrokerStatus.PreSubmitted);
        Status(placed[2], BrokerStatus.PreSubmitted);
        return (placed[0], placed[1], placed[2]);
    }

    /// <summary>A bracket whose entry has executed whole.</summary>
    public (long Entry, long Target, long Stop) Hold(int symbol = 0)
    {
        var bracket = Enter(symbol);
        Execute(bracket.Entry, 100, 100);
        Assert.Empty(Outputs());
        return bracket;
    }

    /// <summary>What the engine wants done since it was asked last.</summary>
    public List<Output> Outputs()
    {
        var all = new List<Output>();
        while (Engine.Outputs.TryTake(out var output)) all.Add(output);
        return all;
    }

    public void Sent(long order)
    {
        Report(new BrokerReport { Kind = BrokerReportKind.Durable, Order = order });
        Report(new BrokerReport { Kind = BrokerReportKind.Sent, Order = order });
    }

    public void NotSent(long order) => Report(new BrokerReport { Kind = BrokerReportKind.NotSent, Order = order, Text = "the gateway is about to restart" });

    public void Status(long order, BrokerStatus status, decimal filled = 0, string? text = null) => Report(new BrokerReport
    {
        Kind = BrokerReportKind.Status, Order = order, Status = status, Filled = Quantity.FromDecimal(filled), PermId = PermIds + order, BrokerOrderId = (int)order, Text = text,
    });

    public void Echo(long order, decimal quantity, BrokerStatus status = BrokerStatus.PreSubmitted) => Report(new BrokerReport
    {
        Kind = BrokerReportKind.OpenOrder, Order = order, Status = status, Quantity = Quantity.FromDecimal(quantity), PermId = PermIds + order, BrokerOrderId = (int)order, Snapshot = snapshotUnderWay,
    });

    public void Code(long order, int code) => Report(new BrokerReport { Kind = BrokerReportKind.Code, Order = order, Code = code, Text = "no" });

    /// <summary>Shares of an order execute; a revision above 1 corrects the execution of that number, counted from 1.</summary>
    public int Execute(long order, decimal shares, decimal price, int number = 0, int revision = 1)
    {
        if (number == 0) number = ++execution;
        Report(new BrokerReport
        {
            Kind = BrokerReportKind.Execution, Order = order, Symbol = this[order].Terms.Symbol, Side = this[order].Terms.Side, Quantity = Quantity.FromDecimal(shares), Price = Price.FromDecimal(price),
            Execution = new ExecutionId((UInt128)(ulong)number, revision),
        });
        return number;
    }

    int snapshotUnderWay;

    /// <summary>A whole comparison with the broker, which shows the living orders but for some, and the positions that executions add up to, unless it is told otherwise.</summary>
    public void Snapshot(IReadOnlyList<long>? without = null, Func<int, decimal>? positions = null)
    {
        snapshotUnderWay = ++snapshot;
        Connection(BrokerReportKind.SnapshotBegin);
        var live = Enumerable.Range(0, Engine.Orders.LiveCount).Select(i => Engine.Orders.Live(i)).Where(o => without?.Contains(o.Number) != true).OrderBy(o => o.Number).ToList();
        foreach (var order in live) Echo(order.Number, (order.Pending == PendingChange.Modify ? order.PendingQuantity : order.Terms.Quantity).ToDecimal(), order.Terms.Type == OrderType.Market ? BrokerStatus.Submitted : BrokerStatus.PreSubmitted);
        for (var symbol = 0; symbol < SymbolCount; symbol++)
            Report(new BrokerReport { Kind = BrokerReportKind.Position, Symbol = symbol, Snapshot = snapshot, Quantity = positions is null ? Engine.Positions[symbol].Quantity : Quantity.FromDecimal(positions(symbol)), Price = Price.FromDecimal(100) });
        Connection(BrokerReportKind.SnapshotEnd);
        snapshotUnderWay = 0;
    }

    /// <summary>A corporate action of today's date takes force.</summary>
    public void Action(CorporateActionKind kind, double value = double.NaN, string? ticker = null, int symbol = 0, NodaTime.LocalDate? date = null) =>
        Handle(InputKind.CorporateAction, Engine.Inputs.CorporateActions.Put(CorporateEvent.Of(symbol, new CorporateAction(date ?? new NodaTime.LocalDate(2025, 3, 4), kind, value, Ticker: ticker))));

    public void Connection(BrokerReportKind kind) => Handle(InputKind.Connection, Engine.Inputs.Reports.Put(new BrokerReport { Kind = kind, Snapshot = snapshot }));

    public void Command(OperatorCommand command) => Handle(InputKind.Command, (int)command);

    void Report(in BrokerReport report) => Handle(InputKind.Report, Engine.Inputs.Reports.Put(report));

    void Handle(InputKind kind, int payload) => Engine.Handle(new Input(++sequence, Now, kind, payload, 0, 0), default);
}
