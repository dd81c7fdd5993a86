namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to the positions of all accounts.</summary>
public struct ReqPositions : IClientMessage<ReqPositions>
{
    public static ClientMessageId MessageId => ClientMessageId.ReqPositions;

    public static void Transfer<TWire>(ref TWire wire, ref ReqPositions m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in ReqPositions m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Ends the position subscription.</summary>
public struct CancelPositions : IClientMessage<CancelPositions>
{
    public static ClientMessageId MessageId => ClientMessageId.CancelPositions;

    public static void Transfer<TWire>(ref TWire wire, ref CancelPositions m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in CancelPositions m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>A position; after the end marker, a change of one.</summary>
public sealed class Position : IServerMessage<Position>
{
    public string Account = "";
    public Contract Contract = new();

    /// <summary>Negative when short, 0 when closed.</summary>
    public decimal Quantity;

    public double AvgCost;

    public static ServerMessageId MessageId => ServerMessageId.Position;

    public static void Transfer<TWire>(ref TWire wire, ref Position m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(3);
        wire.Text(ref m.Account);
        ContractFields.Answer(ref wire, m.Contract);
        wire.Decimal(ref m.Quantity, "position");
        wire.DoubleOrDefault(ref m.AvgCost);
    }

    public static void Deliver(in Position m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>Every position has been sent once.</summary>
public struct PositionEnd : IServerMessage<PositionEnd>
{
    public static ServerMessageId MessageId => ServerMessageId.PositionEnd;

    public static void Transfer<TWire>(ref TWire wire, ref PositionEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
    }

    public static void Deliver(in PositionEnd m, IServerMessageHandler handler) => handler.On(in m);
}
