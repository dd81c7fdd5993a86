namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the volatility that a price implies; answered by an option computation.</summary>
public sealed class ReqCalcImpliedVolat : IClientMessage<ReqCalcImpliedVolat>
{
    public int ReqId;
    public Contract Contract = new();
    public double OptionPrice;
    public double UnderPrice;
    public int OptionCount;
    public string Options = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqCalcImpliedVolat;

    public static void Transfer<TWire>(ref TWire wire, ref ReqCalcImpliedVolat m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(3);
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Double(ref m.OptionPrice);
        wire.Double(ref m.UnderPrice);
        wire.IntOrDefault(ref m.OptionCount);
        wire.Text(ref m.Options);
    }

    public static void Deliver(in ReqCalcImpliedVolat m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Asks for the price that a volatility implies; answered by an option computation.</summary>
public sealed class ReqCalcOptionPrice : IClientMessage<ReqCalcOptionPrice>
{
    public int ReqId;
    public Contract Contract = new();
    public double Volatility;
    public double UnderPrice;
    public int OptionCount;
    public string Options = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqCalcOptionPrice;

    public static void Transfer<TWire>(ref TWire wire, ref ReqCalcOptionPrice m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(3);
        wire.Int(ref m.ReqId);
        ContractFields.Request(ref wire, m.Contract);
        wire.Double(ref m.Volatility);
        wire.Double(ref m.UnderPrice);
        wire.IntOrDefault(ref m.OptionCount);
        wire.Text(ref m.Options);
    }

    public static void Deliver(in ReqCalcOptionPrice m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Ends a volatility calculation.</summary>
public struct CancelCalcImpliedVolat : IClientMessage<CancelCalcImpliedVolat>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelCalcImpliedVolat;

    public static void Transfer<TWire>(ref TWire wire, ref CancelCalcImpliedVolat m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelCalcImpliedVolat m, IClientMessageHandler handler) => handler.On(in m);
}

/// <summary>Ends a price calculation.</summary>
public struct CancelCalcOptionPrice : IClientMessage<CancelCalcOptionPrice>
{
    public int ReqId;

    public static ClientMessageId MessageId => ClientMessageId.CancelCalcOptionPrice;

    public static void Transfer<TWire>(ref TWire wire, ref CancelCalcOptionPrice m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(1);
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in CancelCalcOptionPrice m, IClientMessageHandler handler) => handler.On(in m);
}
