namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Opens the session after the handshake; the gateway answers with the connect burst.</summary>
public sealed class StartApi : IClientMessage<StartApi>
{
    /// <summary>0 is the client that may bind manual orders.</summary>
    public int ClientId;

    public string OptionalCapabilities = "";

    public static ClientMessageId MessageId => ClientMessageId.StartApi;

    public static void Transfer<TWire>(ref TWire wire, ref StartApi m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(2);
        wire.Int(ref m.ClientId);
        wire.Text(ref m.OptionalCapabilities);
    }

    public static void Deliver(in StartApi m, IClientMessageHandler handler) => handler.On(m);
}
