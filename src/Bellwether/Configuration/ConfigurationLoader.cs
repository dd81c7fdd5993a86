namespace Bellwether.Configuration;

/// <summary>Reads, overrides and checks configurations. All that is wrong is found at once.</summary>
static class ConfigurationLoader
{
    const long LargestFile = 1 << 20;

    /// <summary>Reads a configuration file.</summary>
    /// <param name="path">The file; messages name it as given.</param>
    /// <param name="overrides">Values from the command line, later ones winning.</param>
    /// <param name="checks">Further checks, such as compiling expressions; they run even when the file has errors elsewhere.</param>
    public static ConfigurationResult Load(string path, IEnumerable<SettingOverride>? overrides = null, params IEnumerable<SettingsCheck> checks)
    {
        try
        {
            if (Directory.Exists(path)) return Failed(path, "this is a folder, expected a configuration file; name the file in it");
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile }) return Failed(path, $"the file is larger than {LargestFile / 1024} KiB, expected a configuration; name another file");
            return Parse(path, File.ReadAllText(path), overrides, checks);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed(path, "there is no such file, expected a configuration; name an existing one, such as samples/quickstart.yaml");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Failed(path, $"the file cannot be read ({problem.Message}); check its permissions");
        }
    }

    /// <summary>Reads a configuration from text.</summary>
    /// <param name="source">Its name in messages.</param>
    /// <param name="text">YAML; empty text is a configuration of defaults.</param>
    /// <param name="overrides">As for <see cref="Load"/>.</param>
    /// <param name="checks">As for <see cref="Load"/>.</param>
    public static ConfigurationResult Parse(string source, string text, IEnumerable<SettingOverride>? overrides = null, params IEnumerable<SettingsCheck> checks)
    {
        var start = new SourcePosition(source, 1, 1);
        var errors = new List<ConfigurationError>();
        var tree = YamlReader.Read(source, text, errors);
        if (errors.Count > 0) return new ConfigurationResult(null, errors);
        if (tree is YamlScalar { IsNull: true } or null) tree = new YamlMapping(start, []);
        if (tree is not YamlMapping root)
            return new ConfigurationResult(null, [new ConfigurationError(tree.Position, "", $"{tree.Kind} given, expected keys with values; begin with \"symbols: [AAPL, MSFT]\"")]);
        foreach (var change in overrides ?? []) root = change.ApplyTo(root);

        var positions = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        var binder = new SettingsBinder(positions, errors);
        var settings = (Settings)binder.Bind(SectionShape.Of(typeof(Settings)), root, "");
        var found = new SettingsErrors(start, positions);
        foreach (var error in errors) found.Add(error);
        if (!binder.IsIncomplete)
        {
            var later = new SettingsErrors(start, positions);
            foreach (var check in checks.Prepend(SettingsRules.Check)) check(settings, later);
            // A value that could not be read was left at its default: what follows from that is not the person's mistake.
            foreach (var error in later.All.Where(e => !errors.Any(x => Touch(x.Path, e.Path)))) found.Add(error);
        }
        return found.Any ? new ConfigurationResult(null, found.All) : new ConfigurationResult(new EffectiveConfiguration(source, settings), []);
    }

    static bool Touch(string a, string b) => IsUnder(a, b) || IsUnder(b, a);

    static bool IsUnder(string path, string above) =>
        path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || above.Length == 0 || path[above.Length] is '.' or '[');

    static ConfigurationResult Failed(string path, string message) => new(null, [new ConfigurationError(new SourcePosition(path, 0, 0), "", message)]);
}
