namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The legs of a combination order.</summary>
public sealed class ComboTerms
{
    public ComboOrderLeg[] Legs = [];

    /// <summary>A price per leg, parallel to <see cref="Legs"/>, or empty.</summary>
    public ComboLegPrice[] LegPrices = [];

    public TagValue[] SmartRoutingParams = [];

    internal static void Transfer<TWire>(ref TWire wire, ComboTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.List(ref m.Legs, "comboLegs");
        wire.List(ref m.LegPrices, "orderComboLegs");
        wire.List(ref m.SmartRoutingParams, "smartComboRoutingParams");
    }
}

/// <summary>The price of one leg.</summary>
public struct ComboLegPrice : IFields<ComboLegPrice>
{
    /// <summary>The price's bits, inverted, so that 0 is no price: an empty price takes one byte of a frame and should take few in memory.</summary>
    long _bits;

    public double? Price
    {
        readonly get => _bits == 0 ? null : BitConverter.Int64BitsToDouble(~_bits);
        set => _bits = value is { } price ? ~BitConverter.DoubleToInt64Bits(price) : 0;
    }

    public static void Transfer<TWire>(ref TWire wire, ref ComboLegPrice m) where TWire : struct, IWire, allows ref struct
    {
        var price = m.Price;
        wire.Optional(ref price);
        m.Price = price;
    }
}

/// <summary>A leg of a combination, as orders carry it.</summary>
public sealed class ComboOrderLeg : IFields<ComboOrderLeg>
{
    public int ConId;
    public int Ratio;

    /// <summary>BUY or SELL.</summary>
    public string Action = "";

    public string Exchange = "";

    /// <summary>0 same as the order, 1 open, 2 close, 3 unknown.</summary>
    public int OpenClose;

    public int ShortSaleSlot;
    public string DesignatedLocation = "";
    public int ExemptCode = -1;

    public static void Transfer<TWire>(ref TWire wire, ref ComboOrderLeg m) where TWire : struct, IWire, allows ref struct
    {
        wire.IntOrDefault(ref m.ConId);
        wire.IntOrDefault(ref m.Ratio);
        wire.Text(ref m.Action);
        wire.Text(ref m.Exchange);
        wire.IntOrDefault(ref m.OpenClose);
        wire.IntOrDefault(ref m.ShortSaleSlot);
        wire.Text(ref m.DesignatedLocation);
        wire.IntOrDefault(ref m.ExemptCode);
    }
}
