namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Option model values; -1 or -2 mean "not computed", null means none sent.</summary>
public struct TickOptionComputation : IServerMessage<TickOptionComputation>
{
    public int ReqId;
    public int TickType;

    /// <summary>0 return based, 1 price based.</summary>
    public int TickAttrib;

    public double? ImpliedVol;
    public double? Delta;
    public double? OptPrice;
    public double? PvDividend;
    public double? Gamma;
    public double? Vega;
    public double? Theta;
    public double? UndPrice;

    public static ServerMessageId MessageId => ServerMessageId.TickOptionComputation;

    public static void Transfer<TWire>(ref TWire wire, ref TickOptionComputation m) where TWire : struct, IWire, allows ref struct
    {
        if (wire.ServerVersion < ServerVersions.PriceBasedVolatility) wire.Version(6);
        wire.Int(ref m.ReqId);
        wire.Int(ref m.TickType);
        if (wire.ServerVersion >= ServerVersions.PriceBasedVolatility) wire.IntOrDefault(ref m.TickAttrib);
        wire.Optional(ref m.ImpliedVol, Unset.Double);
        wire.Optional(ref m.Delta, Unset.Double);
        wire.Optional(ref m.OptPrice, Unset.Double);
        wire.Optional(ref m.PvDividend, Unset.Double);
        wire.Optional(ref m.Gamma, Unset.Double);
        wire.Optional(ref m.Vega, Unset.Double);
        wire.Optional(ref m.Theta, Unset.Double);
        wire.Optional(ref m.UndPrice, Unset.Double);
    }

    public static void Deliver(in TickOptionComputation m, IServerMessageHandler handler) => handler.On(in m);
}
