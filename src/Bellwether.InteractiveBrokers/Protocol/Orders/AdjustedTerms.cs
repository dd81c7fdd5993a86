namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What a stop order turns into once a price trades.</summary>
public sealed class AdjustedTerms
{
    /// <summary>Empty for none; the gateway prints <c>None</c>.</summary>
    public string OrderType = "";

    public double? TriggerPrice;

    /// <summary>Also the offset of a trailing stop limit.</summary>
    public double? LmtPriceOffset;

    public double? StopPrice;
    public double? StopLimitPrice;
    public double? TrailingAmount;

    /// <summary>0 amount, 100 percent.</summary>
    public int AdjustableTrailingUnit;
}
