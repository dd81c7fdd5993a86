using System.CommandLine;
using System.Globalization;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary><c>bellwether data quality</c>: what is wrong with market data.</summary>
static class DataQualityCommand
{
    public static Command Create()
    {
        var input = new Option<string?>("--input") { Description = "A file to look over, in place of the store: bars of any length, trades or quotes, .csv or .csv.gz.", HelpName = "FILE" };
        var symbols = OptionParsing.Symbols();
        symbols.Description = "Tickers; with --input one, needed when the file is not named after it.";
        var folder = DataCommand.Folder();
        var from = TimePoint.Option("--from", "Rows are expected from this time on; from the first session there is, unless told.");
        var to = TimePoint.Option("--to", "Rows are expected up to this time; to the last session there is, unless told.");
        var bar = new Option<BarSpec?>("--bar")
        {
            Description = "Length of the bars: unless told, the most frequent step between the rows of a file, and minutes of the store.",
            HelpName = "1s|1m|1h|1d",
            CustomParser = result =>
            {
                if (BarSpec.TryParse(result.Tokens[0].Value, out var spec, out var problem) && spec.Kind is BarKind.Time or BarKind.Day) return spec;
                result.AddError("--bar: " + (problem.Length > 0 ? problem : $"\"{result.Tokens[0].Value}\": expected a length up to 1d"));
                return null;
            },
        };
        var kind = new Option<string?>("--kind") { Description = "What of the store is looked over; unless told, bars where there are any, else trades, else quotes.", HelpName = "bars|trades|quotes" };
        OptionParsing.AcceptOnly(kind, "bars", "trades", "quotes");
        var adjustment = new AdjustmentOptions();
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("quality", "What is wrong with market data: a line a finding. The exit code is 1 when one of them is an error.") { symbols, input, kind, from, to, bar, folder, format };
        adjustment.AddTo(command);
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (path, wanted) = (parsed.GetValue(input), OptionParsing.SymbolsOf(parsed, symbols) ?? []);
            var (first, end) = (parsed.GetValue(from), parsed.GetValue(to));
            if (TimePoint.Mistake(first, end) is { } mistake)
            {
                error.WriteLine(mistake.Text);
                return mistake.ExitCode;
            }
            if (path is not null && parsed.GetValue(kind) is not null)
            {
                error.WriteLine("--kind: what a file holds its header tells; leave out --kind or --input");
                return ExitCode.Usage;
            }
            if (path is not null ? wanted.Length > 1 : wanted.Length == 0)
            {
                error.WriteLine(path is null ? "--symbols: expected the tickers to look over, such as --symbols IBM,SPY (or a file with --input)" : "--symbols: one file holds one symbol; call the command once for each");
                return ExitCode.Usage;
            }
            try
            {
                var options = new QualityOptions
                {
                    From = first is { } f ? EngineTime.From(f) : null, To = end is { } e ? EngineTime.From(e) : null, Now = EngineTime.From(SystemClock.Instance.GetCurrentInstant()),
                };
                var (data, json, errors) = (parsed.GetValue(folder)!, parsed.GetValue(format) == "json", 0L);
                if (path is not null) wanted = [wanted.FirstOrDefault() ?? BarFile.SymbolOf(path) ?? throw new DataFileException(path, "is not named after a ticker; name it with --symbols, such as --symbols IBM")];
                using var store = BarStore.Open(data);
                var kinds = path is null ? wanted.ToDictionary(w => w, w => KindOf(store, w, parsed.GetValue(kind))) : [];
                var lines = new Lines(output, json);
                foreach (var symbol in wanted)
                {
                    var found = new List<QualityFinding>();
                    var table = TableOf(adjustment.QueryOf(parsed), adjustment.ActionsOf(parsed, data, symbol), symbol, path, store);
                    var examined = path is not null ? QualityExamination.OfFile(path, symbol, options, parsed.GetValue(bar), table, found.Add)
                        : kinds[symbol] == DataKind.Bars ? QualityExamination.OfStore(store, symbol, options with { Bar = parsed.GetValue(bar) ?? BarSpec.OneMinute }, table, found.Add)
                        : StoredTapeExamination.Examine(store, symbol, kinds[symbol], options, parsed.GetValue(bar), table, found.Add);
                    // Not before the first of them could be looked over: a call that fails prints nothing.
                    if (symbol == wanted[0]) lines.Header("symbol", "time_utc", "rule", "severity", "value", "expected");
                    foreach (var finding in found.OrderBy(x => x.Time).ThenBy(x => x.Rule)) lines.Row(Row(finding));
                    var wrong = found.Count(x => x.Severity == QualitySeverity.Error);
                    errors += wrong;
                    error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{symbol}: {examined.Rows} {Name(examined)}, {wrong} errors, {found.Count - wrong} warnings"));
                    if (path is null && parsed.GetValue(kind) is null && Others(store, symbol, kinds[symbol]) is { Length: > 0 } others) error.WriteLine($"{symbol}: the store has {others} of it too; choose with --kind");
                }
                return errors > 0 ? ExitCode.Failure : ExitCode.Success;
            }
            catch (Exception problem) when (problem is DataFileException or AdjustmentException or CalendarRangeException)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    /// <summary>What is looked over of a symbol.</summary>
    /// <exception cref="DataFileException">The store does not have it.</exception>
    static DataKind KindOf(BarStore store, string symbol, string? wanted)
    {
        foreach (var held in Held(store, symbol))
            if (wanted is null || wanted == Word(held)) return held;
        var noun = wanted ?? "bars";
        throw new DataFileException(store.Folder, $"holds no {noun} of {symbol}; import some with \"bellwether data import {symbol}.csv{(wanted is null ? "" : " --kind " + wanted)} --data-dir {store.Folder}\", or see what there is with \"bellwether data coverage\"");
    }

    static IEnumerable<DataKind> Held(BarStore store, string symbol) => store.Kinds(symbol).Count > 0 ? [DataKind.Bars, .. StoredTapeExamination.Kinds(store, symbol)] : StoredTapeExamination.Kinds(store, symbol);

    static string Others(BarStore store, string symbol, DataKind done) => string.Join(" and ", Held(store, symbol).Select(Word).Where(w => w != Word(done)).Distinct());

    static string Word(DataKind kind) => kind switch { DataKind.Bars => "bars", DataKind.Trades => "trades", _ => "quotes" };

    static AdjustmentTable? TableOf(AdjustmentQuery query, IReadOnlyList<CorporateAction> actions, string symbol, string? path, BarStore store) => query.Adjustment == PriceAdjustment.None
        ? null
        : AdjustmentTable.Build(symbol, actions, query.Adjustment, query.AsOf, date => path is null ? AdjustedBars.CloseBefore(store, symbol, actions, date) : null);

    static string Name(QualityExamined examined) => examined.Kind switch
    {
        DataKind.Bars => $"bars of {examined.Bar}",
        DataKind.Trades => "trades",
        DataKind.Quotes => "quotes",
        _ => "bars of quotes",
    };

    static (string, object?)[] Row(QualityFinding finding) =>
    [
        ("symbol", finding.Symbol), ("time_utc", Time(finding)), ("rule", QualityFinding.NameOf(finding.Rule)), ("severity", finding.Severity == QualitySeverity.Error ? "error" : "warning"),
        ("value", finding.Value), ("expected", finding.Expected),
    ];

    static string? Time(QualityFinding finding) => finding.Time == long.MinValue ? null : InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(finding.Time));
}
