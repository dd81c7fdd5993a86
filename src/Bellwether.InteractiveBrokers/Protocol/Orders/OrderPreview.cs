namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What a what-if tells about margins outside regular hours and about allocations; from server version 195.</summary>
public sealed class OrderPreview
{
    public string MarginCurrency = "";
    public double? InitMarginBeforeOutsideRTH;
    public double? MaintMarginBeforeOutsideRTH;
    public double? EquityWithLoanBeforeOutsideRTH;
    public double? InitMarginChangeOutsideRTH;
    public double? MaintMarginChangeOutsideRTH;
    public double? EquityWithLoanChangeOutsideRTH;
    public double? InitMarginAfterOutsideRTH;
    public double? MaintMarginAfterOutsideRTH;
    public double? EquityWithLoanAfterOutsideRTH;
    public decimal? SuggestedSize;
    public string RejectReason = "";
    public OrderAllocation[] OrderAllocations = [];

    internal static void Transfer<TWire>(ref TWire wire, OrderPreview m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.MarginCurrency);
        wire.Optional(ref m.InitMarginBeforeOutsideRTH, Unset.Double);
        wire.Optional(ref m.MaintMarginBeforeOutsideRTH, Unset.Double);
        wire.Optional(ref m.EquityWithLoanBeforeOutsideRTH, Unset.Double);
        wire.Optional(ref m.InitMarginChangeOutsideRTH, Unset.Double);
        wire.Optional(ref m.MaintMarginChangeOutsideRTH, Unset.Double);
        wire.Optional(ref m.EquityWithLoanChangeOutsideRTH, Unset.Double);
        wire.Optional(ref m.InitMarginAfterOutsideRTH, Unset.Double);
        wire.Optional(ref m.MaintMarginAfterOutsideRTH, Unset.Double);
        wire.Optional(ref m.EquityWithLoanAfterOutsideRTH, Unset.Double);
        wire.Optional(ref m.SuggestedSize, Unset.Size);
        wire.FreeText(ref m.RejectReason);
        wire.List(ref m.OrderAllocations);
    }
}

/// <summary>What one account of an allocated order would get.</summary>
public sealed class OrderAllocation : IFields<OrderAllocation>
{
    public string Account = "";
    public decimal? Position;
    public decimal? PositionDesired;
    public decimal? PositionAfter;
    public decimal? DesiredAllocQty;
    public decimal? AllowedAllocQty;
    public bool IsMonetary;

    public static void Transfer<TWire>(ref TWire wire, ref OrderAllocation m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Account);
        wire.Optional(ref m.Position);
        wire.Optional(ref m.PositionDesired);
        wire.Optional(ref m.PositionAfter);
        wire.Optional(ref m.DesiredAllocQty);
        wire.Optional(ref m.AllowedAllocQty);
        wire.Bool(ref m.IsMonetary);
    }
}
