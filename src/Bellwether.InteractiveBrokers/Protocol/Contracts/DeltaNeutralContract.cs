namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The underlying that keeps a combination delta neutral.</summary>
public sealed class DeltaNeutralContract : IFields<DeltaNeutralContract>
{
    public int ConId;
    public double Delta;
    public double Price;

    public static void Transfer<TWire>(ref TWire wire, ref DeltaNeutralContract m) where TWire : struct, IWire, allows ref struct
    {
        wire.IntOrDefault(ref m.ConId, "dnc.conId");
        wire.DoubleOrDefault(ref m.Delta, "dnc.delta");
        wire.DoubleOrDefault(ref m.Price, "dnc.price");
    }
}
