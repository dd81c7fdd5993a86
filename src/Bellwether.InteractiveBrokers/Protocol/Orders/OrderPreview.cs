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
public struct OrderAllocation : IFields<OrderAllocation>
{
    public string Account = "";
    public bool IsMonetary;
    BriefDecimal _position;
    BriefDecimal _positionDesired;
    BriefDecimal _positionAfter;
    BriefDecimal _desiredAllocQty;
    BriefDecimal _allowedAllocQty;

    public OrderAllocation()
    {
    }

    public decimal? Position
    {
        readonly get => _position.Value;
        set => _position.Value = value;
    }

    public decimal? PositionDesired
    {
        readonly get => _positionDesired.Value;
        set => _positionDesired.Value = value;
    }

    public decimal? PositionAfter
    {
        readonly get => _positionAfter.Value;
        set => _positionAfter.Value = value;
    }

    public decimal? DesiredAllocQty
    {
        readonly get => _desiredAllocQty.Value;
        set => _desiredAllocQty.Value = value;
    }

    public decimal? AllowedAllocQty
    {
        readonly get => _allowedAllocQty.Value;
        set => _allowedAllocQty.Value = value;
    }

    public static void Transfer<TWire>(ref TWire wire, ref OrderAllocation m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Account);
        Transfer(ref wire, ref m._position, "position");
        Transfer(ref wire, ref m._positionDesired, "positionDesired");
        Transfer(ref wire, ref m._positionAfter, "positionAfter");
        Transfer(ref wire, ref m._desiredAllocQty, "desiredAllocQty");
        Transfer(ref wire, ref m._allowedAllocQty, "allowedAllocQty");
        wire.Bool(ref m.IsMonetary);
    }

    static void Transfer<TWire>(ref TWire wire, ref BriefDecimal amount, string field) where TWire : struct, IWire, allows ref struct
    {
        var value = amount.Value;
        wire.Optional(ref value, field: field);
        amount.Value = value;
    }
}
