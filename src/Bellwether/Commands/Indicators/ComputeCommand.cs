using System.CommandLine;
using Bellwether.Indicators;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Commands.Indicators;

/// <summary><c>bellwether indicators compute</c>: indicators over the bars of a CSV file, written beside them.</summary>
static class ComputeCommand
{
    public static Command Create()
    {
        var input = new Option<FileInfo>("--input") { Description = "Bars: CSV with a header row (time_utc, timestamp or date; open, high, low, close, volume), oldest first.", HelpName = "FILE" };
        var indicators = new Option<string[]>("--indicator") { Description = "A definition such as sma(20) or macd(12,26,9); may be given more than once.", HelpName = "DEFINITION", Required = true };
        var streaming = new Option<bool>("--streaming") { Description = "Take the bars in one by one, as live; the result is the same." };
        var assembly = IndicatorsCommand.AssemblyOption();
        var format = OptionParsing.Format("csv");
        var symbols = OptionParsing.Symbols();
        symbols.Description = "Tickers whose bars are taken from the store, in place of --input.";
        var bar = DataBarsCommand.BarOption();
        var from = TimePoint.Option("--from", "Bars of the store that open at or after this time.");
        var to = TimePoint.Option("--to", "Bars of the store that open before this time.");
        var folder = DataCommand.Folder();
        var command = new Command("compute", "Compute indicators over bars: the input's columns, then one for each output.")
        {
            input, symbols, bar, from, to, folder, indicators, streaming, assembly, format,
        };
        var adjustment = new AdjustmentOptions();
        adjustment.AddTo(command);
        command.SetAction(parsed => IndicatorsCommand.WithCatalogue(parsed, assembly, catalogue =>
        {
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                var wanted = parsed.GetValue(indicators)!.Select(text => new WantedIndicator(text, catalogue.Parse(text))).ToList();
                var file = parsed.GetValue(input);
                var tickers = OptionParsing.SymbolsOf(parsed, symbols) ?? [];
                if (file is null == (tickers.Length == 0) || (file is null && parsed.GetValue(bar) == default))
                {
                    error.WriteLine("expected either bars of a file (--input FILE) or of the store (--symbols A,B --bar 1m, with --from and --to where they are wanted)");
                    return ExitCode.Usage;
                }
                if (parsed.GetValue(from) is { } first && parsed.GetValue(to) is { } end && first >= end)
                {
                    error.WriteLine($"--from {first} is not before --to {end}: the range is empty; give the earlier time first");
                    return ExitCode.Usage;
                }
                var adjusted = adjustment.QueryOf(parsed);
                if (file is not null && adjusted.Adjustment != PriceAdjustment.None)
                {
                    error.WriteLine(
                        $"--adjust: the columns of a file come back as they are; write adjusted ones first with \"bellwether data bars --input {file} --adjust …\", or import the file and give --symbols");
                    return ExitCode.Usage;
                }
                if (adjustment.Mistake(parsed, tickers.Concat(StoredTables.NamedBy(wanted))) is { } contradiction)
                {
                    error.WriteLine(contradiction);
                    return ExitCode.Usage;
                }
                var output = parsed.InvocationConfiguration.Output;
                if (file is not null)
                {
                    var table = BarTable.Read(file.FullName, file.ToString());
                    var values = parsed.GetValue(streaming) ? Computation.Streaming(catalogue, table, wanted) : Computation.Batch(table, wanted);
                    OutputTable.WriteHeader(output, table, wanted);
                    OutputTable.WriteRows(output, table, values);
                }
                else
                {
                    var data = parsed.GetValue(folder)!;
                    var stored = StoredTables.Of(data, tickers, parsed.GetValue(bar), parsed.GetValue(from), parsed.GetValue(to), wanted, symbol => (adjusted, adjustment.ActionsOf(parsed, data, symbol)));
                    var values = stored.Compute(catalogue, wanted, parsed.GetValue(streaming));
                    OutputTable.WriteHeader(output, stored.Wanted[0], wanted);
                    for (var i = 0; i < stored.Wanted.Count; i++) OutputTable.WriteRows(output, stored.Wanted[i], values[i]);
                }
                return ExitCode.Success;
            }
            catch (IndicatorDefinitionException problem)
            {
                error.WriteLine($"--indicator {problem.Message}");
                return ExitCode.Usage;
            }
            catch (Exception problem) when (problem is BarTableException or DataFileException or AdjustmentException or Core.CalendarRangeException)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        }));
        return command;
    }
}
