namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A text tick (last timestamp, exchanges, RT volume …).</summary>
public sealed class TickString : IServerMessage<TickString>
{
    public int ReqId;
    public int TickType;
    public string Value = "";

    public static ServerMessageId MessageId => ServerMessageId.TickString;

    public static void Transfer<TWire>(ref TWire wire, ref TickString m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(6);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.TickType);
        wire.Text(ref m.Value);
    }

    public static void Deliver(in TickString m, IServerMessageHandler handler) => handler.On(m);
}
