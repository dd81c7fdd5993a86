namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Ends a market data subscription.</summary>
public struct CancelMktData : IClientMessage<CancelMktData>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelMktData;

    public static void Transfer<TWire>(ref TWire wire, ref CancelMktData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(2);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelMktData m, IClientMessageHandler handler) => handler.On(in m);
}
