namespace Bellwether.Configuration;

/// <summary>A value of a YAML document with its position.</summary>
abstract record YamlValue(SourcePosition Position)
{
    /// <summary>What it is, for a sentence: "a list", "text", ….</summary>
    public abstract string Kind { get; }
}

/// <param name="Position">Where it begins.</param>
/// <param name="Text">Without quotes.</param>
/// <param name="IsQuoted">In quotes or a block: text, whatever it looks like.</param>
sealed record YamlScalar(SourcePosition Position, string Text, bool IsQuoted) : YamlValue(Position)
{
    public bool IsNull => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => IsNull ? "nothing" : $"\"{Text}\"";
}

sealed record YamlSequence(SourcePosition Position, IReadOnlyList<YamlValue> Items) : YamlValue(Position)
{
    public override string Kind => "a list";
}

sealed record YamlMapping(SourcePosition Position, IReadOnlyList<YamlEntry> Entries) : YamlValue(Position)
{
    public override string Kind => "a section";
}

readonly record struct YamlEntry(YamlScalar Key, YamlValue Value);
