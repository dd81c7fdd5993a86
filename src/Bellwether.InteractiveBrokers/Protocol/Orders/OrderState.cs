namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The state of an open order, and for a what-if its margin and commission. Money is absent unless the gateway computed it.</summary>
public sealed class OrderState
{
    public OrderStatusWord Status;
    public double? InitMarginBefore;
    public double? MaintMarginBefore;
    public double? EquityWithLoanBefore;
    public double? InitMarginChange;
    public double? MaintMarginChange;
    public double? EquityWithLoanChange;
    public double? InitMarginAfter;
    public double? MaintMarginAfter;
    public double? EquityWithLoanAfter;
    public double? Commission;
    public double? MinCommission;
    public double? MaxCommission;
    public string CommissionCurrency = "";
    public OrderPreview Preview = new();
    public string WarningText = "";

    internal static void Transfer<TWire>(ref TWire wire, OrderState m) where TWire : struct, IWire, allows ref struct
    {
        wire.Word(ref m.Status);
        if (wire.ServerVersion >= ServerVersions.WhatIfMargins)
        {
            wire.NumberAsText(ref m.InitMarginBefore, Unset.Double);
            wire.NumberAsText(ref m.MaintMarginBefore, Unset.Double);
            wire.NumberAsText(ref m.EquityWithLoanBefore, Unset.Double);
            wire.NumberAsText(ref m.InitMarginChange, Unset.Double);
            wire.NumberAsText(ref m.MaintMarginChange, Unset.Double);
            wire.NumberAsText(ref m.EquityWithLoanChange, Unset.Double);
        }
        wire.NumberAsText(ref m.InitMarginAfter, Unset.Double);
        wire.NumberAsText(ref m.MaintMarginAfter, Unset.Double);
        wire.NumberAsText(ref m.EquityWithLoanAfter, Unset.Double);
        wire.Optional(ref m.Commission);
        wire.Optional(ref m.MinCommission);
        wire.Optional(ref m.MaxCommission);
        wire.Text(ref m.CommissionCurrency);
        if (wire.ServerVersion >= ServerVersions.FullOrderPreview) OrderPreview.Transfer(ref wire, m.Preview);
        wire.FreeText(ref m.WarningText);
    }
}
