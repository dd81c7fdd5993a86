namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Subscribes to the ticks of a contract, or asks for one snapshot of them.</summary>
public sealed class ReqMktData : IClientMessage<ReqMktData>
{
    public int ReqId;
    public Contract Contract = new();

    /// <summary>The legs, when the security type is BAG.</summary>
    public ComboLeg[] ComboLegs = [];

    public DeltaNeutralContract? DeltaNeutral;

    /// <summary>Numbers of extra ticks, separated by commas; must be empty for a snapshot.</summary>
    public string GenericTickList = "";

    public bool Snapshot;
    public bool RegulatorySnapshot;
    public string MktDataOptions = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqMktData;

    public static void Transfer<TWire>(ref TWire wire, ref ReqMktData m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(11);
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        if (m.Contract.SecType == "BAG") wire.List(ref m.ComboLegs);
        wire.OptionalGroup(ref m.DeltaNeutral, "deltaNeutralPresent");
        wire.Text(ref m.GenericTickList);
        wire.Bool(ref m.Snapshot);
        if (wire.ServerVersion >= ServerVersions.RegulatorySnapshot) wire.Bool(ref m.RegulatorySnapshot);
        wire.Text(ref m.MktDataOptions);
    }

    public static void Deliver(in ReqMktData m, IClientMessageHandler handler) => handler.On(m);
}
