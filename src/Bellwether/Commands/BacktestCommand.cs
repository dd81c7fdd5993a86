using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Backtesting;
using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Predictions;
using Bellwether.Running;
using Bellwether.Storage;
using Bellwether.Strategies;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary><c>bellwether backtest</c>: a strategy over recorded minute bars.</summary>
static class BacktestCommand
{
    public static Command Create()
    {
        var configuration = new ConfigurationOptions();
        var data = new Option<string[]>("--data")
        {
            Description = "Files SYMBOL.csv[.gz] of one-minute bars, or folders of them.",
            HelpName = "FILES-OR-FOLDERS",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var from = OptionParsing.Date("--from", "First day, New York date, inclusive.");
        var to = OptionParsing.Date("--to", "End, New York date, exclusive.");
        var symbols = OptionParsing.Symbols();
        var format = OptionParsing.Format("text", "json");
        var adjust = new Option<string?>("--adjust")
        {
            Description = "What imported corporate actions (of data.directory) do to bars that are as traded: none = they happen in the run, to what is held; split or total = the bars are adjusted first. Without it bars are taken as they are.",
            HelpName = "none|split|total",
        };
        OptionParsing.AcceptOnly(adjust, "none", "split", "total");
        var command = new Command("backtest", "Run a strategy over recorded minute bars and say what it came to.") { configuration.File, configuration.Set, data, from, to, symbols, format, adjust };
        command.SetAction((parsed, cancellation) =>
        {
            // The data names the symbols unless the command line does; the file's own list is for runs.
            var loaded = configuration.Load(parsed);
            if (loaded is null) return Task.FromResult(ExitCode.Failure);
            return Task.FromResult(Run(loaded, parsed.GetRequiredValue(data), OptionParsing.SymbolsOf(parsed, symbols), parsed.GetValue(from), parsed.GetValue(to),
                parsed.GetValue(adjust), parsed.GetValue(format) == "json", parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation));
        });
        return command;
    }

    static int Run(EffectiveConfiguration configuration, string[] data, string[]? symbols, LocalDate? from, LocalDate? to, string? adjust, bool json, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var settings = configuration.Settings;
        if (settings.Strategy is not { } strategy || settings.Risk.Sizing is null)
        {
            error.WriteLine($"{configuration.Source}: there is no strategy with a sizing in it; a backtest needs \"strategy\" and \"risk.sizing\"");
            return ExitCode.Failure;
        }
        if (strategy.Entry.Prediction is not null)
        {
            error.WriteLine($"{configuration.Source}: strategy.entry.prediction: a backtest has no predictions yet; use a strategy of conditions on prices and indicators");
            return ExitCode.Failure;
        }
        if (settings.Simulation.Fills != FillSource.BarClose)
        {
            error.WriteLine($"{configuration.Source}: simulation.fills: minute bars have no quotes; a backtest needs \"fills: barClose\"");
            return ExitCode.Failure;
        }
        try
        {
            var loading = Stopwatch.GetTimestamp();
            UniverseSchedule? universe = null;
            IReadOnlyList<BarColumns> columns = settings.Universe is { } chosen ? Candidates(chosen, data, symbols, from, to, error, out universe) : BarFolder.Load(data, symbols, from, to);
            var actions = adjust is null ? null : columns.ToDictionary(c => c.Symbol, c => ActionStore.Read(settings.Data.Directory, c.Symbol), StringComparer.Ordinal);
            if (adjust is "split" or "total") columns = [.. columns.Select(c => Adjusted(c, actions![c.Symbol], adjust == "total" ? PriceAdjustment.Total : PriceAdjustment.Split))];
            var loadSeconds = Stopwatch.GetElapsedTime(loading).TotalSeconds;
            var instruments = InstrumentTable.UsEquities(columns.Select(c => c.Symbol));
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{strategy.Name}: {columns.Sum(c => (long)c.Count):#,0} bars of {columns.Count} symbols loaded in {loadSeconds:0.00} s"));
            var progress = new SessionProgress(error);
            var strategyOfRun = StrategyFactory.Strategy(settings, instruments);
            var alerts = settings.Alerts.Rules.Count > 0 ? new RaisedAlerts() : null;
            var result = Backtest.Run(new EngineOptions
            {
                Instruments = instruments,
                Strategy = strategyOfRun,
                Alerts = StrategyFactory.Alerts(settings, strategyOfRun.Indicators),
                AlertSink = alerts,
                Sizing = StrategyFactory.Sizing(settings.Risk),
                Limits = StrategyFactory.Limits(settings.Risk),
                Predictions = new PredictionBook(instruments.Count, 1, new PredictionLimits(settings.Predictions.MaxAge)),
                StartCash = Money.FromDecimal(settings.Account.Cash),
                Armed = true,
                StartsReconciled = true,
                ExecutionCapacity = 1 << 16,
            }, VenueFactory.ForBacktest(settings), columns, progress.Report, universe is null ? null : universe.Before, adjust == "none" ? actions : null, cancellation);
            progress.End();
            if (universe is not null) error.WriteLine($"universe: {universe.Count} of {columns.Count} candidates in the last session; {universe.Changes} entered or left since the first");
            if (json) output.WriteLine(Json(result, loadSeconds, alerts));
            else foreach (var line in Lines(result, BarColumnsHash.Of(columns)).Concat(Lines(alerts))) output.WriteLine(line);
            if (result.Violation is { } broken) error.WriteLine($"invariant {broken.Invariant} is broken: {broken.Detail}");
            if (cancellation.IsCancellationRequested) error.WriteLine("stopped before the end; the result is of the sessions until then");
            return result.Violation is null ? ExitCode.Success : ExitCode.Failure;
        }
        catch (Exception problem) when (problem is DataFileException or RunException or StrategyDefinitionException or CalendarRangeException or AdjustmentException)
        {
            error.WriteLine(problem.Message);
            return ExitCode.Failure;
        }
    }

    /// <summary>The bars of the range of those candidates that have any, and their universes, which the sessions before the range decide about as well.</summary>
    static List<BarColumns> Candidates(UniverseSettings settings, string[] data, string[]? symbols, LocalDate? from, LocalDate? to, TextWriter error, out UniverseSchedule universe)
    {
        var candidates = UniverseFactory.Candidates(settings).Where(c => symbols is null || symbols.Contains(c)).ToList();
        var present = candidates.Intersect(BarFolder.Symbols(data)).ToList();
        if (present.Count == 0) throw new RunException("universe: the data hold no bars of a candidate; correct the candidates, --symbols or --data");
        if (present.Count < candidates.Count) error.WriteLine($"universe: the data hold no bars of {string.Join(", ", candidates.Except(present))}: left out");
        var all = BarFolder.Load(data, present);
        universe = new UniverseSchedule(settings, all);
        List<BarColumns> columns = [.. all.Select(c => c.Between(Midnight(from) ?? long.MinValue, Midnight(to) ?? long.MaxValue))];
        return columns.Any(c => c.Count > 0) ? columns : throw new RunException("universe: the data hold no bars of a candidate in the range; correct --from or --to");

        static long? Midnight(LocalDate? date) => date is { } day ? EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(day).ToInstant()) : null;
    }

    /// <summary>A dividend whose close is not told is measured by the last bar before its date.</summary>
    static BarColumns Adjusted(BarColumns bars, IReadOnlyList<CorporateAction> actions, PriceAdjustment adjustment) =>
        AdjustmentTable.Build(bars.Symbol, actions, adjustment, closeBefore: date =>
        {
            var row = bars.RowAtOrAfter(EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant()));
            return row > 0 ? bars.Close[row - 1] : null;
        }).Apply(bars);

    static string Json(BacktestResult result, double loadSeconds, RaisedAlerts? alerts)
    {
        using var process = Process.GetCurrentProcess();
        var json = JsonSerializer.SerializeToNode(new
        {
            bars = result.Bars,
            orders = new { submitted = result.Orders.Submitted, filled = result.Orders.Filled, cancelled = result.Orders.Cancelled, rejected = result.Orders.Rejected },
            executions = result.Executions,
            commission = result.Commission.ToDecimal(),
            cash = result.Cash.ToDecimal(),
            equity = new { start = result.StartEquity.ToDecimal(), end = result.EndEquity.ToDecimal() },
            loadSeconds = Math.Round(loadSeconds, 6),
            elapsedSeconds = Math.Round(result.EngineTime.TotalSeconds, 6),
            barsPerSecond = Math.Round(result.BarsPerSecond),
            peakMemoryMb = Math.Round(process.PeakWorkingSet64 / 1048576.0, 1),
            hash = result.Hash,
        }, RunSummary.JsonOptions)!.AsObject();
        if (alerts is null) return json.ToJsonString(CanonicalForm.Plain);
        json["alertCount"] = alerts.Count;
        json["alerts"] = new JsonArray([.. alerts.Rows.Select(a => (JsonNode)new JsonObject
        {
            ["time"] = InstantPattern.ExtendedIso.Format(a.Time),
            ["severity"] = a.Severity.ToString().ToLowerInvariant(),
            ["title"] = a.Title,
            ["text"] = a.Text,
        })]);
        return json.ToJsonString(CanonicalForm.Plain);
    }

    /// <summary>How many alerts, and the first ones.</summary>
    static IEnumerable<string> Lines(RaisedAlerts? alerts)
    {
        const int shown = 10;
        if (alerts is null) yield break;
        yield return string.Create(CultureInfo.InvariantCulture, $"alerts       {alerts.Count:#,0}");
        foreach (var alert in alerts.Rows.Take(shown)) yield return $"  {InstantPattern.ExtendedIso.Format(alert.Time)} {alert.Severity.ToString().ToLowerInvariant()}: {alert.Title} ({alert.Text})";
        if (alerts.Count > shown) yield return string.Create(CultureInfo.InvariantCulture, $"  and {alerts.Count - shown:#,0} more; --format json has them");
    }

    static IEnumerable<string> Lines(BacktestResult result, string dataHash)
    {
        static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        yield return Text($"bars         {result.Bars:#,0} in {result.Sessions} sessions, {result.EngineTime.TotalSeconds:0.000} s of processor time ({result.BarsPerSecond / 1e6:0.0} million a second)");
        yield return Text($"orders       {result.Orders.Submitted:#,0} submitted: {result.Orders.Filled:#,0} filled, {result.Orders.Cancelled:#,0} cancelled, {result.Orders.Rejected:#,0} rejected; {result.Executions:#,0} executions");
        yield return Text($"equity       {result.StartEquity.ToDecimal():#,0.00} to {result.EndEquity.ToDecimal():#,0.00}, cash {result.Cash.ToDecimal():#,0.00}, commission {result.Commission.ToDecimal():#,0.00}");
        yield return Text($"decisions    {result.Hash} from data {dataHash}");
    }

    /// <summary>A line that counts sessions, once a second, on a terminal only.</summary>
    sealed class SessionProgress(TextWriter error)
    {
        readonly bool isShown = !Console.IsErrorRedirected;
        long last = Stopwatch.GetTimestamp();
        bool hasLine;

        public void Report(int done, int all)
        {
            if (!isShown || Stopwatch.GetElapsedTime(last).TotalSeconds < 1) return;
            last = Stopwatch.GetTimestamp();
            hasLine = true;
            error.Write($"\rsession {done} of {all}");
        }

        public void End()
        {
            if (hasLine) error.WriteLine();
        }
    }
}
