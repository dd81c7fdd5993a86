namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Opens the verification of a program that also authenticates its vendor.</summary>
public sealed class VerifyAndAuthRequest : IClientMessage<VerifyAndAuthRequest>
{
    public string ApiName = "";
    public string ApiVersion = "";
    public string OpaqueIsvKey = "";

    public static ClientMessageId MessageId => ClientMessageId.VerifyAndAuthRequest;

    public static void Transfer<TWire>(ref TWire wire, ref VerifyAndAuthRequest m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.ApiName);
        wire.Text(ref m.ApiVersion);
        wire.Text(ref m.OpaqueIsvKey);
    }

    public static void Deliver(in VerifyAndAuthRequest m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>The program's answer to the challenges of a verification with authentication.</summary>
public sealed class VerifyAndAuthMessage : IClientMessage<VerifyAndAuthMessage>
{
    public string ApiData = "";
    public string XyzResponse = "";

    public static ClientMessageId MessageId => ClientMessageId.VerifyAndAuthMessage;

    public static void Transfer<TWire>(ref TWire wire, ref VerifyAndAuthMessage m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.ApiData);
        wire.Text(ref m.XyzResponse);
    }

    public static void Deliver(in VerifyAndAuthMessage m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>The challenges of a verification with authentication.</summary>
public sealed class VerifyAndAuthMessageApi : IServerMessage<VerifyAndAuthMessageApi>
{
    public string ApiData = "";
    public string XyzChallenge = "";

    public static ServerMessageId MessageId => ServerMessageId.VerifyAndAuthMessageApi;

    public static void Transfer<TWire>(ref TWire wire, ref VerifyAndAuthMessageApi m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.ApiData);
        wire.Text(ref m.XyzChallenge);
    }

    public static void Deliver(in VerifyAndAuthMessageApi m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>How a verification with authentication ended.</summary>
public sealed class VerifyAndAuthCompleted : IServerMessage<VerifyAndAuthCompleted>
{
    /// <summary><c>true</c> or <c>false</c>, as a word.</summary>
    public string IsSuccessful = "";

    public string ErrorText = "";

    public static ServerMessageId MessageId => ServerMessageId.VerifyAndAuthCompleted;

    public static void Transfer<TWire>(ref TWire wire, ref VerifyAndAuthCompleted m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.IsSuccessful);
        wire.Text(ref m.ErrorText);
    }

    public static void Deliver(in VerifyAndAuthCompleted m, IServerMessageHandler handler) => handler.On(m);
}
