using System.CommandLine;
using System.Globalization;
using Bellwether.Configuration;
using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary>Options that several commands share, each checked while the command line is parsed, so that a bad value is wrong usage (exit code 2).</summary>
static class OptionParsing
{
    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = $"Form of the result on standard output: {string.Join(" or ", formats)}.", HelpName = string.Join('|', formats) };
        AcceptOnly(option, formats);
        return option;
    }

    /// <summary>Takes these words only, and says which option it was when another one is given.</summary>
    public static void AcceptOnly(Option option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !words.Contains(t.Value)))
                result.AddError($"{option.Name} \"{token.Value}\": expected {string.Join(" or ", words)}");
        });
    }

    public static Option<LocalDate?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var parsed = LocalDatePattern.Iso.Parse(text);
            if (parsed.Success) return parsed.Value;
            result.AddError($"{name} \"{text}\": expected a date such as 2013-10-07");
            return null;
        },
    };

    public static Option<string[]?> Symbols() => new("--symbols")
    {
        Description = "Tickers, separated by commas.",
        HelpName = "A,B,…",
        CustomParser = result =>
        {
            var symbols = result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
            foreach (var symbol in symbols.Where(s => !InstrumentTable.IsSymbol(s))) result.AddError($"--symbols \"{symbol}\": expected a ticker such as AAPL");
            if (symbols.Length == 0) result.AddError("--symbols: expected at least one ticker, such as --symbols AAPL,MSFT");
            return symbols;
        },
    };

    /// <summary>The symbols given, or null when the option was not.</summary>
    public static string[]? SymbolsOf(ParseResult parsed, Option<string[]?> option) => parsed.GetValue(option) is { Length: > 0 } given ? given : null;

    /// <summary>A time such as 90s, 10m or 2h, above zero.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "90s|10m|2h",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var factor = text.Length < 2 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
            if (factor > 0 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * factor is > 0 and <= 604_800)
                return TimeSpan.FromSeconds(value * factor);
            result.AddError($"{name} \"{text}\": expected a time above zero with its unit, such as 30s, 10m or 2h");
            return null;
        },
    };

    public static Option<int?> Port(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "0-65535" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var port) && port is < 0 or > 65535)
                result.AddError($"{name} {port}: expected 0 to 65535 (0 takes a free port)");
        });
        return option;
    }

    /// <summary>The override of a key, when its option was given.</summary>
    public static IEnumerable<SettingOverride> Override<T>(ParseResult parsed, Option<T> option, string path, Func<T, string>? text = null)
    {
        if (parsed.GetResult(option) is not { Implicit: false } || parsed.GetValue(option) is not { } value) yield break;
        yield return SettingOverride.Of(path, text?.Invoke(value) ?? Convert.ToString(value, CultureInfo.InvariantCulture)!, option.Name);
    }
}
