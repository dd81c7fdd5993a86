namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Ends a historical data request; the gateway answers with error 162.</summary>
public struct CancelHistoricalData : IClientMessage<CancelHistoricalData>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelHistoricalData;

    public static void Transfer<TWire>(ref TWire wire, ref CancelHistoricalData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelHistoricalData m, IClientMessageHandler handler) => handler.On(in m);
}
