using System.Diagnostics.CodeAnalysis;

namespace Bellwether.Configuration;

/// <summary>A value from the command line that takes the place of the file's. It is checked exactly as if it stood there.</summary>
/// <param name="Path">The key, such as <c>dashboard.port</c>.</param>
/// <param name="Value">The value, in YAML; null takes the key away, so that its default holds.</param>
/// <param name="Source">The option that gave it, for messages.</param>
sealed record SettingOverride(string Path, YamlValue? Value, string Source)
{
    /// <summary>A single value as a command-line option gives it.</summary>
    public static SettingOverride Of(string path, string value, string source) =>
        new(path, new YamlScalar(new SourcePosition(source, 0, 0), value, IsQuoted: false), source);

    /// <summary>Takes a key away that the file may have: another option has made it meaningless.</summary>
    public static SettingOverride Remove(string path, string source) => new(path, null, source);

    /// <summary>A list of values as a command-line option gives it.</summary>
    public static SettingOverride Of(string path, IEnumerable<string> values, string source)
    {
        var position = new SourcePosition(source, 0, 0);
        return new(path, new YamlSequence(position, [.. values.Select(v => new YamlScalar(position, v, IsQuoted: false))]), source);
    }

    /// <summary>Reads <c>key.path=value</c>, the value in YAML.</summary>
    /// <param name="text">What followed <c>--set</c>.</param>
    /// <param name="parsed">The override, when it is one.</param>
    /// <param name="problem">Otherwise, what is wrong with it.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SettingOverride? parsed, [NotNullWhen(false)] out string? problem)
    {
        (parsed, problem) = (null, null);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var path = equals < 0 ? "" : text[..equals].Trim();
        if (path.Length == 0 || path.Split('.').Any(part => part.Length == 0))
        {
            problem = $"--set \"{text}\": expected key.path=value; write it like --set dashboard.port=5081";
            return false;
        }
        var source = $"--set {path}";
        var errors = new List<ConfigurationError>();
        var value = YamlReader.Read(source, text[(equals + 1)..], errors, hasLines: false) ?? new YamlScalar(new SourcePosition(source, 0, 0), "", IsQuoted: false);
        if (errors.Count > 0)
        {
            problem = errors[0].ToString();
            return false;
        }
        parsed = new SettingOverride(path, value, source);
        return true;
    }

    /// <summary>The tree with this value in place.</summary>
    public YamlMapping ApplyTo(YamlMapping root) => Put(root, Path.Split('.'), 0);

    YamlMapping Put(YamlMapping mapping, string[] path, int depth)
    {
        var entries = mapping.Entries.ToList();
        var index = entries.FindIndex(e => e.Key.Text == path[depth]);
        if (Value is not { } given)
        {
            if (index < 0) return mapping;
            if (depth == path.Length - 1) entries.RemoveAt(index);
            else if (entries[index].Value is YamlMapping inner) entries[index] = entries[index] with { Value = Put(inner, path, depth + 1) };
            return mapping with { Entries = entries };
        }
        var old = index < 0 ? null : entries[index].Value;
        var value = depth == path.Length - 1 ? given : Put(old as YamlMapping ?? new YamlMapping(given.Position, []), path, depth + 1);
        var key = new YamlScalar(index < 0 ? given.Position : entries[index].Key.Position, path[depth], IsQuoted: false);
        if (index < 0) entries.Add(new YamlEntry(key, value));
        else entries[index] = new YamlEntry(key, value);
        return mapping with { Entries = entries };
    }
}
