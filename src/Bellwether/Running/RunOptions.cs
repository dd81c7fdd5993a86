using Bellwether.Configuration;

namespace Bellwether.Running;

/// <summary>What the command line adds to the configuration of a run.</summary>
sealed record RunOptions
{
    public required EffectiveConfiguration Configuration { get; init; }

    /// <summary>No display on the terminal; a synthetic run then ends with its first session.</summary>
    public bool IsHeadless { get; init; }

    /// <summary><c>--until</c> was given, or the configuration sets it.</summary>
    public NodaTime.LocalDate? Until { get; init; }

    /// <summary>Journal folder in place of the usual one.</summary>
    public string? Journal { get; init; }

    /// <summary>File for a copy of what passes between desk and gateway.</summary>
    public string? Capture { get; init; }

    /// <summary>Allow new risk at an external gateway.</summary>
    public bool IsArmed { get; init; }

    /// <summary>End after this much wall time.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The summary is one JSON object.</summary>
    public bool IsJson { get; init; }
}
