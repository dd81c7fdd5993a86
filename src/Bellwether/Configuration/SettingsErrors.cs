namespace Bellwether.Configuration;

/// <summary>Looks at settings whose single values are right, and reports what does not fit together or does not compile.</summary>
delegate void SettingsCheck(Settings settings, SettingsErrors errors);

/// <summary>Collects errors and knows where each key was written.</summary>
sealed class SettingsErrors(SourcePosition whole, IReadOnlyDictionary<string, SourcePosition> positions)
{
    readonly List<ConfigurationError> errors = [];

    /// <summary>What was reported, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationError> All =>
        [.. errors.Distinct().OrderBy(e => e.Position.Source == whole.Source ? 0 : 1).ThenBy(e => e.Position.Line).ThenBy(e => e.Position.Column)];

    public bool Any => errors.Count > 0;

    /// <summary>Whether a key was written, rather than left to its default.</summary>
    public bool IsGiven(string path) => positions.ContainsKey(path);

    /// <summary>Reports an error at a key, or at the nearest section above it that was written.</summary>
    public void At(string path, string message) => errors.Add(new ConfigurationError(PositionOf(path), path, message));

    public void Add(ConfigurationError error) => errors.Add(error);

    SourcePosition PositionOf(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOfAny(['.', '['], end - 1))
            if (positions.TryGetValue(path[..end], out var position)) return position;
        return whole;
    }
}
