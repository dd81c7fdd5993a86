namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The hedge order that goes with a volatility order. All but the first two fields travel only when there is an order type.</summary>
public sealed class DeltaNeutralTerms
{
    /// <summary>Empty for none; the gateway prints <c>None</c>, which counts as a type.</summary>
    public string OrderType = "";

    public double? AuxPrice;
    public int ConId;
    public string SettlingFirm = "";
    public string ClearingAccount = "";
    public string ClearingIntent = "";
    public string OpenClose = "";
    public bool ShortSale;
    public int ShortSaleSlot;
    public string DesignatedLocation = "";

    internal static void Transfer<TWire>(ref TWire wire, DeltaNeutralTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.OrderType);
        wire.Optional(ref m.AuxPrice);
        if (m.OrderType.Length == 0) return;
        wire.IntOrDefault(ref m.ConId);
        wire.Text(ref m.SettlingFirm);
        wire.Text(ref m.ClearingAccount);
        wire.Text(ref m.ClearingIntent);
        wire.Text(ref m.OpenClose);
        ShortSaleFields(ref wire, m);
    }

    internal static void TransferCompleted<TWire>(ref TWire wire, DeltaNeutralTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.OrderType);
        wire.Optional(ref m.AuxPrice);
        if (m.OrderType.Length == 0) return;
        wire.IntOrDefault(ref m.ConId);
        ShortSaleFields(ref wire, m);
    }

    static void ShortSaleFields<TWire>(ref TWire wire, DeltaNeutralTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.Bool(ref m.ShortSale);
        wire.IntOrDefault(ref m.ShortSaleSlot);
        wire.Text(ref m.DesignatedLocation);
    }
}
