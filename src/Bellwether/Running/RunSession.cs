using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;
using Bellwether.Predictions;
using Bellwether.Predictions.Service;
using Bellwether.Simulation;
using Bellwether.Storage;
using Bellwether.Web;
using NodaTime;

namespace Bellwether.Running;

/// <summary>One run from its configuration to its summary: puts the parts together, lets them run, and takes them apart in order.</summary>
static class RunSession
{
    /// <param name="options">What to run.</param>
    /// <param name="error">Messages for a person.</param>
    /// <param name="stop">Asks for a clean end.</param>
    /// <exception cref="RunException">The run cannot start or go on.</exception>
    public static async Task<RunSummary> RunAsync(RunOptions options, TextWriter error, CancellationToken stop)
    {
        var settings = options.Configuration.Settings;
        var isExternal = settings.Gateway.Mode == GatewayMode.External;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            if (settings.Universe is { } among) settings = settings with { Symbols = UniverseFactory.Candidates(among) };
            var instruments = InstrumentTable.UsEquities(settings.Symbols);
            var market = isExternal ? null : Market(settings, instruments);
            var until = Until(options, settings);
            var earlier = RunJournal.Earlier(options);
            var nonce = !isExternal ? RunJournal.NonceOf(settings.Market.Seed) : earlier?.Header.Nonce ?? RunJournal.NewNonce();

            using var journal = RunJournal.Open(options, instruments, nonce);
            var feed = new DeskFeed();
            Action<string> log = error.WriteLine;
            await using var recorder = settings.Data.Record ? new SessionRecorder(settings.Data.Directory, instruments, settings.Data.SaveEvery, text => log(text)) : null;
            await using var dashboard = settings.Dashboard.Enabled
                ? await DashboardServer.StartAsync(new DashboardOptions { Host = settings.Dashboard.Host, Port = settings.Dashboard.Port, DataFolder = settings.Data.Directory, Live = recorder }, feed, CancellationToken.None)
                : null;
            await using var service = settings.Predictions.Mode == PredictionMode.Embedded
                ? await PredictionServer.StartAsync(new PredictionServerOptions { Seed = (ulong)settings.Predictions.Seed }, CancellationToken.None)
                : null;
            await using var gateway = market is null ? null : EmbeddedGateway.Start(market, settings);

            var strategy = StrategyFactory.Strategy(settings, instruments);
            await using var webhook = settings.Alerts.Webhook is { } address
                ? new AlertWebhook(new Uri(address), WebhookHeader.Of(settings.Alerts, Environment.GetEnvironmentVariable), settings.Alerts.Least, options.Configuration.ShortHash, text => log(text))
                : null;
            var engine = new TradingEngine<FileJournal>(new EngineOptions
            {
                Instruments = instruments,
                Strategy = strategy,
                Sizing = StrategyFactory.Sizing(settings.Risk),
                Limits = StrategyFactory.Limits(settings.Risk),
                Predictions = new PredictionBook(instruments.Count, Math.Max(1, settings.Predictions.Models.Count), new PredictionLimits(settings.Predictions.MaxAge)),
                StartCash = Money.FromDecimal(settings.Account.Cash),
                Armed = !isExternal || options.IsArmed,
                StartsReconciled = false,
                Alerts = StrategyFactory.Alerts(settings, strategy.Indicators),
                AlertSink = webhook,
                RevisesBars = settings.Data.Late == MarketData.LatePolicy.Amend,
            }, new FileJournal(journal));
            strategy.Indicators.KeepSessions();
            // Another run in the simulation begins anew, with a journal of its own.
            await using var memory = isExternal ? new MemoryKeeper(journal.Folder, RunMemory.About(settings), text => log(text)) : null;
            var warmUp = WarmUpHistory.For(strategy.Indicators.Series, FirstDay(settings, isExternal));
            var desk = new TradingDesk<FileJournal>(engine, new DeskOptions(
                new BrokerOptions(settings.Gateway.Account, AllowsLiveAccount: false, nonce, isExternal ? settings.Gateway.ClientId : 1, warmUp.Duration)
                {
                    RealTimeBarsPerTenMinutes = isExternal ? 60 : null,
                    MarketDataLines = isExternal ? settings.Gateway.DataLines : 1_000,
                    AlternativePorts = settings.Gateway.Ports,
                    Staleness = new MarketData.StalenessLimits((long)settings.Data.Staleness.Liquid.TotalNanoseconds, (long)settings.Data.Staleness.Thin.TotalNanoseconds),
                    Blackout = isExternal && settings.Gateway.DailyRestart is { } restart ? new BlackoutCalendar(restart, DateTimeZoneProviders.Tzdb["America/New_York"]) : null,
                },
                settings.Predictions.Mode == PredictionMode.None ? 0 : (long)settings.Predictions.Every.TotalNanoseconds,
                (long)(settings.Data.BarGrace ?? (isExternal ? Duration.FromSeconds(2) : Duration.Zero)).TotalNanoseconds, recorder, settings.Data.Late,
                isExternal ? new StoredActions(settings.Data.Directory, instruments) : null)
                {
                    Universe = settings.Universe is { } chosen
                        ? new StoreUniverse(chosen, instruments, settings.Data.Directory, () => recorder?.Flush(), isExternal, text => log(text))
                        : null,
                    About = memory?.About ?? "",
                    KeepMemory = memory is null ? null : memory.Keep,
                    // Minutes that the recorder of the run before had not written are told once more.
                    Overlap = recorder is null ? 0 : (long)settings.Data.SaveEvery.TotalNanoseconds + EngineTime.Minute,
                }, journal.Flush);
            string? remembered = null;
            if (earlier is not null)
            {
                remembered = RunMemory.TakeUp(desk, journal.Folder, SystemClock.Instance.GetCurrentInstant());
                desk.Recover(earlier);
                // What alerts said since it was kept is known from the journal, whose next segment does not say it again.
                memory?.Keep(desk.Memory());
            }

            using var source = Predictions(settings, service?.Address, instruments);
            using var display = RunDisplay.Start(options, feed, error, dashboard?.Url, journal.Folder);
            log = display.Log;
            using var capture = options.Capture is { } file
                ? WireCapture.Create(file, problem => display.Log($"the capture ended: {problem.Message}"))
                : null;
            var driverOptions = new DriverOptions
            {
                Host = isExternal ? settings.Gateway.Host : "127.0.0.1",
                Port = gateway?.Port ?? settings.Gateway.Port,
                ClientId = isExternal ? settings.Gateway.ClientId : 1,
                Mode = isExternal ? AccountMode.Paper : AccountMode.Simulated,
                ConfigurationHash = options.Configuration.ShortHash,
                Until = until,
                PredictionDeadline = settings.Predictions.Deadline.ToTimeSpan(),
                Capture = capture,
                Log = display.Log,
            };
            foreach (var told in (string?[])[remembered, warmUp.Shortfall])
                if (told is not null) display.Log(told);
            if (isExternal && !options.IsArmed) display.Log("disarmed: nothing is bought or sold short; give --arm to allow it");
            if (options.Duration is { } duration) ending.CancelAfter(duration);
            var end = isExternal
                ? await new RealTimeDriver<FileJournal>(desk, driverOptions, source, feed, SystemClock.Instance).RunAsync(ending.Token)
                : await new LockstepDriver<FileJournal>(desk, driverOptions, source, feed).RunAsync(ending.Token);
            log = error.WriteLine;
            journal.Flush();
            if (LateData.Sentence(desk.BarCounters, engine.Revisions) is { } late) log(late);
            memory?.Keep(desk.Memory());
            return RunSummary.Of(engine, end, desk.StartedAt, settings.Market.Seed, journal.Folder);
        }
        catch (Exception problem) when (problem is DeskException or DataFileException or JournalInUseException or DashboardException or PredictionServerException or GatewayHostException or IOException or UnauthorizedAccessException)
        {
            throw new RunException(problem.Message);
        }
    }

    /// <summary>The day in New York on which the run begins.</summary>
    static LocalDate FirstDay(Settings settings, bool isExternal) =>
        isExternal ? ExchangeCalendar.NewYork.DateOf(SystemClock.Instance.GetCurrentInstant()) : settings.Market.FirstSession()!.Value;

    static IMarket Market(Settings settings, InstrumentTable instruments) => settings.Market.Kind == MarketKind.Synthetic
        ? VenueFactory.Synthetic(instruments, (ulong)settings.Market.Seed, settings.Market.FirstSession()!.Value)
        : VenueFactory.Replay(settings.Market.Data!, settings.Symbols, settings.Market.Date!.Value);

    /// <summary>
    /// A service of the configuration has its deadline in wall time, in lockstep too: a clock that waited longer would stand still at every question. The
    /// embedded one is only slow when this machine is, and that must not change a decision.
    /// </summary>
    static HttpPredictionSource? Predictions(Settings settings, Uri? embedded, InstrumentTable instruments) => settings.Predictions.Mode == PredictionMode.None
        ? null
        : new HttpPredictionSource(embedded ?? new Uri(settings.Predictions.Url), instruments, settings.Predictions.Models,
            embedded is null || settings.Gateway.Mode == GatewayMode.External ? settings.Predictions.Deadline.ToTimeSpan() : TimeSpan.FromSeconds(20));

    /// <summary>
    /// The close at which the run ends: of <c>until</c>, or of the first session for a replay and a headless synthetic run; null for a run that goes on
    /// until it is stopped.
    /// </summary>
    static Instant? Until(RunOptions options, Settings settings)
    {
        if (settings.Gateway.Mode == GatewayMode.External)
            return options.Until is { } day ? LastSession(day, day).Close : null;
        var isReplay = settings.Market.Kind == MarketKind.Replay;
        var first = settings.Market.FirstSession()!.Value;
        var until = options.Until ?? settings.Market.Until;
        if (until is null && !isReplay && !options.IsHeadless) return null;
        return LastSession(first, until ?? first).Close;
    }

    /// <summary>The last session on or before a date.</summary>
    static TradingSession LastSession(LocalDate first, LocalDate until)
    {
        if (until < first) throw new RunException($"until {until:uuuu-MM-dd}: expected a date from {first:uuuu-MM-dd}, the first session, on");
        var session = ExchangeCalendar.NewYork.SessionOn(until) ?? ExchangeCalendar.NewYork.PreviousSession(until);
        return session.Date >= first ? session : throw new RunException($"until {until:uuuu-MM-dd}: there is no session from {first:uuuu-MM-dd} to it");
    }
}
