using System.CommandLine;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Commands;

/// <summary>The options that say how a series is adjusted, and where its corporate actions are from.</summary>
sealed class AdjustmentOptions
{
    readonly Option<string> adjust = new("--adjust")
    {
        Description = "Prices as traded, adjusted for splits, or for splits and dividends; earlier prices are changed, the newest are as traded.", HelpName = "none|split|total", DefaultValueFactory = _ => "none",
    };

    readonly Option<LocalDate?> asOf = OptionParsing.Date("--as-of", "Corporate actions after this date are not known yet. All of them count unless told.");
    readonly Option<string?> file = new("--actions") { Description = "A file of corporate actions, in place of those that were imported.", HelpName = "FILE" };

    public AdjustmentOptions() => OptionParsing.AcceptOnly(adjust, "none", "split", "total");

    public void AddTo(Command command)
    {
        command.Add(adjust);
        command.Add(asOf);
        command.Add(file);
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is { } path && result.GetResult("--symbols")?.Tokens is { } given)
                OneSymbolAFile(path, given.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)), result.AddError);
        });
    }

    /// <summary>One file has the actions of one symbol; others must not be adjusted by them.</summary>
    /// <param name="symbols">All symbols whose bars are asked for.</param>
    /// <param name="refuse">Takes what is wrong, for a person.</param>
    static void OneSymbolAFile(string path, IEnumerable<string> symbols, Action<string> refuse)
    {
        var all = symbols.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count > 1)
            refuse($"--actions {path}: one file holds the actions of one symbol, and these are {string.Join(", ", all)}; import the files of each with \"bellwether data actions import\", or ask for one symbol");
    }

    /// <summary>What is wrong where further symbols are looked at; null when nothing is.</summary>
    public string? Mistake(ParseResult parsed, IEnumerable<string> symbols)
    {
        string? mistake = null;
        if (parsed.GetValue(file) is { } path) OneSymbolAFile(path, symbols, problem => mistake = problem);
        return mistake;
    }

    public AdjustmentQuery QueryOf(ParseResult parsed) =>
        new(parsed.GetValue(adjust) switch { "split" => PriceAdjustment.Split, "total" => PriceAdjustment.Total, _ => PriceAdjustment.None }, parsed.GetValue(asOf));

    /// <summary>The actions of a symbol; none are looked for when nothing is adjusted.</summary>
    /// <exception cref="DataFileException">The file is not there or damaged, or nothing was imported for the symbol.</exception>
    public IReadOnlyList<CorporateAction> ActionsOf(ParseResult parsed, string folder, string symbol)
    {
        if (QueryOf(parsed).Adjustment == PriceAdjustment.None) return [];
        if (parsed.GetValue(file) is { } path) return ActionFile.Read(path);
        return ActionStore.Symbols(folder).Contains(symbol, StringComparer.Ordinal)
            ? ActionStore.Read(folder, symbol)
            : throw new DataFileException(folder, $"holds no corporate actions of {symbol}; import them with \"bellwether data actions import FILE --symbol {symbol} --data-dir {folder}\", or name a file with --actions");
    }
}
