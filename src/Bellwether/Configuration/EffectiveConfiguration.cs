using System.Diagnostics.CodeAnalysis;

namespace Bellwether.Configuration;

/// <summary>A valid configuration: the file, its overrides and the defaults in one.</summary>
sealed class EffectiveConfiguration
{
    internal EffectiveConfiguration(string source, Settings settings)
    {
        Source = source;
        Settings = settings;
        Canonical = CanonicalForm.Of(settings);
        Hash = CanonicalForm.Hash(Canonical);
    }

    /// <summary>The file, as it was named to the command.</summary>
    public string Source { get; }

    public Settings Settings { get; }

    /// <summary>Everything in force, defaults included, as JSON (<see cref="CanonicalForm"/>).</summary>
    public string Canonical { get; }

    /// <summary>SHA-256 of <see cref="Canonical"/>, 64 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The first 8 digits of <see cref="Hash"/>, for people.</summary>
    public string ShortHash => Hash[..8];
}

/// <summary>A configuration, or what is wrong with it.</summary>
sealed record ConfigurationResult(EffectiveConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors)
{
    [MemberNotNullWhen(true, nameof(Configuration))]
    public bool IsValid => Configuration is not null;
}
