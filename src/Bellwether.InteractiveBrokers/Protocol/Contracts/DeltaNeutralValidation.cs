namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The underlying the gateway chose for a delta neutral combination.</summary>
public struct DeltaNeutralValidation : IServerMessage<DeltaNeutralValidation>
{
    public int ReqId;
    public int ConId;
    public double Delta;
    public double Price;

    public static ServerMessageId MessageId => ServerMessageId.DeltaNeutralValidation;

    public static void Transfer<TWire>(ref TWire wire, ref DeltaNeutralValidation m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.ConId);
        wire.Double(ref m.Delta);
        wire.Double(ref m.Price);
    }

    public static void Deliver(in DeltaNeutralValidation m, IServerMessageHandler handler) => handler.On(in m);
}
