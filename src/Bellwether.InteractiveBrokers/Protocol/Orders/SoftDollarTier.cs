namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A soft dollar tier.</summary>
public struct SoftDollarTier : IFields<SoftDollarTier>
{
    public string Name = "";
    public string Value = "";

    /// <summary>Only the gateway sends it.</summary>
    public string DisplayName = "";

    public SoftDollarTier()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref SoftDollarTier m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Name);
        wire.Text(ref m.Value);
        wire.Text(ref m.DisplayName);
    }

    /// <summary>As part of an order, where only the gateway names the tier for people.</summary>
    internal static void OfOrder<TWire>(ref TWire wire, ref SoftDollarTier m, bool withDisplayName) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Name, "softDollarTier.name");
        wire.Text(ref m.Value, "softDollarTier.value");
        if (withDisplayName) wire.Text(ref m.DisplayName, "softDollarTier.displayName");
    }
}
