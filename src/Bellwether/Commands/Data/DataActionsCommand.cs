using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary><c>bellwether data actions</c>: splits, dividends, tickers and delistings.</summary>
static class DataActionsCommand
{
    public static Command Create() => new("actions", "Splits, dividends, changes of ticker and delistings, from which series are adjusted.") { Import(), List() };

    static Command Import()
    {
        var files = new Argument<string[]>("file") { Description = "CSV files: date,kind,value; lists of splits and dividends; factors; or ticker maps. Their header tells.", Arity = ArgumentArity.OneOrMore };
        var symbol = new Option<string>("--symbol") { Description = "The security's newest ticker.", HelpName = "S", Required = true };
        symbol.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !InstrumentTable.IsSymbol(result.Tokens[0].Value)) result.AddError($"--symbol \"{result.Tokens[0].Value}\": expected a ticker such as AAPL");
        });
        var folder = DataCommand.Folder();
        var format = OptionParsing.Format("text", "json");
        var command = new Command("import", "Take corporate actions from files into the store. Each file is taken whole or not at all; an action of the same date and kind is replaced.") { files, symbol, folder, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var name = parsed.GetValue(symbol)!;
                using var store = BarStore.OpenForWriting(parsed.GetValue(folder)!);
                foreach (var path in parsed.GetValue(files)!)
                {
                    var result = ActionStore.Add(store, name, ActionFile.Read(path));
                    output.WriteLine(parsed.GetValue(format) == "json"
                        ? new JsonObject { ["file"] = path, ["symbol"] = name, ["added"] = result.Added, ["unchanged"] = result.Unchanged, ["replaced"] = result.Replaced }.ToJsonString()
                        : string.Create(CultureInfo.InvariantCulture, $"{path}: {name}, {result.Added} actions added, {result.Unchanged} were there, {result.Replaced} had other values and were replaced"));
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

    static Command List()
    {
        var symbols = OptionParsing.Symbols();
        var folder = DataCommand.Folder();
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("list", "What was imported, with the factors that prices and volumes before each action are multiplied with; a line an action.") { symbols, folder, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var data = parsed.GetValue(folder)!;
                var wanted = OptionParsing.SymbolsOf(parsed, symbols) ?? [.. ActionStore.Symbols(data)];
                if (wanted.Length == 0) error.WriteLine($"{data}: holds no corporate actions; \"bellwether data actions import\" takes them from files");
                var lines = new Lines(output, parsed.GetValue(format) == "json");
                lines.Header("symbol", "date", "kind", "value", "ticker", "previous_close", "split_factor", "volume_factor");
                foreach (var symbol in wanted)
                {
                    var actions = ActionStore.Read(data, symbol);
                    if (actions.Count == 0) error.WriteLine($"{data}: holds no corporate actions of {symbol}; \"bellwether data actions import FILE --symbol {symbol}\" takes them from files");
                    var splits = AdjustmentTable.Build(symbol, actions, PriceAdjustment.Split);
                    foreach (var action in actions) lines.Row(Row(symbol, action, splits));
                }
                return ExitCode.Success;
            }
            catch (Exception problem) when (problem is DataFileException or AdjustmentException)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static (string, object?)[] Row(string symbol, CorporateAction action, AdjustmentTable splits) =>
    [
        ("symbol", symbol), ("date", LocalDatePattern.Iso.Format(action.Date)), ("kind", ActionStore.NameOf(action.Kind)), ("value", Known(action.Value)), ("ticker", action.Ticker),
        ("previous_close", Known(action.PreviousClose)), ("split_factor", splits.PriceFactorAt(Before(action.Date))), ("volume_factor", splits.VolumeFactorAt(Before(action.Date))),
    ];

    /// <summary>The last time at which prices are as they were before an action of that date.</summary>
    static long Before(LocalDate date) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant()) - 1;

    static double? Known(double value) => double.IsNaN(value) ? null : value;
}
