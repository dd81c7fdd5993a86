namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A size tick.</summary>
public struct TickSize : IServerMessage<TickSize>
{
    public int ReqId;
    public int TickType;

    /// <summary>Shares from server version 159 on, lots of 100 before.</summary>
    public decimal Size;

    public static ServerMessageId MessageId => ServerMessageId.TickSize;

    public static void Transfer<TWire>(ref TWire wire, ref TickSize m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(6);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.TickType);
        wire.DecimalOrDefault(ref m.Size);
    }

    public static void Deliver(in TickSize m, IServerMessageHandler handler) => handler.On(in m);
}
