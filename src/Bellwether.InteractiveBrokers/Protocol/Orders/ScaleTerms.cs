namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>How a scale order splits itself over prices. What follows the price increment travels only when that is above zero.</summary>
public sealed class ScaleTerms
{
    public int? InitLevelSize;
    public int? SubsLevelSize;
    public double? PriceIncrement;
    public double? PriceAdjustValue;
    public int? PriceAdjustInterval;
    public double? ProfitOffset;
    public bool AutoReset;
    public int? InitPosition;
    public int? InitFillQty;
    public bool RandomPercent;

    /// <param name="wire">The wire.</param>
    /// <param name="m">The terms.</param>
    /// <param name="absentSize">What a gateway prints for a size that is not set.</param>
    internal static void Transfer<TWire>(ref TWire wire, ScaleTerms m, string absentSize) where TWire : struct, IWire, allows ref struct
    {
        wire.Optional(ref m.InitLevelSize, absentSize, "scaleInitLevelSize");
        wire.Optional(ref m.SubsLevelSize, absentSize, "scaleSubsLevelSize");
        wire.Optional(ref m.PriceIncrement, field: "scalePriceIncrement");
        if (m.PriceIncrement is not > 0) return;
        wire.Optional(ref m.PriceAdjustValue, field: "scalePriceAdjustValue");
        wire.Optional(ref m.PriceAdjustInterval, field: "scalePriceAdjustInterval");
        wire.Optional(ref m.ProfitOffset, field: "scaleProfitOffset");
        wire.Bool(ref m.AutoReset, "scaleAutoReset");
        wire.Optional(ref m.InitPosition, field: "scaleInitPosition");
        wire.Optional(ref m.InitFillQty, field: "scaleInitFillQty");
        wire.Bool(ref m.RandomPercent, "scaleRandomPercent");
    }
}
