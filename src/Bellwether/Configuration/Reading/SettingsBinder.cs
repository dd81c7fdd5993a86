using System.Text.RegularExpressions;

namespace Bellwether.Configuration;

/// <summary>Fills settings records from a YAML tree. Strict: what it does not know or cannot read exactly is an error, and all errors are found in one pass.</summary>
sealed partial class SettingsBinder(Dictionary<string, SourcePosition> positions, List<ConfigurationError> errors)
{
    /// <summary>A required key has no value, so the settings are not a whole to look at.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>The section's record; its errors are reported, and what is in error keeps its default.</summary>
    public object Bind(SectionShape shape, YamlMapping mapping, string path)
    {
        var section = shape.New();
        var seen = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            var at = Join(path, key.Text);
            if (shape.Find(key.Text) is not { } known) Report(key.Position, at, Unknown(shape, key.Text));
            else if (!seen.TryAdd(key.Text, key.Position)) Report(key.Position, at, Again(seen[key.Text]));
            else
            {
                positions[at] = value is YamlScalar ? value.Position : key.Position;
                if (Value(known, value, at) is { } bound) known.Property.SetValue(section, bound);
            }
        }
        foreach (var missing in shape.Keys.Where(k => k.IsRequired && !seen.ContainsKey(k.Name)))
            Report(mapping.Position, Join(path, missing.Name), $"is missing; write it like {missing.Name}: {missing.Example}");
        IsIncomplete |= shape.Keys.Any(k => k.IsRequired && k.Property.GetValue(section) is null);
        // A misspelt key was meant to be the one.
        var misspelt = mapping.Entries.Any(e => shape.Find(e.Key.Text) is null) && !shape.ExactlyOne.Any(seen.ContainsKey);
        if (shape.ExactlyOne.Count > 0 && !misspelt && shape.ExactlyOne.Count(seen.ContainsKey) != 1)
        {
            var given = shape.ExactlyOne.Where(seen.ContainsKey).ToArray();
            var of = given.Length > 0 ? given : shape.ExactlyOne;
            Report(given.Length > 1 ? given.Select(k => seen[k]).MaxBy(p => (p.Line, p.Column)) : mapping.Position, path, $"{(given.Length == 0 ? "none" : given.Length == 2 ? "both" : "all")} of {string.Join(of.Count > 2 ? ", " : " and ", of)} given, expected exactly one; {(given.Length == 0 ? "add" : "keep")} one of them");
        }
        return section;
    }

    object? Value(KeyShape key, YamlValue value, string path)
    {
        switch (key.Kind)
        {
            case KeyKind.Scalar: return Scalar(key, value, path);
            case KeyKind.List: return List(key, value, path);
            case KeyKind.Sections: return Sections(key, value, path);
            case KeyKind.Indicators: return Indicators(value, path);
            default:
                if (value is YamlMapping mapping) return Bind(key.Section!, mapping, path);
                var inner = key.Section!.Keys[0].Name;
                Report(value.Position, path, $"{value.Kind} given, expected a section; write \"{key.Name}: {{ {inner}: … }}\", or remove the key for its defaults");
                return null;
        }
    }

    object? Scalar(KeyShape key, YamlValue value, string path)
    {
        var format = key.Scalar!;
        var setting = key.Setting;
        var expected = setting.PatternMeaning ?? format.Expected(setting.Least, setting.Most);
        var example = key.Example;
        if (value is not YamlScalar { IsNull: false } scalar)
        {
            Report(value.Position, path, $"{value.Kind} given, expected {expected}; write it like {example}{(value is YamlScalar ? ", or remove the key" : "")}");
            return null;
        }
        if (scalar.IsQuoted && !format.MayBeQuoted)
        {
            Report(value.Position, path, $"{scalar.Kind} is text, expected {expected}; remove the quotes");
            return null;
        }
        var parsed = format.Parse(scalar.Text);
        var fits = parsed is not null && (setting.Pattern is null || Regex.IsMatch(scalar.Text.Trim(), $"^(?:{setting.Pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        if (!fits)
        {
            var nearest = format is ChoiceFormat choice ? NameSuggestion.Nearest(scalar.Text, choice.Words) : null;
            Report(value.Position, path, $"{scalar.Kind} is not {expected}; {(nearest is null ? $"write it like {example}" : $"did you mean {nearest}?")}");
            return null;
        }
        if (format.IsWithin(parsed!, setting.Least, setting.Most)) return parsed;
        Report(value.Position, path, $"{scalar.Text} is out of range, expected {expected}; change it");
        return null;
    }

    Array? Sections(KeyShape key, YamlValue value, string path)
    {
        if (value is not YamlSequence sequence)
        {
            Report(value.Position, path, $"{value.Kind} given, expected a list; write it like {key.Setting.Example}");
            return null;
        }
        var items = Array.CreateInstance(key.Section!.Type, sequence.Items.Count);
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var at = $"{path}[{i}]";
            positions[at] = sequence.Items[i].Position;
            if (sequence.Items[i] is YamlMapping mapping) items.SetValue(Bind(key.Section, mapping, at), i);
            else Report(sequence.Items[i].Position, at, $"{sequence.Items[i].Kind} given, expected a section; write it like {key.Setting.Example}");
        }
        return items;
    }

    Array? List(KeyShape key, YamlValue value, string path)
    {
        if (value is not YamlSequence sequence)
        {
            Report(value.Position, path, $"{value.Kind} given, expected a list; write it like {key.Setting.Example}");
            return null;
        }
        if (sequence.Items.Count == 0)
        {
            Report(value.Position, path, $"an empty list given, expected at least one; write it like {key.Setting.Example}");
            return null;
        }
        var itemType = key.Property.PropertyType.GetGenericArguments()[0];
        var items = Array.CreateInstance(itemType, sequence.Items.Count);
        var first = new Dictionary<object, int>();
        var complete = true;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var at = $"{path}[{i}]";
            positions[at] = sequence.Items[i].Position;
            var item = Item(key.Scalar!, sequence.Items[i], at);
            complete &= item is not null;
            if (item is null) continue;
            if (first.TryAdd(item, i)) items.SetValue(item, i);
            else Report(sequence.Items[i].Position, at, $"{sequence.Items[i].Kind} is listed twice (first as number {first[item] + 1}); remove one");
        }
        return complete ? items : null;
    }

    object? Item(ScalarFormat format, YamlValue value, string path)
    {
        // A bare word in a list is what it looks like, so that the tickers ON, NULL or TRUE stay tickers.
        if (value is YamlScalar scalar && format.Parse(scalar.Text) is { } parsed) return parsed;
        Report(value.Position, path, $"{value.Kind} given, expected {format.Noun}; write it like {format.Example}");
        return null;
    }

    List<IndicatorSetting>? Indicators(YamlValue value, string path)
    {
        if (value is not YamlMapping mapping)
        {
            Report(value.Position, path, $"{value.Kind} given, expected names with indicator calls; write it like {{ atr: atr(14) }}");
            return null;
        }
        var indicators = new List<IndicatorSetting>();
        var seen = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        foreach (var (key, call) in mapping.Entries)
        {
            var at = Join(path, key.Text);
            positions[at] = call.Position;
            if (!IndicatorName().IsMatch(key.Text)) Report(key.Position, at, $"\"{key.Text}\" cannot name an indicator, expected a letter, then letters, digits and _, at most 32; rename it, for example \"fast\"");
            else if (!seen.TryAdd(key.Text, key.Position)) Report(key.Position, at, Again(seen[key.Text]));
            else if (call is YamlScalar { IsNull: false } scalar) indicators.Add(new IndicatorSetting(key.Text, scalar.Text.Trim()));
            else Report(call.Position, at, $"{call.Kind} given, expected an indicator call; write it like {key.Text}: sma(10)");
        }
        return indicators;
    }

    void Report(SourcePosition position, string path, string message) => errors.Add(new ConfigurationError(position, path, message));

    static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    static string Again(SourcePosition first) => first.Line == 0 ? "is given twice; keep one" : $"is given twice (first in line {first.Line}); keep one";

    static string Unknown(SectionShape shape, string name)
    {
        var names = shape.Keys.Select(k => k.Name);
        return NameSuggestion.Nearest(name, names) is { } nearest
            ? $"unknown key; did you mean \"{nearest}\"?"
            : $"unknown key; the keys here are {string.Join(", ", names)}: remove it or use one of them";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,31}$")]
    private static partial Regex IndicatorName();
}
