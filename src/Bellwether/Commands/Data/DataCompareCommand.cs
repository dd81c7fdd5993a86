using System.CommandLine;
using System.Globalization;
using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Running;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Commands;

/// <summary><c>bellwether data compare</c>: minutes that were built here against the broker's own history.</summary>
static class DataCompareCommand
{
    public static Command Create()
    {
        var symbols = OptionParsing.Symbols();
        symbols.Required = true;
        var date = OptionParsing.Date("--date", "The session to compare, New York date.");
        var from = OptionParsing.Date("--from", "The first of several sessions.");
        var to = OptionParsing.Date("--to", "The last of several sessions, inclusive.");
        var source = new Option<string>("--source") { Description = "Which of the store's bars are in question.", HelpName = "live|backfilled|imported|revised", DefaultValueFactory = _ => "live" };
        OptionParsing.AcceptOnly(source, "live", "backfilled", "imported", "revised");
        var points = Number("--tolerance-bp", "Price difference that is tolerated, in hundredths of a percent.", 1);
        var percent = Number("--tolerance-volume", "Difference of a minute's volume that is tolerated, in percent.", 1);
        var trades = Number("--tolerance-trades", "Difference of a minute's number of trades that is tolerated, in percent.", null);
        var details = new Option<bool>("--details") { Description = "A line a minute that differs, with the values of both, in place of a line a session." };
        var gateway = new GatewayChoice();
        var folder = DataCommand.Folder();
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("compare", "Compare minutes that were built here with what the broker's history says of them: missing, extra, different, and by how much. Changes nothing.")
        {
            symbols, date, from, to, source, points, percent, trades, details,
        };
        gateway.AddTo(command);
        command.Add(folder);
        command.Add(format);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (first, last) = (parsed.GetValue(date) ?? parsed.GetValue(from), parsed.GetValue(date) ?? parsed.GetValue(to) ?? parsed.GetValue(from));
            if ((gateway.Contradiction(parsed) ?? Mistake(parsed.GetValue(date), first, last, parsed.GetValue(from) ?? parsed.GetValue(to))) is { } mistake)
            {
                await error.WriteLineAsync(mistake);
                return ExitCode.Usage;
            }
            try
            {
                using var store = BarStore.Open(parsed.GetValue(folder)!);
                var wanted = SymbolList.Of(parsed.GetValue(symbols), null);
                var until = ExchangeCalendar.NewYork.Zone.AtStartOfDay(last!.Value.PlusDays(1)).ToInstant();
                await using var connection = await gateway.ConnectAsync(parsed, wanted, until, cancellation);
                var results = await new HistoryComparison(store, connection.History).RunAsync(wanted, first!.Value, last.Value, Source(parsed.GetValue(source)!), cancellation);
                foreach (var problem in results.SelectMany(r => r.Problems)) await error.WriteLineAsync(problem);
                var report = new DriftLines(new DriftTolerance(parsed.GetValue(points), parsed.GetValue(percent), parsed.GetValue(trades)));
                var lines = new Lines(output, parsed.GetValue(format) == "json");
                lines.Header(parsed.GetValue(details) ? DriftLines.DetailColumns : DriftLines.Columns);
                foreach (var row in parsed.GetValue(details) ? report.Details(results) : report.Sessions(results)) lines.Row(row);
                return report.AreAllWithin(results) ? ExitCode.Success : ExitCode.Failure;
            }
            catch (Exception trouble) when (trouble is DataFileException or CalendarRangeException or RunException or HistoryException)
            {
                await error.WriteLineAsync(trouble.Message);
                return ExitCode.Failure;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await error.WriteLineAsync("ended before everything was compared");
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static string? Mistake(LocalDate? date, LocalDate? first, LocalDate? last, LocalDate? range) => (date, first, last) switch
    {
        (not null, _, _) when range is not null => "--date names one session, --from and --to several; give one or the other",
        (_, null, _) => "--date: expected the session to compare, such as --date 2024-12-02, or several with --from and --to",
        _ when last < first => $"--from {first:uuuu-MM-dd} is after --to {last:uuuu-MM-dd}; give the earlier date first",
        _ => null,
    };

    static BarSource Source(string name) => Enum.GetValues<BarSource>().First(s => BarStore.NameOf(s) == name);

    /// <param name="usual">What is tolerated unless told; null = anything.</param>
    static Option<double> Number(string name, string description, double? usual)
    {
        var option = new Option<double>(name) { Description = string.Create(CultureInfo.InvariantCulture, $"{description} Default: {usual?.ToString(CultureInfo.InvariantCulture) ?? "any"}."), HelpName = "X", DefaultValueFactory = _ => usual ?? double.PositiveInfinity };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= 0))
                result.AddError($"{name} \"{text}\": expected a number from 0, such as 0.5");
        });
        return option;
    }
}
