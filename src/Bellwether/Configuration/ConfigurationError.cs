namespace Bellwether.Configuration;

/// <summary>Where a value of the configuration was written.</summary>
/// <param name="Source">The file as it was named to the command, or the command-line option.</param>
/// <param name="Line">From 1; 0 where lines mean nothing.</param>
/// <param name="Column">From 1; 0 where columns mean nothing.</param>
readonly record struct SourcePosition(string Source, int Line, int Column)
{
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Position">Where.</param>
/// <param name="Path">Which key, such as <c>strategy.entry.long</c> or <c>symbols[2]</c>; empty when it is about the whole file.</param>
/// <param name="Message">What was given, what was expected and what to do.</param>
sealed record ConfigurationError(SourcePosition Position, string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? $"{Position}: {Message}" : $"{Position}: {Path}: {Message}";
}
