using System.CommandLine;
using System.Globalization;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Commands;

/// <summary><c>bellwether data import</c>: files of the user's into the store.</summary>
static class DataImportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Files of bars, trades or quotes: .csv, .csv.gz, .parquet, or a .zip of these.", Arity = ArgumentArity.OneOrMore };
        var symbol = new Option<string?>("--symbol") { Description = "Ticker; needed when a file is not named after it (IBM.csv, IBM_20131007.csv.gz).", HelpName = "S" };
        symbol.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Core.InstrumentTable.IsSymbol(result.Tokens[0].Value)) result.AddError($"--symbol \"{result.Tokens[0].Value}\": expected a ticker such as AAPL");
        });
        var kind = new Option<string?>("--kind") { Description = "What the files hold; unless told, what their columns say.", HelpName = "bars|trades|quotes" };
        OptionParsing.AcceptOnly(kind, "bars", "trades", "quotes");
        var bar = new Option<BarSpec?>("--bar")
        {
            Description = "Length of bars, also of those of quotes: seconds, minutes, hours or 1d. Unless told, 1d where the time is a date, else 1m.",
            HelpName = "1m|1s|1h|1d",
            CustomParser = result =>
            {
                if (!BarSpec.TryParse(result.Tokens[0].Value, out var spec, out var problem)) result.AddError("--bar: " + problem);
                else if (spec.Kind is not (BarKind.Time or BarKind.Day)) result.AddError($"--bar {spec}: expected seconds, minutes, hours or 1d; the others are made of them");
                return spec;
            },
        };
        var mapping = new Option<ColumnMapping?>("--mapping")
        {
            Description = "How a file of another layout is read, see docs/data.md: time=Date+Time,format=yyyyMMdd HHmm,zone=America/New_York,close=Last,price_scale=0.0001.",
            HelpName = "KEY=VALUE,…",
            CustomParser = result =>
            {
                if (ColumnMapping.TryParse(result.Tokens[0].Value, out var parsed, out var problem)) return parsed;
                result.AddError("--mapping: " + problem);
                return null;
            },
        };
        var folder = DataCommand.Folder();
        var format = OptionParsing.Format("text", "json");
        var command = new Command("import", "Take bars, trades and quotes from files into the store. Each file is taken whole or not at all; taking it again changes nothing.") { files, symbol, kind, bar, mapping, folder, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var wanted = parsed.GetValue(kind) switch { "bars" => ImportKind.Bars, "trades" => ImportKind.Trades, "quotes" => ImportKind.Quotes, _ => ImportKind.Any };
                using var store = BarStore.OpenForWriting(parsed.GetValue(folder)!);
                var lines = new Lines(output, json: true);
                foreach (var path in parsed.GetValue(files)!)
                {
                    foreach (var taken in ImportFile.Take(store, path, parsed.GetValue(symbol), wanted, parsed.GetValue(bar), parsed.GetValue(mapping) ?? ColumnMapping.None))
                    {
                        if (parsed.GetValue(format) == "json") lines.Row([("file", taken.File), ("symbol", taken.Symbol), ("kind", taken.Noun), ("added", taken.Added), ("unchanged", taken.Unchanged), ("replaced", taken.Replaced)]);
                        else output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken.File}: {taken.Symbol}, {taken.Added} {taken.Noun} added, {taken.Unchanged} were there, {taken.Replaced} had other values and were replaced"));
                    }
                }
                return ExitCode.Success;
            }
            catch (DataFileException problem)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }
}
