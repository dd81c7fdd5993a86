namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks what scanners there are.</summary>
public struct ReqScannerParameters : IClientMessage<ReqScannerParameters>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqScannerParameters;

    public static void Transfer<TWire>(ref TWire wire, ref ReqScannerParameters m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in ReqScannerParameters m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>What scanners there are.</summary>
public sealed class ScannerParameters : IServerMessage<ScannerParameters>
{
    public string Xml = "";

    public static ServerMessageId MessageId => ServerMessageId.ScannerParameters;

    public static void Transfer<TWire>(ref TWire wire, ref ScannerParameters m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Text(ref m.Xml);
    }

    public static void Deliver(in ScannerParameters m, IServerMessageHandler handler) => handler.On(m);
}
