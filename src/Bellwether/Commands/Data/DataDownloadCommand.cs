using System.CommandLine;
using System.Globalization;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Running;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Commands;

/// <summary><c>bellwether data download</c>: the broker's history into the store.</summary>
static class DataDownloadCommand
{
    static readonly string[] Columns = ["symbol", "bar", "session", "status", "requests", "answered", "added", "unchanged", "revised", "empty_sessions", "problem"];

    public static Command Create()
    {
        var symbols = OptionParsing.Symbols();
        var file = new Option<string?>("--symbols-file") { Description = "File with a ticker a line; what follows # is a remark.", HelpName = "FILE" };
        var from = TimePoint.Option("--from", "Bars that open at or after this time.");
        var to = TimePoint.Option("--to", "Bars that open before this time; without it up to now.");
        from.Required = true;
        var bar = DataBarsCommand.BarOption();
        bar.Description = "Kind of bar. What the broker counts otherwise than we do is downloaded as the longest bars of which \"data bars\" makes it: 1h as 30m, 20m as 10m, 1w and 1mo as 1d.";
        bar.HelpName = "5s|1m|5m|1h|1d|1w|…";
        bar.DefaultValueFactory = _ => BarSpec.OneMinute;
        var session = new Option<string>("--session") { Description = "Regular trading hours, or 04:00 to 20:00 New York time (to 17:00 on half days).", HelpName = "rth|all", DefaultValueFactory = _ => "rth" };
        OptionParsing.AcceptOnly(session, "rth", "all");
        var again = new Option<bool>("--again") { Description = "Ask also for what is held, to find what the broker has changed since; what is held stays, changes are kept beside it." };
        var gateway = new GatewayChoice();
        var folder = DataCommand.Folder();
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("download", "Bring past bars from Interactive Brokers into the store, within its limits. What is held is not asked again; a second call goes on where the first one ended.")
        {
            symbols, file, from, to, bar, session, again,
        };
        gateway.AddTo(command);
        command.Add(folder);
        command.Add(format);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var hours = parsed.GetValue(session) == "all" ? SessionHours.Extended : SessionHours.Regular;
            var (first, end) = (parsed.GetValue(from)!.Value, parsed.GetValue(to) ?? SystemClock.Instance.GetCurrentInstant());
            var size = default(HistoryBarSize);
            var mistake = gateway.Contradiction(parsed)
                ?? (first >= end ? $"--from {first} is not before --to {end}: the range is empty; give the earlier time first" : null)
                ?? (HistoryBarSize.TryFind(parsed.GetValue(bar), hours, out size, out var problem) ? null : "--bar: " + problem);
            if (mistake is not null)
            {
                await error.WriteLineAsync(mistake);
                return ExitCode.Usage;
            }
            try
            {
                var wanted = SymbolList.Of(OptionParsing.SymbolsOf(parsed, symbols), parsed.GetValue(file));
                if (wanted.Count == 0)
                {
                    await error.WriteLineAsync("--symbols: expected the tickers to download, such as --symbols IBM,SPY, or a file of them with --symbols-file");
                    return ExitCode.Usage;
                }
                using var store = BarStore.OpenForWriting(parsed.GetValue(folder)!);
                await using var connection = await gateway.ConnectAsync(parsed, wanted, end, cancellation);
                var display = new DownloadDisplay(error, !Console.IsErrorRedirected, TimeProvider.System);
                var range = new TimeRange(EngineTime.From(first), EngineTime.From(end));
                if (size!.Bar != parsed.GetValue(bar))
                {
                    await error.WriteLineAsync($"{parsed.GetValue(bar)} bars are made of {size.Bar} bars, which are downloaded, of whole sessions{(size.Bar == BarSpec.Daily ? ", weeks or months" : "")}; \"data bars --bar {parsed.GetValue(bar)}\" prints them");
                    range = RangeQueries.WholeSessions(new BarQuery(range.From, range.To, parsed.GetValue(bar), hours));
                }
                var request = new DownloadRequest(wanted, range, size, hours, parsed.GetValue(again));
                var results = await new HistoryDownload(store, connection.History, TimeProvider.System).RunAsync(request, display.Show, cancellation);
                display.End();
                foreach (var trouble in results.SelectMany(r => r.Notes.Concat(r.Problems))) await error.WriteLineAsync(trouble);
                if (cancellation.IsCancellationRequested) await error.WriteLineAsync("ended early; what was answered is in the store, and the same call goes on from there");
                if (results.Count > 1) await error.WriteLineAsync(Summary(results));
                var lines = new Lines(output, parsed.GetValue(format) == "json");
                lines.Header(Columns);
                foreach (var result in results) lines.Row(Row(result, request));
                return results.All(r => r.IsComplete) ? ExitCode.Success : ExitCode.Failure;
            }
            catch (Exception trouble) when (trouble is DataFileException or CalendarRangeException or RunException or HistoryException)
            {
                await error.WriteLineAsync(trouble.Message);
                return ExitCode.Failure;
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("ended before anything was asked");
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static string Summary(IReadOnlyList<SymbolDownload> results)
    {
        var complete = results.Count(r => r.IsComplete);
        var rest = string.Join(", ", results.Where(r => !r.IsComplete).Take(10).Select(r => r.Symbol)) + (results.Count - complete > 10 ? ", …" : "");
        return string.Create(CultureInfo.InvariantCulture, $"{results.Count} symbols: {complete} complete, {results.Count - complete} not{(rest.Length > 0 ? $" ({rest})" : "")}; {results.Sum(r => r.Added):N0} bars added");
    }

    static IReadOnlyList<(string, object?)> Row(SymbolDownload result, DownloadRequest request) =>
    [
        ("symbol", result.Symbol), ("bar", request.Size.Bar), ("session", request.Hours == SessionHours.Extended ? "all" : "rth"),
        ("status", result.IsComplete ? "complete" : result.Answered > 0 ? "partial" : "failed"), ("requests", result.Requests), ("answered", result.Answered), ("added", result.Added),
        ("unchanged", result.Unchanged), ("revised", result.Revised), ("empty_sessions", result.EmptySessions), ("problem", string.Join("; ", result.Problems)),
    ];
}
