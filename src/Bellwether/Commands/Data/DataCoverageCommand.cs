using System.CommandLine;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Commands;

/// <summary><c>bellwether data coverage</c>: what the store holds of the sessions of the calendar, and whether its files are sound.</summary>
static class DataCoverageCommand
{
    public static Command Create()
    {
        var folder = DataCommand.Folder();
        var symbols = OptionParsing.Symbols();
        var from = TimePoint.Option("--from", "Sessions at or after this time; from the first bar held unless told.");
        var to = TimePoint.Option("--to", "Sessions before this time; to the last bar held unless told.");
        var session = new Option<string?>("--session") { Description = "Regular trading hours or 04:00 to 20:00 New York time; \"source\" prints both unless told, the others rth.", HelpName = "rth|all" };
        OptionParsing.AcceptOnly(session, "rth", "all");
        var by = new Option<string>("--by") { Description = "A line a source, a session, or a gap.", HelpName = "source|session|gap", DefaultValueFactory = _ => "source" };
        OptionParsing.AcceptOnly(by, "source", "session", "gap");
        var verify = new Option<bool>("--verify") { Description = "Read every byte instead, of bars, trades, quotes and corporate actions: checksums, row counts and order of each file. Exit code 1 when one is damaged." };
        var disagreements = new Option<bool>("--disagreements") { Description = "Print bars of which two sources tell different things instead." };
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("coverage", "What the store holds against the exchange calendar; in JSON an object a line.") { folder, symbols, from, to, session, by, verify, disagreements, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (first, end) = (parsed.GetValue(from), parsed.GetValue(to));
            if (TimePoint.Mistake(first, end) is { } mistake)
            {
                error.WriteLine(mistake.Text);
                return mistake.ExitCode;
            }
            if (parsed.GetValue(verify) && parsed.GetValue(disagreements))
            {
                error.WriteLine("--verify and --disagreements print different things; give one of them");
                return ExitCode.Usage;
            }
            try
            {
                using var store = BarStore.Open(parsed.GetValue(folder)!);
                var lines = new Lines(output, parsed.GetValue(format) == "json");
                var wanted = OptionParsing.SymbolsOf(parsed, symbols);
                if (parsed.GetValue(verify)) return Verify(store, wanted, lines, error);
                var held = Held(store, wanted).ToList();
                if (held.Count == 0) error.WriteLine($"{store.Folder}: holds no bars{(wanted is null ? "" : " of " + string.Join(", ", wanted))}; \"bellwether data import\" takes them from files");
                var range = new CoverageRange(first is { } f ? EngineTime.From(f) : null, end is { } e ? EngineTime.From(e) : null);
                IEnumerable<SessionHours> hours = parsed.GetValue(session) switch
                {
                    "rth" => [SessionHours.Regular],
                    "all" => [SessionHours.Extended],
                    _ => parsed.GetValue(by) == "source" ? [SessionHours.Regular, SessionHours.Extended] : [SessionHours.Regular],
                };
                var report = new CoverageReport(store, range, [.. hours]);
                var rows = parsed.GetValue(disagreements) ? report.Disagreements(held)
                    : parsed.GetValue(by) switch { "session" => report.Sessions(held), "gap" => report.Gaps(held), _ => report.Sources(held) };
                lines.Header(parsed.GetValue(disagreements) ? CoverageReport.DisagreementColumns
                    : parsed.GetValue(by) switch { "session" => CoverageReport.SessionColumns, "gap" => CoverageReport.GapColumns, _ => CoverageReport.SourceColumns });
                foreach (var row in rows) lines.Row(row);
                return ExitCode.Success;
            }
            catch (Exception problem) when (problem is DataFileException or CalendarRangeException)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static int Verify(BarStore store, string[]? symbols, Lines lines, TextWriter error)
    {
        lines.Header("file", "rows", "state", "problem");
        var (count, bad) = (0, 0);
        foreach (var file in store.Examine(symbols))
        {
            count++;
            if (file.Problem is not null) bad++;
            lines.Row([("file", Path.GetRelativePath(store.Folder, file.Path)), ("rows", file.Rows), ("state", file.Problem is null ? "sound" : "damaged"), ("problem", file.Problem)]);
        }
        error.WriteLine(count == 0 ? $"{store.Folder}: holds no files{(symbols is null ? "" : " of " + string.Join(", ", symbols))}" : $"{count} files, {bad} of them damaged");
        return bad > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    static IEnumerable<(string Symbol, BarSpec Bar)> Held(BarStore store, string[]? wanted) => store.Kinds()
        .SelectMany(bar => store.Symbols(bar).Where(s => wanted is null || wanted.Contains(s)).Select(s => (s, bar)))
        .OrderBy(h => h.s, StringComparer.Ordinal).ThenBy(h => (h.bar.Kind, h.bar.Size));
}
