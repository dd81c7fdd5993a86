namespace Bellwether.Configuration;

/// <summary>
/// What a key of the configuration means and which values it takes. The binder, the JSON Schema and the manual's completeness test all read it from here.
/// </summary>
/// <param name="meaning">One sentence for a person, with the unit.</param>
[AttributeUsage(AttributeTargets.Property)]
sealed class SettingAttribute(string meaning) : Attribute
{
    public string Meaning { get; } = meaning;

    /// <summary>Smallest value, written as in the file; null for no bound.</summary>
    public string? Least { get; init; }

    /// <summary>Largest value, written as in the file; null for no bound.</summary>
    public string? Most { get; init; }

    /// <summary>A regular expression that a text matches as a whole; null for any text that is not empty.</summary>
    public string? Pattern { get; init; }

    /// <summary>What the pattern describes, after "expected".</summary>
    public string? PatternMeaning { get; init; }

    /// <summary>A value to show where there is no default.</summary>
    public string? Example { get; init; }
}

/// <summary>Exactly one of these keys must be given.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class ExactlyOneAttribute(params string[] keys) : Attribute
{
    public IReadOnlyList<string> Keys { get; } = keys;
}
