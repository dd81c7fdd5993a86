using System.CommandLine;
using Bellwether.Configuration;

namespace Bellwether.Commands;

/// <summary>The configuration file and its overrides, as commands take them.</summary>
sealed class ConfigurationOptions
{
    public Argument<string> File { get; } = new("file") { Description = "Configuration file, such as samples/quickstart.yaml." };

    public Option<string[]> Set { get; } = SetOption();

    /// <summary>The option <c>--set key=value</c>, for commands that take their file in another way.</summary>
    public static Option<string[]> SetOption()
    {
        var option = new Option<string[]>("--set")
        {
            Description = "Override one key of the file, such as --set dashboard.port=5081. May be given several times.",
            HelpName = "key=value",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (!SettingOverride.TryParse(token.Value, out _, out var problem)) result.AddError(problem);
        });
        return option;
    }

    /// <summary>Loads the configuration and hands it to <paramref name="action"/>, or says what is wrong with it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="action">What to do with a valid configuration; answers an <see cref="ExitCode"/>.</param>
    /// <param name="overrides">Overrides from further options of the command; they win over the file and give way to <c>--set</c>.</param>
    public int Use(ParseResult parsed, Func<EffectiveConfiguration, int> action, params IEnumerable<SettingOverride> overrides) =>
        Load(parsed, overrides) is { } configuration ? action(configuration) : ExitCode.Failure;

    /// <summary>The configuration, or null after every error was written to standard error.</summary>
    public EffectiveConfiguration? Load(ParseResult parsed, params IEnumerable<SettingOverride> overrides)
    {
        var result = ConfigurationLoader.Load(parsed.GetRequiredValue(File), overrides.Concat(FromSet(parsed, Set)), IndicatorCalls.Check, Running.StrategyFactory.Check);
        foreach (var error in result.Errors) parsed.InvocationConfiguration.Error.WriteLine(error);
        return result.Configuration;
    }

    /// <summary>The overrides of <c>--set</c>; what is malformed was a parse error before.</summary>
    public static IEnumerable<SettingOverride> FromSet(ParseResult parsed, Option<string[]> set)
    {
        foreach (var text in parsed.GetValue(set) ?? [])
            if (SettingOverride.TryParse(text, out var change, out _)) yield return change;
    }
}
