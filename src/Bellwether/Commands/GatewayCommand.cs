using System.CommandLine;
using System.Net;
using Bellwether.Commands.Control;
using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Running;
using Bellwether.Simulation;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Commands;

/// <summary><c>bellwether gateway</c>: the simulated gateway alone, for any client of the TWS protocol.</summary>
static class GatewayCommand
{
    static readonly LocalDate DefaultDate = new(2025, 3, 3);

    public static Command Create()
    {
        var host = new Option<string>("--host") { Description = "Address to listen on; there is no login on this port, so keep it on this machine.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = OptionParsing.Port("--port", "Port to listen on (4002 unless told); 0 takes a free one.");
        var accounts = Accounts();
        var version = new Option<int?>("--server-version") { Description = "Highest protocol version to agree on; without it the client's highest, at most 200.", HelpName = $"{GatewayOptions.LowestServerVersion}-200" };
        version.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var value) && value is < GatewayOptions.LowestServerVersion or > 200)
                result.AddError($"--server-version {value}: expected {GatewayOptions.LowestServerVersion} to 200 (newer versions speak a binary form that is not served)");
        });
        var symbols = OptionParsing.Symbols();
        symbols.Description = $"Tickers that trade, separated by commas; without it {MostTraded.Symbols.Count} large stocks and funds.";
        var market = new Option<string>("--market")
        {
            Description = "What it plays: a market made up from a seed, session after session; recorded bars; or one made up that is open at any hour.",
            HelpName = "synthetic|replay|live-like", DefaultValueFactory = _ => "synthetic",
        };
        OptionParsing.AcceptOnly(market, "synthetic", "replay", "live-like");
        var data = new Option<string?>("--data") { Description = "Folder of SYMBOL.csv[.gz] with one-minute bars to replay.", HelpName = "DIR" };
        var date = OptionParsing.Date("--date", "First session, New York date; a replay without it starts with the first that the data covers.");
        var clock = new Option<string?>("--clock") { Description = "Whose time it keeps: that of the wall, as --market live-like does unless told, or its own, which begins at --date.", HelpName = "real|simulated" };
        OptionParsing.AcceptOnly(clock, "real", "simulated");
        var extended = new Option<bool>("--extended-hours") { Description = "A synthetic market has thin quotes from 04:00 to 20:00 New York time, for orders outside regular hours." };
        var speed = new Option<double>("--speed") { Description = "Virtual seconds per second of wall time, above 0.", HelpName = "X", DefaultValueFactory = _ => 1 };
        speed.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var value) && value is not (> 0 and <= 100_000))
                result.AddError($"--speed {result.Tokens[0].Value}: expected above 0, up to 100000 (as fast as possible needs a client that sets the pace, as in \"bellwether run --speed 0\")");
        });
        var seed = new Option<long>("--seed") { Description = "Seed of the market and of the fills.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var faults = new Option<string?>("--faults") { Description = "Script of what goes wrong; see docs/faults.md.", HelpName = "FILE" };
        var state = new Option<string?>("--state") { Description = "File in which orders, executions, cash and positions outlive the process.", HelpName = "FILE" };
        var controlPort = OptionParsing.Port("--control-port", "Port, on this machine only, of the HTTP API that looks at connections and adds, fires and removes faults while the gateway runs; 0 takes a free one, without it there is none.");
        var command = new Command("gateway", "Run the simulated IB Gateway alone: any client of the TWS protocol may connect and trade.")
        {
            host, port, accounts, version, symbols, market, data, date, extended, clock, speed, seed, faults, controlPort, state,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (!IPAddress.TryParse(parsed.GetValue(host) == "localhost" ? "127.0.0.1" : parsed.GetValue(host), out var address))
            {
                await error.WriteLineAsync($"--host \"{parsed.GetValue(host)}\": expected an IP address of this machine, such as 127.0.0.1");
                return ExitCode.Usage;
            }
            var kind = parsed.GetValue(market)!;
            var followsWall = (parsed.GetValue(clock) ?? (kind == "live-like" ? "real" : "simulated")) == "real";
            if (Contradiction(kind, parsed.GetValue(data), followsWall, parsed.GetValue(speed), parsed.GetValue(date), parsed.GetValue(extended)) is { } contradiction)
            {
                await error.WriteLineAsync(contradiction);
                return ExitCode.Usage;
            }
            try
            {
                var options = new GatewayOptions
                {
                    Host = address, Port = parsed.GetValue(port) ?? 4002, LockstepClients = 0, Speed = parsed.GetValue(speed), Seed = (ulong)parsed.GetValue(seed),
                    Accounts = parsed.GetValue(accounts) is { Length: > 0 } numbers ? numbers : ["DU1234567"], MaxServerVersion = parsed.GetValue(version) ?? 200, EnforcesPacing = true, UsualDuplicates = true,
                    FollowsWallClock = followsWall, TakesFaults = parsed.GetValue(controlPort) is not null,
                };
                var script = parsed.GetValue(faults) is { } scriptFile ? FaultScript.LoadSettings(scriptFile) : new FaultScriptSettings();
                var core = new GatewayCore(Market(kind, parsed.GetValue(data), OptionParsing.SymbolsOf(parsed, symbols), parsed.GetValue(date), followsWall, options.Seed, parsed.GetValue(extended)), options, script.Plan());
                await using var server = GatewayServer.Listen(core, options);
                // Not before the port is ours: the books may be those of a gateway that runs there.
                using var books = parsed.GetValue(state) is { } file ? GatewayStateFile.Open(file, core) : null;
                if (books is not null) server.Keep(books);
                await using var control = parsed.GetValue(controlPort) is { } chosen ? await GatewayControl.StartAsync(server, script.Faults, chosen) : null;
                await output.WriteLineAsync($"listening on {server.Endpoint}");
                if (control is not null) await output.WriteLineAsync($"control API at {control.Address}");
                await output.FlushAsync(CancellationToken.None);
                await server.RunAsync(cancellation);
                await error.WriteLineAsync("stopped");
                return ExitCode.Success;
            }
            catch (Exception problem) when (problem is GatewayHostException or GatewayStateException or FaultScriptException or DataFileException or RunException)
            {
                await error.WriteLineAsync(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static IMarket Market(string kind, string? data, string[]? symbols, LocalDate? date, bool followsWall, ulong seed, bool extendedHours) => kind switch
    {
        "replay" => VenueFactory.Replay(data!, symbols, date),
        "live-like" => new LiveLikeMarket(InstrumentTable.UsEquities(symbols ?? MostTraded.Symbols), followsWall ? SystemClock.Instance.GetCurrentInstant() : OpeningOf(date ?? DefaultDate),
            new LiveLikeMarketOptions { Prices = new SyntheticMarketOptions { Seed = seed } }),
        _ => VenueFactory.Synthetic(InstrumentTable.UsEquities(symbols ?? MostTraded.Symbols), seed, date ?? DefaultDate, extendedHours),
    };

    static Instant OpeningOf(LocalDate date) => date.At(new LocalTime(9, 30)).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant();

    /// <summary>Options that do not go together, and what would; null when all is well.</summary>
    static string? Contradiction(string kind, string? data, bool followsWall, double speed, LocalDate? date, bool extendedHours) => kind switch
    {
        "replay" when data is null => "--market replay: expected --data DIR with it",
        not "synthetic" when extendedHours => $"--extended-hours: it is for --market synthetic; {(kind == "replay" ? "a replay has the hours of its data" : "a live-like market is always open")}",
        not "live-like" when followsWall => $"--clock real: --market {kind} has sessions of its own time; take --market live-like, which is open at any hour, or leave the clock simulated",
        "live-like" when followsWall && speed != 1 => $"--speed {speed.ToString(System.Globalization.CultureInfo.InvariantCulture)}: the wall's time runs at speed 1; for another speed give --clock simulated",
        "live-like" when followsWall && date is not null => "--date: the wall's time is now; to begin on another date give --clock simulated",
        _ => null,
    };

    static Option<string[]?> Accounts() => new("--accounts")
    {
        Description = "Account numbers, separated by commas; paper accounts begin with DU (DU1234567 unless told).",
        HelpName = "DU1234567,…",
        CustomParser = result =>
        {
            var numbers = result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
            foreach (var number in numbers.Where(n => n.Length is < 5 or > 12 || !n.All(char.IsAsciiLetterOrDigit))) result.AddError($"--accounts \"{number}\": expected an account number such as DU1234567");
            foreach (var twice in numbers.GroupBy(n => n).Where(g => g.Count() > 1)) result.AddError($"--accounts: {twice.Key} is given twice");
            if (numbers.Length == 0) result.AddError("--accounts: expected at least one account number, such as DU1234567");
            return numbers;
        },
    };
}
