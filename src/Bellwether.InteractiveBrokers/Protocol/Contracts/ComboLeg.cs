namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A leg of a combination, as data requests carry it.</summary>
public struct ComboLeg : IFields<ComboLeg>
{
    public int ConId;
    public int Ratio;

    /// <summary>BUY or SELL.</summary>
    public string Action = "";

    public string Exchange = "";

    public ComboLeg()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref ComboLeg m) where TWire : struct, IWire, allows ref struct
    {
        wire.IntOrDefault(ref m.ConId);
        wire.IntOrDefault(ref m.Ratio);
        wire.Text(ref m.Action);
        wire.Text(ref m.Exchange);
    }
}
