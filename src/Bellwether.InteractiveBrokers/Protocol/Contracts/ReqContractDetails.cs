namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for every contract that matches.</summary>
public sealed class ReqContractDetails : IClientMessage<ReqContractDetails>
{
    public int ReqId;
    public Contract Contract = new();
    public bool IncludeExpired;
    public string SecIdType = "";
    public string SecId = "";
    public string IssuerId = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqContractDetails;

    public static void Transfer<TWire>(ref TWire wire, ref ReqContractDetails m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(8);
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Bool(ref m.IncludeExpired);
        wire.Text(ref m.SecIdType);
        wire.Text(ref m.SecId);
        if (wire.ServerVersion >= ServerVersions.BondIssuerId) wire.Text(ref m.IssuerId);
    }

    public static void Deliver(in ReqContractDetails m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>All matches have been sent. No match gives error 200 instead.</summary>
public struct ContractDetailsEnd : IServerMessage<ContractDetailsEnd>
{
    public int ReqId;

    public static ServerMessageId MessageId => ServerMessageId.ContractDetailsEnd;

    public static void Transfer<TWire>(ref TWire wire, ref ContractDetailsEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in ContractDetailsEnd m, IServerMessageHandler handler) => handler.On(in m);
}
