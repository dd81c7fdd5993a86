namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to an order book.</summary>
public sealed class ReqMktDepth : IClientMessage<ReqMktDepth>
{
    public int ReqId;
    public Contract Contract = new();
    public int NumRows;
    public bool IsSmartDepth;
    public string MktDepthOptions = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqMktDepth;

    public static void Transfer<TWire>(ref TWire wire, ref ReqMktDepth m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(5);
        wire.Int(ref m.ReqId);
        ContractFields.Depth(ref wire, m.Contract);
        wire.Int(ref m.NumRows);
        if (wire.ServerVersion >= ServerVersions.SmartDepth) wire.Bool(ref m.IsSmartDepth);
        wire.Text(ref m.MktDepthOptions);
    }

    public static void Deliver(in ReqMktDepth m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends an order book subscription.</summary>
public struct CancelMktDepth : IClientMessage<CancelMktDepth>
{
    public int ReqId;
    public bool IsSmartDepth;

    public static ClientMessageId MessageId => ClientMessageId.CancelMktDepth;

    public static void Transfer<TWire>(ref TWire wire, ref CancelMktDepth m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        if (wire.ServerVersion >= ServerVersions.SmartDepth) wire.Bool(ref m.IsSmartDepth);
    }

    public static void Deliver(in CancelMktDepth m, IClientMessageHandler handler) => handler.On(in m);
}
