using System.CommandLine;
using System.Net;
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
    static readonly string[] DefaultSymbols = ["AAPL", "MSFT", "NVDA", "AMZN", "GOOGL", "META", "TSLA", "JPM", "XOM", "KO", "SPY", "QQQ"];

    public static Command Create()
    {
        var host = new Option<string>("--host") { Description = "Address to listen on; there is no login on this port, so keep it on this machine.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = OptionParsing.Port("--port", "Port to listen on (4002 unless told); 0 takes a free one.");
        var symbols = OptionParsing.Symbols();
        var market = new Option<string>("--market") { Description = "What it plays.", HelpName = "synthetic|replay", DefaultValueFactory = _ => "synthetic" };
        OptionParsing.AcceptOnly(market, "synthetic", "replay");
        var data = new Option<string?>("--data") { Description = "Folder of SYMBOL.csv[.gz] with one-minute bars to replay.", HelpName = "DIR" };
        var date = OptionParsing.Date("--date", "First session, New York date; a replay without it starts with the first that the data covers.");
        var speed = new Option<double>("--speed") { Description = "Virtual seconds per second of wall time, above 0.", HelpName = "X", DefaultValueFactory = _ => 1 };
        speed.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var value) && value is not (> 0 and <= 100_000))
                result.AddError($"--speed {result.Tokens[0].Value}: expected above 0, up to 100000 (as fast as possible needs a client that sets the pace, as in \"bellwether run --speed 0\")");
        });
        var seed = new Option<long>("--seed") { Description = "Seed of the market and of the fills.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("gateway", "Run the simulated IB Gateway alone: any client of the TWS protocol may connect and trade.") { host, port, symbols, market, data, date, speed, seed };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (!IPAddress.TryParse(parsed.GetValue(host) == "localhost" ? "127.0.0.1" : parsed.GetValue(host), out var address))
            {
                await error.WriteLineAsync($"--host \"{parsed.GetValue(host)}\": expected an IP address of this machine, such as 127.0.0.1");
                return ExitCode.Usage;
            }
            var replays = parsed.GetValue(market) == "replay";
            if (replays && parsed.GetValue(data) is null)
            {
                await error.WriteLineAsync("--market replay: expected --data DIR with it");
                return ExitCode.Usage;
            }
            try
            {
                var options = new GatewayOptions { Host = address, Port = parsed.GetValue(port) ?? 4002, LockstepClients = 0, Speed = parsed.GetValue(speed), Seed = (ulong)parsed.GetValue(seed) };
                IMarket played = replays
                    ? VenueFactory.Replay(parsed.GetValue(data)!, OptionParsing.SymbolsOf(parsed, symbols), parsed.GetValue(date))
                    : VenueFactory.Synthetic(InstrumentTable.UsEquities(OptionParsing.SymbolsOf(parsed, symbols) ?? DefaultSymbols), (ulong)parsed.GetValue(seed), parsed.GetValue(date) ?? new LocalDate(2025, 3, 3));
                await using var server = GatewayServer.Listen(new GatewayCore(played, options), options);
                await output.WriteLineAsync($"listening on {server.Endpoint}");
                await output.FlushAsync(CancellationToken.None);
                await server.RunAsync(cancellation);
                await error.WriteLineAsync("stopped");
                return ExitCode.Success;
            }
            catch (Exception problem) when (problem is GatewayHostException or DataFileException or RunException)
            {
                await error.WriteLineAsync(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }
}
