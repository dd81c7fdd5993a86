using System.CommandLine;
using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Running;
using Bellwether.Storage;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary><c>bellwether universe</c>: which candidates a configuration trades in a session, and why.</summary>
static class UniverseCommand
{
    public static Command Create()
    {
        var config = new Option<string>("--config") { Description = "Configuration file with a universe.", HelpName = "FILE", Required = true };
        var set = ConfigurationOptions.SetOption();
        var date = OptionParsing.Date("--date", "The session to decide for, New York date: by the sessions before it. Today, or the next session, unless told.");
        var folder = new Option<string?>("--data-dir") { Description = "Folder of the store; that of the configuration unless told.", HelpName = "DIR" };
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("universe", "Say of each candidate whether it is in the universe of a session, since when, and why.") { config, set, date, folder, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var loaded = ConfigurationLoader.Load(parsed.GetRequiredValue(config), ConfigurationOptions.FromSet(parsed, set), IndicatorCalls.Check, StrategyFactory.Check);
            foreach (var problem in loaded.Errors) error.WriteLine(problem);
            if (!loaded.IsValid) return ExitCode.Failure;
            if (loaded.Configuration.Settings.Universe is not { } universe)
            {
                error.WriteLine($"{loaded.Configuration.Source}: has no \"universe\"; expected its candidates and rules, such as universe: {{ symbols: [AAPL, MSFT], rules: [price >= 5] }}");
                return ExitCode.Failure;
            }
            try
            {
                var session = parsed.GetValue(date) is { } given ? SessionOn(given) : ExchangeCalendar.NewYork.SessionAtOrAfter(SystemClock.Instance.GetCurrentInstant()).Date;
                var chosen = UniverseFactory.Of(universe, UniverseFactory.Candidates(universe));
                UniverseSessions.Play(parsed.GetValue(folder) ?? loaded.Configuration.Settings.Data.Directory, universe, chosen, session);
                var lines = new Lines(output, parsed.GetValue(format) == "json");
                lines.Header("symbol", "in", "since", "rule", "value", "reason");
                foreach (var row in chosen.Rows())
                    lines.Row([("symbol", row.Symbol), ("in", row.IsIn ? "yes" : "no"), ("since", row.Since is { } since ? LocalDatePattern.Iso.Format(since) : null), ("rule", row.Rule), ("value", double.IsNaN(row.Value) ? null : row.Value), ("reason", row.Reason)]);
                error.WriteLine(chosen.LastSession is { } last
                    ? $"universe of {session:uuuu-MM-dd}: {chosen.Count} of {chosen.Symbols.Count} candidates, by the sessions up to {last:uuuu-MM-dd}"
                    : $"universe of {session:uuuu-MM-dd}: the store holds no session of a candidate before it; see what there is with \"bellwether data coverage\"");
                return ExitCode.Success;
            }
            catch (Exception problem) when (problem is DataFileException or CalendarRangeException or RunException)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static LocalDate SessionOn(LocalDate date) => ExchangeCalendar.NewYork.SessionOn(date) is { } session
        ? session.Date
        : throw new RunException($"--date {date:uuuu-MM-dd}: is no session of the New York exchanges; the next one is {ExchangeCalendar.NewYork.NextSession(date).Date:uuuu-MM-dd}");
}
