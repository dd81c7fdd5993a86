namespace Bellwether.MarketData;

/// <summary>What a finding means.</summary>
public enum QualitySeverity : byte
{
    /// <summary>Real data can be so; a person may want to look.</summary>
    Warning,

    /// <summary>The data are wrong, or cannot be used as they are.</summary>
    Error,
}
