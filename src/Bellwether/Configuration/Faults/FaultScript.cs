using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Configuration;

/// <summary>A file that says what goes wrong at a simulated gateway; see docs/faults.md. Read as strictly as the configuration.</summary>
static class FaultScript
{
    const long LargestFile = 1 << 20;

    /// <summary>Reads a script.</summary>
    /// <param name="path">The file; messages name it as given.</param>
    /// <exception cref="FaultScriptException">There is no such file, or something in it is wrong: everything that is, with file, line and what to do.</exception>
    public static FaultPlan Load(string path) => LoadSettings(path).Plan();

    /// <summary>Reads a script and keeps it as it is written.</summary>
    /// <inheritdoc cref="Load"/>
    public static FaultScriptSettings LoadSettings(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw Failed(path, "this is a folder, expected a fault script; name the file in it");
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile }) throw Failed(path, $"the file is larger than {LargestFile / 1024} KiB, expected a fault script; name another file");
            return ParseSettings(path, File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Failed(path, "there is no such file, expected a fault script; name an existing one, such as samples/faults/bad-day.yaml");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, $"the file cannot be read ({problem.Message}); check its permissions");
        }
    }

    /// <summary>Reads a script from text.</summary>
    /// <param name="source">Its name in messages.</param>
    /// <param name="text">YAML.</param>
    /// <exception cref="FaultScriptException">Something in it is wrong.</exception>
    public static FaultPlan Parse(string source, string text) => ParseSettings(source, text).Plan();

    /// <summary>Reads one item of the list of faults, as YAML or, which is the same, JSON.</summary>
    /// <param name="source">Its name in messages.</param>
    /// <param name="text">Such as <c>{ drop: { at: +5s } }</c>.</param>
    /// <exception cref="FaultScriptException">Something in it is wrong.</exception>
    public static FaultSettings ParseItem(string source, string text)
    {
        var item = Bind<FaultSettings>(source, text, "give one fault with its terms, such as { drop: { at: +5s } }", out _);
        try
        {
            new FaultPlan { Faults = [item.One().ToFault()] }.Validate();
            return item;
        }
        catch (ArgumentException problem)
        {
            throw new FaultScriptException([new ConfigurationError(new SourcePosition(source, 1, 1), "", problem.Message + "; change it")]);
        }
    }

    static T Bind<T>(string source, string text, string otherwise, out Dictionary<string, SourcePosition> positions)
    {
        var errors = new List<ConfigurationError>();
        var tree = YamlReader.Read(source, text, errors);
        if (errors.Count == 0 && tree is not YamlMapping)
            errors.Add(new ConfigurationError(tree?.Position ?? new SourcePosition(source, 1, 1), "", $"{tree?.Kind ?? "nothing"} given, expected keys with values; {otherwise}"));
        if (errors.Count > 0) throw new FaultScriptException(errors);
        positions = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        var settings = (T)new SettingsBinder(positions, errors).Bind(SectionShape.Of(typeof(T)), (YamlMapping)tree!, "");
        return errors.Count == 0 ? settings : throw new FaultScriptException(errors);
    }

    static FaultScriptSettings ParseSettings(string source, string text)
    {
        var settings = Bind<FaultScriptSettings>(source, text, "begin with \"faults:\" and a list below it", out var positions);
        var errors = new List<ConfigurationError>();
        var plan = settings.Plan();
        for (var i = 0; i < plan.Faults.Count; i++)
        {
            try
            {
                (plan with { Faults = [plan.Faults[i]] }).Validate();
            }
            catch (ArgumentException problem)
            {
                errors.Add(new ConfigurationError(positions[$"faults[{i}]"], $"faults[{i}]", problem.Message + "; change it"));
            }
        }
        return errors.Count == 0 ? settings : throw new FaultScriptException(errors);
    }

    static FaultScriptException Failed(string path, string message) => new([new ConfigurationError(new SourcePosition(path, 0, 0), "", message)]);
}

/// <summary>A fault script cannot be used; the message has one line for each thing that is wrong.</summary>
sealed class FaultScriptException(IReadOnlyList<ConfigurationError> errors) : Exception(string.Join('\n', errors))
{
    public IReadOnlyList<ConfigurationError> Errors => errors;
}
