namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A soft dollar tier.</summary>
public sealed class SoftDollarTier
{
    public string Name = "";
    public string Value = "";

    /// <summary>Only the gateway sends it.</summary>
    public string DisplayName = "";
}
