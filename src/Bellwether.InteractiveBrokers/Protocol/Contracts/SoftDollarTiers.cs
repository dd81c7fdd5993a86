namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the soft dollar tiers of the login.</summary>
public struct ReqSoftDollarTiers : IClientMessage<ReqSoftDollarTiers>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.ReqSoftDollarTiers;

    public static int Since => ServerVersions.SoftDollarTier;

    public static void Transfer<TWire>(ref TWire wire, ref ReqSoftDollarTiers m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in ReqSoftDollarTiers m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>The soft dollar tiers of the login.</summary>
public sealed class SoftDollarTiers : IServerMessage<SoftDollarTiers>
{
    public int ReqId;
    public SoftDollarTier[] Tiers = [];

    public static ServerMessageId MessageId => ServerMessageId.SoftDollarTiers;

    public static int Since => ServerVersions.SoftDollarTier;

    public static void Transfer<TWire>(ref TWire wire, ref SoftDollarTiers m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.List(ref m.Tiers);
    }

    public static void Deliver(in SoftDollarTiers m, IServerMessageHandler handler) => handler.On(m);
}
