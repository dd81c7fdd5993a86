namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Fields that a message carries twice.</summary>
static class RepeatedFields
{
    /// <summary>The second copy of the trailing stop price: it counts only when the first was absent.</summary>
    public static void TrailStopPrice<TWire>(ref TWire wire, Order o) where TWire : struct, IWire, allows ref struct
    {
        var trailStopPrice2 = o.TrailStopPrice;
        wire.Optional(ref trailStopPrice2, Unset.Double);
        o.TrailStopPrice ??= trailStopPrice2;
    }
}
