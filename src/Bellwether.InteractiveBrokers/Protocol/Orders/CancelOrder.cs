namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks to cancel an order.</summary>
public sealed class CancelOrder : IClientMessage<CancelOrder>
{
    public int OrderId;

    /// <summary>yyyyMMdd-HH:mm:ss in UTC.</summary>
    public string ManualOrderCancelTime = "";

    public string ExtOperator = "";
    public int? ManualOrderIndicator;

    public static ClientMessageId MessageId => ClientMessageId.CancelOrder;

    public static void Transfer<TWire>(ref TWire wire, ref CancelOrder m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.CmeTagging) wire.Version(1);
        wire.Int(ref m.OrderId);
        if (wire.ServerVersion >= ServerVersions.ManualOrderTime) wire.Text(ref m.ManualOrderCancelTime);
        if (wire.ServerVersion is >= ServerVersions.RequestForQuote and < ServerVersions.NoRequestForQuote)
        {
            wire.Constant("", "rfq1");
            wire.Constant("", "rfq2");
            wire.Constant(Unset.Int, "rfq3");
        }
        if (wire.ServerVersion >= ServerVersions.CmeTagging)
        {
            wire.Text(ref m.ExtOperator);
            wire.Optional(ref m.ManualOrderIndicator, Unset.Int);
        }
    }

    public static void Deliver(in CancelOrder m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Asks to cancel every working order, of other clients and manual ones too.</summary>
public sealed class ReqGlobalCancel : IClientMessage<ReqGlobalCancel>
{
    public string ExtOperator = "";
    public int? ManualOrderIndicator;

    public static ClientMessageId MessageId => ClientMessageId.ReqGlobalCancel;

    public static void Transfer<TWire>(ref TWire wire, ref ReqGlobalCancel m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.CmeTagging) wire.Version(1);
        if (wire.ServerVersion >= ServerVersions.CmeTagging)
        {
            wire.Text(ref m.ExtOperator);
            wire.Optional(ref m.ManualOrderIndicator, Unset.Int);
        }
    }

    public static void Deliver(in ReqGlobalCancel m, IClientMessageHandler handler) => handler.On(m);
}
