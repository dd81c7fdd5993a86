namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for the option chains of an underlying.</summary>
public sealed class ReqSecDefOptParams : IClientMessage<ReqSecDefOptParams>
{
    public int ReqId;
    public string UnderlyingSymbol = "";
    public string FutFopExchange = "";
    public string UnderlyingSecType = "";
    public int UnderlyingConId;

    public static ClientMessageId MessageId => ClientMessageId.ReqSecDefOptParams;

    public static void Transfer<TWire>(ref TWire wire, ref ReqSecDefOptParams m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.UnderlyingSymbol);
        wire.Text(ref m.FutFopExchange);
        wire.Text(ref m.UnderlyingSecType);
        wire.IntOrDefault(ref m.UnderlyingConId);
    }

    public static void Deliver(in ReqSecDefOptParams m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>One option chain: one message per exchange and trading class.</summary>
public sealed class SecurityDefinitionOptionParameter : IServerMessage<SecurityDefinitionOptionParameter>
{
    public int ReqId;
    public string Exchange = "";
    public int UnderlyingConId;
    public string TradingClass = "";
    public string Multiplier = "";
    public OptionExpiration[] Expirations = [];
    public OptionStrike[] Strikes = [];

    public static ServerMessageId MessageId => ServerMessageId.SecurityDefinitionOptionParameter;

    public static void Transfer<TWire>(ref TWire wire, ref SecurityDefinitionOptionParameter m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Exchange);
        wire.IntOrDefault(ref m.UnderlyingConId);
        wire.Text(ref m.TradingClass);
        wire.Text(ref m.Multiplier);
        wire.List(ref m.Expirations);
        wire.List(ref m.Strikes);
    }

    public static void Deliver(in SecurityDefinitionOptionParameter m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>All option chains have been sent.</summary>
public struct SecurityDefinitionOptionParameterEnd : IServerMessage<SecurityDefinitionOptionParameterEnd>
{
    public int ReqId;

    public static ServerMessageId MessageId => ServerMessageId.SecurityDefinitionOptionParameterEnd;

    public static void Transfer<TWire>(ref TWire wire, ref SecurityDefinitionOptionParameterEnd m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
    }

    public static void Deliver(in SecurityDefinitionOptionParameterEnd m, IServerMessageHandler handler) => handler.On(in m);
}

/// <summary>An expiry.</summary>
public struct OptionExpiration : IFields<OptionExpiration>
{
    /// <summary>yyyyMMdd.</summary>
    public string Expiration = "";

    public OptionExpiration()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref OptionExpiration m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Expiration);
    }
}

/// <summary>A strike.</summary>
public struct OptionStrike : IFields<OptionStrike>
{
    public double Strike;

    public static void Transfer<TWire>(ref TWire wire, ref OptionStrike m) where TWire : struct, IWire, allows ref struct
    {
        wire.Double(ref m.Strike);
    }
}
