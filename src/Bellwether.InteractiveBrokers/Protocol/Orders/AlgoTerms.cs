namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>An execution algorithm of the broker.</summary>
public sealed class AlgoTerms
{
    /// <summary>Adaptive, Twap, Vwap …; empty for none.</summary>
    public string Strategy = "";

    /// <summary>Travel only with a strategy.</summary>
    public TagValue[] Params = [];

    public string Id = "";

    internal static void Transfer<TWire>(ref TWire wire, AlgoTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.Text(ref m.Strategy, "algoStrategy");
        if (m.Strategy.Length > 0) wire.List(ref m.Params, "algoParams");
    }
}
