namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks an advisor's configuration.</summary>
public struct ReqFa : IClientMessage<ReqFa>
{
    /// <summary>1 groups, 3 aliases.</summary>
    public int FaDataType;

    public static ClientMessageId MessageId => ClientMessageId.ReqFa;

    public static void Transfer<TWire>(ref TWire wire, ref ReqFa m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.FaDataType);
    }

    public static void Deliver(in ReqFa m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Replaces an advisor's configuration.</summary>
public sealed class ReplaceFa : IClientMessage<ReplaceFa>
{
    /// <summary>1 groups, 3 aliases.</summary>
    public int FaDataType;

    public string Xml = "";
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.ReplaceFa;

    public static void Transfer<TWire>(ref TWire wire, ref ReplaceFa m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.FaDataType);
        wire.Text(ref m.Xml);
        if (wire.ServerVersion >= ServerVersions.ReplaceFaEnd) wire.IntOrDefault(ref m.ReqId);
    }

    public static void Deliver(in ReplaceFa m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>An advisor's configuration.</summary>
public sealed class ReceiveFa : IServerMessage<ReceiveFa>
{
    /// <summary>1 groups, 3 aliases.</summary>
    public int FaDataType;

    public string Xml = "";

    public static ServerMessageId MessageId => ServerMessageId.ReceiveFa;

    public static void Transfer<TWire>(ref TWire wire, ref ReceiveFa m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.FaDataType);
        wire.Text(ref m.Xml);
    }

    public static void Deliver(in ReceiveFa m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>An advisor's configuration was replaced.</summary>
public sealed class ReplaceFaEnd : IServerMessage<ReplaceFaEnd>
{
    public int ReqId;
    public string Text = "";

    public static ServerMessageId MessageId => ServerMessageId.ReplaceFaEnd;

    public static int Since => ServerVersions.ReplaceFaEnd;

    public static void Transfer<TWire>(ref TWire wire, ref ReplaceFaEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Text);
    }

    public static void Deliver(in ReplaceFaEnd m, IServerMessageHandler handler) => handler.On(m);
}
