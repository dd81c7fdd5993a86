namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks what the letters of exchange ticks stand for.</summary>
public sealed class ReqSmartComponents : IClientMessage<ReqSmartComponents>
{
    public int ReqId;
    public string BboExchange = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqSmartComponents;

    public static int Since => ServerVersions.RegulatorySnapshot;

    public static void Transfer<TWire>(ref TWire wire, ref ReqSmartComponents m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.BboExchange);
    }

    public static void Deliver(in ReqSmartComponents m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>What the letters of exchange ticks stand for.</summary>
public sealed class SmartComponents : IServerMessage<SmartComponents>
{
    public int ReqId;
    public SmartComponent[] Components = [];

    public static ServerMessageId MessageId => ServerMessageId.SmartComponents;

    public static int Since => ServerVersions.RegulatorySnapshot;

    public static void Transfer<TWire>(ref TWire wire, ref SmartComponents m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.List(ref m.Components);
    }

    public static void Deliver(in SmartComponents m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>One exchange and its letter.</summary>
public struct SmartComponent : IFields<SmartComponent>
{
    public int BitNumber;
    public string Exchange = "";
    public string ExchangeLetter = "";

    public SmartComponent()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref SmartComponent m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.BitNumber);
        wire.Text(ref m.Exchange);
        wire.Text(ref m.ExchangeLetter);
    }
}
