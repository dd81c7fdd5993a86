using System.Text.Json.Nodes;

namespace Bellwether.Configuration;

/// <summary>How values of one type are written in a configuration: reading, writing, comparing and describing them.</summary>
abstract class ScalarFormat
{
    /// <summary>What is expected, with an article: "a whole number".</summary>
    public abstract string Noun { get; }

    /// <summary>A value, to show what is meant.</summary>
    public abstract string Example { get; }

    /// <summary>Numbers and truth values are not: in quotes they would be text.</summary>
    public virtual bool MayBeQuoted => true;

    /// <summary>The value that a text stands for, or null when it stands for none.</summary>
    public abstract object? Parse(string text);

    /// <summary>The one way to write a value: what is equal is written alike.</summary>
    public abstract string Write(object value);

    /// <summary>The value in JSON.</summary>
    public virtual JsonNode ToJson(object value) => JsonValue.Create(Write(value));

    /// <summary>What a JSON Schema says about values of this type within bounds (each as written, or null).</summary>
    public abstract JsonObject Schema(string? least, string? most);

    /// <summary>Whether a value lies within bounds, both inclusive.</summary>
    public bool IsWithin(object value, string? least, string? most) =>
        (least is null || Comparer<object>.Default.Compare(value, Parse(least)!) >= 0)
        && (most is null || Comparer<object>.Default.Compare(value, Parse(most)!) <= 0);

    /// <summary>What is expected, bounds included: "a whole number from 1 to 65535".</summary>
    public string Expected(string? least, string? most) => (least, most) switch
    {
        (null, null) => Noun,
        (_, null) => $"{Noun} of at least {least}",
        (null, _) => $"{Noun} of at most {most}",
        _ => $"{Noun} from {least} to {most}",
    };
}
