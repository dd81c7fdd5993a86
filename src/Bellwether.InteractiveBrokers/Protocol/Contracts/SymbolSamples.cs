namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Asks for contracts whose symbol or name begins with a pattern.</summary>
public sealed class ReqMatchingSymbols : IClientMessage<ReqMatchingSymbols>
{
    public int ReqId;
    public string Pattern = "";

    public static ClientMessageId MessageId => ClientMessageId.ReqMatchingSymbols;

    public static void Transfer<TWire>(ref TWire wire, ref ReqMatchingSymbols m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.Text(ref m.Pattern);
    }

    public static void Deliver(in ReqMatchingSymbols m, IClientMessageHandler handler) => handler.On(m);
}

/// <summary>Contracts that match a pattern.</summary>
public sealed class SymbolSamples : IServerMessage<SymbolSamples>
{
    public int ReqId;
    public SymbolSample[] Contracts = [];

    public static ServerMessageId MessageId => ServerMessageId.SymbolSamples;

    public static void Transfer<TWire>(ref TWire wire, ref SymbolSamples m) where TWire : struct, IWire, allows ref struct
    {
        wire.Int(ref m.ReqId);
        wire.List(ref m.Contracts);
    }

    public static void Deliver(in SymbolSamples m, IServerMessageHandler handler) => handler.On(m);
}

/// <summary>A contract that matches a pattern.</summary>
public sealed class SymbolSample : IFields<SymbolSample>
{
    public int ConId;
    public string Symbol = "";
    public string SecType = "";
    public string PrimaryExchange = "";
    public string Currency = "";
    public DerivativeSecType[] DerivativeSecTypes = [];
    public string Description = "";
    public string IssuerId = "";

    public static void Transfer<TWire>(ref TWire wire, ref SymbolSample m) where TWire : struct, IWire, allows ref struct
    {
        wire.IntOrDefault(ref m.ConId);
        wire.Text(ref m.Symbol);
        wire.Text(ref m.SecType);
        wire.Text(ref m.PrimaryExchange);
        wire.Text(ref m.Currency);
        wire.List(ref m.DerivativeSecTypes);
        if (wire.ServerVersion >= ServerVersions.BondIssuerId)
        {
            wire.FreeText(ref m.Description);
            wire.Text(ref m.IssuerId);
        }
    }
}

/// <summary>A kind of derivative that exists on a contract.</summary>
public struct DerivativeSecType : IFields<DerivativeSecType>
{
    public string SecType = "";

    public DerivativeSecType()
    {
    }

    public static void Transfer<TWire>(ref TWire wire, ref DerivativeSecType m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.SecType);
    }
}
