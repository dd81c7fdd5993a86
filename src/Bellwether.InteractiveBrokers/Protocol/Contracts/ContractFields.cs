namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The runs of contract fields that messages share.</summary>
static class ContractFields
{
    /// <summary>Twelve fields, as requests carry them.</summary>
    public static void Request<TWire>(ref TWire wire, Contract c) where TWire : struct, IWire, allows ref struct
    {
        Head(ref wire, c, absentStrike: "");
        wire.Text(ref c.Exchange);
        wire.Text(ref c.PrimaryExchange);
        Tail(ref wire, c);
    }

    /// <summary>Eleven fields, as answers carry them: no primary exchange.</summary>
    public static void Answer<TWire>(ref TWire wire, Contract c) where TWire : struct, IWire, allows ref struct
    {
        Head(ref wire, c, Unset.Zero);
        wire.Text(ref c.Exchange);
        Tail(ref wire, c);
    }

    /// <summary>Eleven fields of the portfolio: the primary exchange stands for the exchange.</summary>
    public static void Portfolio<TWire>(ref TWire wire, Contract c) where TWire : struct, IWire, allows ref struct
    {
        Head(ref wire, c, Unset.Zero);
        wire.Text(ref c.PrimaryExchange);
        Tail(ref wire, c);
    }

    /// <summary>The order book request came to know the primary exchange later than others.</summary>
    public static void Depth<TWire>(ref TWire wire, Contract c) where TWire : struct, IWire, allows ref struct
    {
        Head(ref wire, c, absentStrike: "");
        wire.Text(ref c.Exchange);
        if (wire.ServerVersion >= ServerVersions.DepthPrimaryExchange) wire.Text(ref c.PrimaryExchange);
        Tail(ref wire, c);
    }

    /// <summary>Seven fields of the company report request.</summary>
    public static void Fundamental<TWire>(ref TWire wire, Contract c) where TWire : struct, IWire, allows ref struct
    {
        wire.IntOrDefault(ref c.ConId);
        wire.Text(ref c.Symbol);
        wire.Text(ref c.SecType);
        wire.Text(ref c.Exchange);
        wire.Text(ref c.PrimaryExchange);
        wire.Text(ref c.Currency);
        wire.Text(ref c.LocalSymbol);
    }

    static void Head<TWire>(ref TWire wire, Contract c, string absentStrike) where TWire : struct, IWire, allows ref struct
    {
        wire.IntOrDefault(ref c.ConId);
        wire.Text(ref c.Symbol);
        wire.Text(ref c.SecType);
        wire.Text(ref c.LastTradeDateOrContractMonth);
        wire.Optional(ref c.Strike, absentStrike);
        wire.Text(ref c.Right);
        wire.Text(ref c.Multiplier);
    }

    static void Tail<TWire>(ref TWire wire, Contract c) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref c.Currency);
        wire.Text(ref c.LocalSymbol);
        wire.Text(ref c.TradingClass);
    }
}
