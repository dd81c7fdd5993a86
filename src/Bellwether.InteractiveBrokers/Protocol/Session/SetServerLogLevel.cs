namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Sets how much the gateway logs.</summary>
public struct SetServerLogLevel : IClientMessage<SetServerLogLevel>
{
    /// <summary>1 system, 2 error, 3 warning, 4 information, 5 detail.</summary>
    public int LogLevel = 2;

    public SetServerLogLevel()
    {
    }

    public static ClientMessageId MessageId => ClientMessageId.SetServerLogLevel;

    public static void Transfer<TWire>(ref TWire wire, ref SetServerLogLevel m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.LogLevel);
    }

    public static void Deliver(in SetServerLogLevel m, IClientMessageHandler handler) => handler.On(in m);
}
