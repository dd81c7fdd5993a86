namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A number tick (halted, shortable, trade rate …).</summary>
public struct TickGeneric : IServerMessage<TickGeneric>
{
    public int ReqId;
    public int TickType;
    public double? Value;

    public static ServerMessageId MessageId => ServerMessageId.TickGeneric;

    public static void Transfer<TWire>(ref TWire wire, ref TickGeneric m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(6);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.TickType);
        wire.Optional(ref m.Value, Unset.Double);
    }

    public static void Deliver(in TickGeneric m, IServerMessageHandler handler) => handler.On(in m);
}
