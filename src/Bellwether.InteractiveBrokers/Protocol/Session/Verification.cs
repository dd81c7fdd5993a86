namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Opens the verification of a program that is registered with the broker.</summary>
public sealed class VerifyRequest : IClientMessage<VerifyRequest>
{
    public string ApiName = "";
    public string ApiVersion = "";

    public static ClientMessageId MessageId => ClientMessageId.VerifyRequest;

    public static void Transfer<TWire>(ref TWire wire, ref VerifyRequest m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.ApiName);
        wire.Text(ref m.ApiVersion);
    }

    public static void Deliver(in VerifyRequest m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>The program's answer to the challenge of a verification.</summary>
public sealed class VerifyMessage : IClientMessage<VerifyMessage>
{
    public string ApiData = "";

    public static ClientMessageId MessageId => ClientMessageId.VerifyMessage;

    public static void Transfer<TWire>(ref TWire wire, ref VerifyMessage m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.ApiData);
    }

    public static void Deliver(in VerifyMessage m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>The challenge of a verification.</summary>
public sealed class VerifyMessageApi : IServerMessage<VerifyMessageApi>
{
    public string ApiData = "";

    public static ServerMessageId MessageId => ServerMessageId.VerifyMessageApi;

    public static void Transfer<TWire>(ref TWire wire, ref VerifyMessageApi m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.ApiData);
    }

    public static void Deliver(in VerifyMessageApi m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>How a verification ended.</summary>
public sealed class VerifyCompleted : IServerMessage<VerifyCompleted>
{
    /// <summary><c>true</c> or <c>false</c>, as a word.</summary>
    public string IsSuccessful = "";

    public string ErrorText = "";

    public static ServerMessageId MessageId => ServerMessageId.VerifyCompleted;

    public static void Transfer<TWire>(ref TWire wire, ref VerifyCompleted m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.IsSuccessful);
        wire.Text(ref m.ErrorText);
    }

    public static void Deliver(in VerifyCompleted m, IServerMessageHandler handler) => handler.On(m);
}
