using System.CommandLine;
using Bellwether.Configuration;
using Bellwether.Running;

namespace Bellwether.Commands;

/// <summary><c>bellwether run</c>: the main job.</summary>
static class RunCommand
{
    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "Configuration file; without it the quick start, with everything embedded.", HelpName = "FILE" };
        var set = ConfigurationOptions.SetOption();
        var headless = new Option<bool>("--headless") { Description = "No display on the terminal (the dashboard is served all the same); a synthetic run then ends with its first session." };
        var market = new Option<string?>("--market") { Description = "Market of the embedded gateway.", HelpName = "synthetic|replay" };
        OptionParsing.AcceptOnly(market, "synthetic", "replay");
        var data = new Option<string?>("--data") { Description = "Folder of SYMBOL.csv[.gz] with one-minute bars to replay.", HelpName = "DIR" };
        var date = OptionParsing.Date("--date", "First session, New York date.");
        var until = OptionParsing.Date("--until", "Last session, inclusive; the run ends at its close.");
        var symbols = OptionParsing.Symbols();
        var speed = new Option<decimal?>("--speed") { Description = "Virtual seconds per second of wall time: 60 a minute a second, 1 real time, 0 as fast as possible.", HelpName = "X" };
        var seed = new Option<long?>("--seed") { Description = "Seed of the market, the fills and the embedded predictions.", HelpName = "N" };
        var duration = OptionParsing.Duration("--duration", "End after this much wall time, in good order.");
        var port = OptionParsing.Port("--dashboard-port", "Port of the dashboard; 0 takes a free one.");
        var journal = new Option<string?>("--journal") { Description = "Folder of the journal.", HelpName = "DIR" };
        var capture = new Option<string?>("--capture") { Description = "New file for a copy of what passes between desk and gateway, without account numbers and login names.", HelpName = "FILE" };
        var arm = new Option<bool>("--arm") { Description = "Allow new risk at an external gateway; without it nothing is entered there." };
        var format = OptionParsing.Format("text", "json");
        var command = new Command("run", "Trade: through the embedded simulated gateway, or through the IB Gateway of the configuration.")
        {
            config, set, headless, market, data, date, until, symbols, speed, seed, duration, port, journal, capture, arm, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var error = parsed.InvocationConfiguration.Error;
            IEnumerable<SettingOverride> overrides =
            [
                .. OptionParsing.Override(parsed, market, "market.kind"),
                .. parsed.GetValue(market) switch
                {
                    "replay" => [SettingOverride.Remove("market.session", "--market")],
                    "synthetic" => [SettingOverride.Remove("market.data", "--market")],
                    _ => Array.Empty<SettingOverride>(),
                },
                .. OptionParsing.Override(parsed, data, "market.data"),
                .. OptionParsing.Override(parsed, date, "market.date", d => d!.Value.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                .. OptionParsing.Override(parsed, until, "market.until", d => d!.Value.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                .. OptionParsing.SymbolsOf(parsed, symbols) is { } list ? [SettingOverride.Of("symbols", list, "--symbols"), SettingOverride.Remove("universe", "--symbols")] : Array.Empty<SettingOverride>(),
                .. OptionParsing.Override(parsed, speed, "market.speed"),
                .. OptionParsing.Override(parsed, seed, "market.seed"),
                .. OptionParsing.Override(parsed, seed, "predictions.seed"),
                .. OptionParsing.Override(parsed, port, "dashboard.port"),
                .. ConfigurationOptions.FromSet(parsed, set),
            ];
            var result = ConfigurationLoader.Load(parsed.GetValue(config) ?? QuickStart, overrides, SettingsRules.CheckForRun, IndicatorCalls.Check, StrategyFactory.Check);
            foreach (var problem in result.Errors) await error.WriteLineAsync(problem.ToString());
            if (!result.IsValid) return ExitCode.Failure;
            var options = new RunOptions
            {
                Configuration = result.Configuration,
                IsHeadless = parsed.GetValue(headless),
                Until = parsed.GetValue(until),
                Journal = parsed.GetValue(journal),
                Capture = parsed.GetValue(capture),
                IsArmed = parsed.GetValue(arm),
                Duration = parsed.GetValue(duration),
                IsJson = parsed.GetValue(format) == "json",
            };
            try
            {
                var summary = await RunSession.RunAsync(options, error, cancellation);
                if (options.IsJson) await parsed.InvocationConfiguration.Output.WriteLineAsync(summary.ToJson());
                else foreach (var line in summary.ToLines()) await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
                return ExitCode.Success;
            }
            catch (RunException problem)
            {
                await error.WriteLineAsync(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    /// <summary>The quick start lies beside the program, so that it is found from any working directory.</summary>
    static string QuickStart => Path.Combine(AppContext.BaseDirectory, "quickstart.yaml");
}
