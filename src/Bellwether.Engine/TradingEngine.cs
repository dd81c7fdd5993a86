using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies;

namespace Bellwether.Engine;

/// <summary>
/// The whole of trading as one deterministic machine: one totally ordered stream of inputs in, orders and records out, on one thread. It knows no clock,
/// no socket and no randomness; the driver around it makes it a backtest, a paper session or a live one.
/// </summary>
/// <remarks>
/// The way of a bar reads in <see cref="OnSlice"/>: series → rules → sizing → gate → order → output ring; reports come back through
/// <see cref="OnReport"/>. The parts of this class lie in files by meaning: entries and exits (<c>Workflows</c>), what the broker says (<c>Reports</c>),
/// timers (<c>Timers</c>).
/// </remarks>
public sealed partial class TradingEngine<TJournal> where TJournal : struct, IJournalSink
{
    readonly EngineOptions options;
    readonly IStrategy strategy;
    readonly ISizingModel sizing;
    readonly RiskGate gate;
    readonly PredictionBook predictions;
    readonly BarMemory bars;
    readonly Quote[] quotes;

    /// <summary>Since when the bid of each symbol has been above the ask, nanoseconds since the Unix epoch; 0 while it is not.</summary>
    readonly long[] crossedSince;
    readonly IntentBuffer intents;
    readonly Recorder<TJournal> record;
    readonly SessionClock clock = new();
    readonly TimerQueue timers = new();
    readonly InvariantAuditor auditor;
    readonly Action<AlertRule, int> speak;
    long lastSequence;

    /// <summary>The session of the latest bar.</summary>
    TradingSession barSession = new(default, NodaTime.NodaConstants.UnixEpoch, NodaTime.NodaConstants.UnixEpoch, false);

    /// <summary>The input being handled, for the records it causes.</summary>
    long cause;

    public TradingEngine(EngineOptions options, TJournal journal)
    {
        this.options = options;
        var symbols = options.Instruments.Count;
        strategy = options.Strategy;
        speak = Speak;
        if (options.RevisesBars) strategy.Indicators.KeepRecent();
        sizing = options.Sizing;
        predictions = options.Predictions;
        Positions = new PositionBook(symbols, options.StartCash);
        Orders = new OrderBook(symbols, options.OrderCapacity);
        Executions = new ExecutionLedger(options.ExecutionCapacity);
        gate = new RiskGate(options.Limits, Positions, Orders) { IsArmed = options.Armed, IsFrozen = !options.StartsReconciled };
        bars = new BarMemory(symbols);
        quotes = new Quote[symbols];
        Array.Fill(quotes, Quote.Absent);
        crossedSince = new long[symbols];
        intents = new IntentBuffer(symbols);
        record = new Recorder<TJournal>(journal, symbols);
        brokerPositions = new Quantity[symbols];
        positionDiffers = new bool[symbols];
        dataProblems = new string?[symbols];
        haltProblems = new string?[symbols];
        actionProblems = new string?[symbols];
        outdatedBefore = new long[symbols];
        fractions = new Quantity[symbols];
        universeProblems = new string?[symbols];
        minuteProblems = new string?[symbols];
        externals = new ExternalOrders(Orders);
        initialRisk = new Money[symbols];
        plans = new ProtectionPlan[symbols];
        watches = new ProtectionWatch[symbols];
        isAccident = new bool[symbols];
        isCompared = options.StartsReconciled;
        Outputs = new OutputRing(Math.Max(64, symbols * 4));
        auditor = new InvariantAuditor(Positions, Orders, Executions, gate, symbols);
        PeakEquity = Valuation.Equity;
    }

    public InstrumentTable Instruments => options.Instruments;

    /// <summary>Statistics of the sessions of all symbols; null when nobody keeps them.</summary>
    public MarketData.SessionBoard? Sessions => strategy.Indicators.Sessions;

    public EngineInputs Inputs { get; } = new();

    public OutputRing Outputs { get; }

    public PositionBook Positions { get; }

    public OrderBook Orders { get; }

    public ExecutionLedger Executions { get; }

    public PredictionBook Predictions => predictions;

    public RiskGate Risk => gate;

    /// <summary>Engine time: that of the latest input, nanoseconds since the Unix epoch.</summary>
    public long Time { get; private set; }

    /// <summary>Inputs handled.</summary>
    public long Sequence => lastSequence;

    /// <summary>Intents before sizing, so far.</summary>
    public long Signals { get; private set; }

    /// <summary>When the engine wants its next <see cref="InputKind.Timer"/>; <see cref="long.MaxValue"/> = never.</summary>
    public long NextTimer => timers.NextDue;

    /// <summary>The session in progress, or the next one; null before the first input.</summary>
    public TradingSession? Session => clock.Session;

    /// <summary>The account at the latest marks.</summary>
    public Valuation Valuation => Positions.Value();

    /// <summary>Highest equity at a bar's close so far.</summary>
    public Money PeakEquity { get; private set; }

    public DecisionHash DecisionHash => record.Hash;

    /// <summary>Latest fills, newest first by index.</summary>
    public History<Fill> Fills { get; } = new(512);

    public History<AlertRow> Alerts { get; } = new(256);

    /// <summary>Equity minute by minute in the present session.</summary>
    public History<EquityPoint> EquityCurve { get; } = new(1024);

    /// <summary>An operator ended the session: nothing new is started.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The first invariant that broke in this run; null while all hold. A broken one ends all new risk.</summary>
    public InvariantViolation? Violation { get; private set; }

    /// <summary>
    /// Takes one input. <paramref name="slice"/> is read for <see cref="InputKind.Slice"/> only. What it causes is in <see cref="Outputs"/> when it returns.
    /// </summary>
    /// <exception cref="ArgumentException">A gap in the sequence, or time that falls.</exception>
    public void Handle(in Input input, in Slice slice)
    {
        if (input.Sequence != lastSequence + 1) throw new ArgumentException($"input {input.Sequence} follows {lastSequence}: a number is missing or repeated", nameof(input));
        if (input.Time < Time) throw new ArgumentException($"input {input.Sequence} is older than the one before it", nameof(input));
        lastSequence = cause = input.Sequence;
        Time = input.Time;
        if (clock.Advance(input.Time)) OnNewSession();
        switch (input.Kind)
        {
            case InputKind.Connection: OnConnection(input, Inputs.Reports[input.A]); break;
            case InputKind.Report: OnReport(input, Inputs.Reports[input.A]); break;
            case InputKind.Quote: OnQuote(input, Inputs.Quotes[input.B]); break;
            case InputKind.Slice: OnSlice(input, slice); break;
            case InputKind.Prediction: OnPrediction(input, Inputs.Predictions[input.A]); break;
            case InputKind.Timer: OnTimer(input); break;
            case InputKind.Command: OnCommand(input); break;
            case InputKind.Revision: OnRevision(input, Inputs.Revisions[input.A]); break;
            case InputKind.CorporateAction: OnCorporateAction(input, Inputs.CorporateActions[input.A]); break;
            default: throw new ArgumentException($"unknown input kind {input.Kind}", nameof(input));
        }
    }

    void OnSlice(in Input input, in Slice slice)
    {
        record.Slice(input, slice);
        bars.Update(slice);
        strategy.Indicators.Update(slice, TimeOf(input, slice));
        for (var row = 0; row < slice.Count; row++)
            Positions.Mark(slice.Symbols[row], Price.FromDouble(slice.Close[row]));
        var context = Context();
        strategy.Observe(context, slice);
        options.Alerts?.Observe(context, slice, input.B == WarmUp, speak);
        if (input.B == WarmUp) return;

        if (context.IsInSession && !IsStopped)
        {
            strategy.OnSlice(context, slice, intents);
            CarryOutIntents();
        }
        MarkEquity();
    }

    /// <summary>A slice is handed over when its bars close; bars of history say themselves when they opened.</summary>
    SliceTime TimeOf(in Input input, in Slice slice)
    {
        var length = input.C > 0 ? input.C : EngineTime.Minute;
        return TimeOf(slice.Opened != 0 ? slice.Opened : input.Time - length, length);
    }

    SliceTime TimeOf(long open, long length)
    {
        if (open < barSession.OpenNanoseconds || open >= barSession.CloseNanoseconds) barSession = SessionOf(open);
        return SliceTime.In(barSession, open, length);
    }

    /// <summary>The session in which a bar opens; for one before or after hours, that of the same day, or else the next.</summary>
    static TradingSession SessionOf(long open)
    {
        var calendar = ExchangeCalendar.NewYork;
        var instant = EngineTime.ToInstant(open);
        return calendar.SessionOn(calendar.DateOf(instant)) ?? calendar.SessionAtOrAfter(instant);
    }

    /// <summary>Value of <see cref="Input.B"/> in a slice of history: indicators learn from it, nothing is decided.</summary>
    public const int WarmUp = 1;

    void OnQuote(in Input input, in Quote quote)
    {
        record.Quote(input, quote);
        quotes[input.A] = quote;
        strategy.Indicators.Sessions?.AddQuote(input.A, input.Time, quote);
        if (!(quote.Bid > quote.Ask && quote.Ask > 0)) crossedSince[input.A] = 0;
        else if (crossedSince[input.A] == 0) crossedSince[input.A] = input.Time;
        if (quote.Last > 0) Positions.Mark(input.A, Price.FromDouble(quote.Last));
    }

    void OnPrediction(in Input input, in Prediction prediction)
    {
        record.Prediction(input, prediction);
        if (predictions.Take(prediction, input.Time) != PredictionVerdict.Accepted || IsStopped) return;
        var context = Context();
        if (!context.IsInSession) return;
        strategy.OnPrediction(context, prediction.Symbol, intents);
        CarryOutIntents();
    }

    void OnCommand(in Input input)
    {
        record.Command(input);
        switch ((OperatorCommand)input.A)
        {
            case OperatorCommand.Arm: gate.IsArmed = !IsStopped; break;
            case OperatorCommand.Disarm: gate.IsArmed = false; break;
            case OperatorCommand.Stop: Stop(); break;
            default: throw new ArgumentException($"unknown operator command {input.A}", nameof(input));
        }
        record.Authority(Time, cause, gate.IsArmed, gate.IsFrozen);
    }

    /// <summary>No new risk from here on: entries still working are cancelled, protective orders and exits stay.</summary>
    void Stop()
    {
        IsStopped = true;
        gate.IsArmed = false;
        CancelEntries(symbol: -1);
    }

    void Audit(InvariantViolation? broken)
    {
        if (broken is null || Violation is not null) return;
        Violation = broken;
        Stop();
        record.Authority(Time, cause, gate.IsArmed, gate.IsFrozen);
        Raise(AlertSeverity.Critical, $"Invariant {broken.Invariant} is broken", $"{broken.Detail}. No new risk; entries are cancelled, protection stays. Compare positions with the broker");
    }

    void CarryOutIntents()
    {
        for (var i = 0; i < intents.Count; i++)
        {
            ref readonly var intent = ref intents[i];
            Signals++;
            record.Intent(Time, cause, intent);
            if (intent.Kind == IntentKind.Enter) Enter(intent);
            else Exit(intent);
        }
        intents.Clear();
    }

    void MarkEquity()
    {
        var equity = Positions.Value().Equity;
        if (equity > PeakEquity) PeakEquity = equity;
        if (options.KeepsHistory && Time >= clock.Open && Time % EngineTime.Minute == 0) EquityCurve.Add(new EquityPoint(EngineTime.ToInstant(Time), equity));
    }

    StrategyContext Context() => Context(Time);

    StrategyContext Context(long time) => new(time, clock.Open, clock.Close, bars, Positions, Orders, predictions, gate);

    void Speak(AlertRule rule, int symbol) =>
        Raise(rule.Severity, $"{Instruments[symbol].Symbol}: {rule.Name}", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rule.When}; close {bars.Close[symbol]}"));

    void Raise(AlertSeverity severity, string title, string text)
    {
        record.Alert(Time, cause, severity, title, text);
        var row = new AlertRow(record.Sequence, EngineTime.ToInstant(Time), severity, title, text);
        if (options.KeepsHistory) Alerts.Add(row);
        options.AlertSink?.Raised(row);
    }

    /// <summary>Writes the state's figures and the hash so far into the journal: at the end of a session or of a run.</summary>
    public void Checkpoint()
    {
        var valuation = Positions.Value();
        record.Checkpoint(Time, cause, valuation.Equity, Positions.Cash, valuation.Gross);
    }
}
