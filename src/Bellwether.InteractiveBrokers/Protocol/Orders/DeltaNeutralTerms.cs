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
        wire.Text(ref m.OrderType, "deltaNeutralOrderType");
        wire.Optional(ref m.AuxPrice, field: "deltaNeutralAuxPrice");
        if (m.OrderType.Length == 0) return;
        wire.IntOrDefault(ref m.ConId, "deltaNeutralConId");
        wire.Text(ref m.SettlingFirm, "deltaNeutralSettlingFirm");
        wire.Text(ref m.ClearingAccount, "deltaNeutralClearingAccount");
        wire.Text(ref m.ClearingIntent, "deltaNeutralClearingIntent");
        wire.Text(ref m.OpenClose, "deltaNeutralOpenClose");
        ShortSaleFields(ref wire, m);
    }

    internal static void TransferCompleted<TWire>(ref TWire wire, DeltaNeutralTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.OrderType, "deltaNeutralOrderType");
        wire.Optional(ref m.AuxPrice, field: "deltaNeutralAuxPrice");
        if (m.OrderType.Length == 0) return;
        wire.IntOrDefault(ref m.ConId, "deltaNeutralConId");
        ShortSaleFields(ref wire, m);
    }

    static void ShortSaleFields<TWire>(ref TWire wire, DeltaNeutralTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.Bool(ref m.ShortSale, "deltaNeutralShortSale");
        wire.IntOrDefault(ref m.ShortSaleSlot, "deltaNeutralShortSaleSlot");
        wire.Text(ref m.DesignatedLocation, "deltaNeutralDesignatedLocation");
    }
}
