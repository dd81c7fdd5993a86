using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Simulation;

namespace Bellwether.Backtesting;

/// <summary>
/// Runs an engine over history with the simulated venue as its broker, on one thread and without a clock. Within one instant: timers due before it; resting
/// orders meet the bar; the engine sees the bars; what it sends reaches the venue and is answered, until both are quiet.
/// </summary>
public sealed class BacktestDriver<TJournal>(TradingEngine<TJournal> engine, SimulatedVenue venue) where TJournal : struct, IJournalSink
{
    long sequence = engine.Sequence;

    /// <summary>Bars that the engine has seen.</summary>
    public long Bars { get; private set; }

    /// <summary>Before a session opens: which symbols are of its universe, and why others are not.</summary>
    /// <param name="time">The open of the session, engine time.</param>
    /// <param name="changes">Symbols of which that has changed; the problem is null for those that belong.</param>
    public void ChooseUniverse(long time, IReadOnlyList<(int Symbol, string? Problem)> changes)
    {
        // What is due before, at the close of the session before it, comes first.
        HandleTimers(time - 1);
        foreach (var (symbol, problem) in changes)
            engine.Handle(new Input(++sequence, time, InputKind.Connection, engine.Inputs.Reports.Put(new BrokerReport { Kind = BrokerReportKind.Universe, Symbol = symbol, Text = problem }), 0, 0), default);
        if (engine.Outputs.Count > 0) Exchange(time);
    }

    /// <summary>Plays one session from its open to its close. Sessions come in order of time.</summary>
    public void RunSession(SessionGrid grid)
    {
        venue.OpenSession(grid.Session.OpenNanoseconds);
        foreach (var minute in grid)
        {
            var close = minute.Close;
            HandleTimers(close - 1);
            venue.OnSlice(close, minute.Bars);
            if (venue.PendingEvents > 0) Exchange(close);
            Bars += minute.Bars.Count;
            engine.Handle(new Input(++sequence, close, InputKind.Slice, 0, 0, EngineTime.Minute), minute.Bars);
            if (engine.Outputs.Count > 0) Exchange(close);
            HandleTimers(close);
        }
        venue.CloseSession(grid.Session.CloseNanoseconds);
        Exchange(grid.Session.CloseNanoseconds);
        HandleTimers(grid.Session.CloseNanoseconds);
    }

    /// <summary>A corporate action takes force before a session: the venue cancels what rests, the engine scales what is held and places its protection anew.</summary>
    /// <param name="time">The session's opening.</param>
    /// <param name="action">What happens.</param>
    /// <param name="past">Minutes of the symbol before it, in the shares of after it: its indicators learn again from them.</param>
    public void Take(long time, in CorporateEvent action, BarColumns past)
    {
        HandleTimers(time);
        if (action.Kind == CorporateActionKind.Split) venue.Split(time, action.Symbol, action.Ratio);
        Exchange(time);
        engine.Handle(new Input(++sequence, time, InputKind.CorporateAction, engine.Inputs.CorporateActions.Put(action), 0, 0), default);
        if (action.Kind == CorporateActionKind.Split) Teach(time, action.Symbol, past);
        Exchange(time);
    }

    void Teach(long time, int symbol, BarColumns past)
    {
        int[] symbols = [symbol];
        for (var row = 0; row < past.Count && past.Time[row] < time; row++)
        {
            var slice = new Slice(symbols, past.Open.Slice(row, 1), past.High.Slice(row, 1), past.Low.Slice(row, 1), past.Close.Slice(row, 1), past.Volume.Slice(row, 1), past.Time[row]);
            engine.Handle(new Input(++sequence, time, InputKind.Slice, 0, TradingEngine<TJournal>.WarmUp, EngineTime.Minute), slice);
        }
    }

    void HandleTimers(long until)
    {
        while (engine.NextTimer <= until)
        {
            var due = Math.Max(engine.NextTimer, engine.Time);
            engine.Handle(new Input(++sequence, due, InputKind.Timer, 0, 0, 0), default);
            if (engine.Outputs.Count > 0) Exchange(due);
        }
    }

    /// <summary>Hands outputs to the venue and its events to the engine, until neither has any left.</summary>
    void Exchange(long time)
    {
        while (true)
        {
            while (venue.TryTake(out var happened)) Report(time, happened);
            if (!engine.Outputs.TryTake(out var output)) return;
            switch (output.Kind)
            {
                case OutputKind.Place: Place(time, output.Order); break;
                case OutputKind.Cancel: venue.Cancel(output.Order); break;
                case OutputKind.RequestSnapshot: break; // The venue in this process never loses a word: there is nothing to ask again.
            }
        }
    }

    void Place(long time, long number)
    {
        ref readonly var order = ref engine.Orders[number];
        if (!order.IsLive) return;
        Report(time, new BrokerReport { Kind = BrokerReportKind.Sent, Order = number, Symbol = order.Terms.Symbol });
        venue.Submit(new VenueOrder(number, order.Terms, order.Links.Parent, order.Links.OcaGroup, order.Links.OcaType));
    }

    void Report(long time, in VenueEvent happened)
    {
        var report = new BrokerReport
        {
            Order = happened.Order,
            Symbol = happened.Symbol,
            Filled = happened.Filled,
            Remaining = happened.Remaining,
        };
        switch (happened.Kind)
        {
            case VenueEventKind.Accepted or VenueEventKind.Held or VenueEventKind.Triggered:
                report.Kind = BrokerReportKind.Status;
                report.Status = BrokerStatus.PreSubmitted;
                break;
            case VenueEventKind.Working:
                report.Kind = BrokerReportKind.Status;
                report.Status = BrokerStatus.Submitted;
                break;
            case VenueEventKind.Reduced or VenueEventKind.Modified:
                report.Kind = BrokerReportKind.OpenOrder;
                report.Status = BrokerStatus.Submitted;
                report.Quantity = happened.Quantity;
                break;
            case VenueEventKind.Execution:
                report.Kind = BrokerReportKind.Execution;
                report.Side = happened.Side;
                report.Quantity = happened.Quantity;
                report.Price = happened.Price;
                report.Execution = happened.Execution;
                Report(time, report);
                Report(time, new BrokerReport { Kind = BrokerReportKind.Commission, Order = happened.Order, Symbol = happened.Symbol, Execution = happened.Execution, Amount = happened.Commission });
                return;
            case VenueEventKind.Cancelled:
                report.Kind = BrokerReportKind.Status;
                report.Status = BrokerStatus.Cancelled;
                break;
            case VenueEventKind.CancelPending:
                report.Kind = BrokerReportKind.Status;
                report.Status = BrokerStatus.PendingCancel;
                break;
            case VenueEventKind.Rejected:
                report.Kind = BrokerReportKind.Code;
                report.Code = PlacementRefused;
                report.Text = happened.Reason.ToString();
                break;
            default:
                return;
        }
        Report(time, report);
    }

    /// <summary>The broker's code for a refused placement.</summary>
    const int PlacementRefused = 201;

    void Report(long time, in BrokerReport report)
    {
        var index = engine.Inputs.Reports.Put(report);
        engine.Handle(new Input(++sequence, time, InputKind.Report, index, 0, 0), default);
    }
}
