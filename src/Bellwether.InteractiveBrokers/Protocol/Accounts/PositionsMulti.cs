namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to the positions of an account or model.</summary>
public sealed class ReqPositionsMulti : IClientMessage<ReqPositionsMulti>
{
    public int ReqId;
    public string Account = "";
    public string ModelCode = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqPositionsMulti;

    public static void Transfer<TWire>(ref TWire wire, ref ReqPositionsMulti m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Account);
        wire.Text(ref m.ModelCode);
    }

    public static void Deliver(in ReqPositionsMulti m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends such a subscription.</summary>
public struct CancelPositionsMulti : IClientMessage<CancelPositionsMulti>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelPositionsMulti;

    public static void Transfer<TWire>(ref TWire wire, ref CancelPositionsMulti m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelPositionsMulti m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>A position of an account or model.</summary>
public sealed class PositionMulti : IServerMessage<PositionMulti>
{
    public int ReqId;
    public string Account = "";
    public Contract Contract = new();
    public decimal Position;
    public double AvgCost;
    public string ModelCode = "";

    public static ServerMessageId MessageId => ServerMessageId.PositionMulti;

    public static void Transfer<TWire>(ref TWire wire, ref PositionMulti m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Account);
        ContractFields.Answer(ref wire, m.Contract);
        wire.Decimal(ref m.Position);
        wire.DoubleOrDefault(ref m.AvgCost);
        wire.Text(ref m.ModelCode);
    }

    public static void Deliver(in PositionMulti m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>Every position of the request has been sent once.</summary>
public struct PositionMultiEnd : IServerMessage<PositionMultiEnd>
{
    public int ReqId;

    public static ServerMessageId MessageId => ServerMessageId.PositionMultiEnd;

    public static void Transfer<TWire>(ref TWire wire, ref PositionMultiEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in PositionMultiEnd m, IServerMessageHandler handler) => handler.On(in m);
}
