namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>What an order pegged to a benchmark follows; travels only with that order type.</summary>
public sealed class BenchmarkPegTerms
{
    public int ReferenceContractId;
    public bool IsPeggedChangeAmountDecrease;
    public double PeggedChangeAmount;
    public double ReferenceChangeAmount;
    public string ReferenceExchangeId = "";

    internal static void Transfer<TWire>(ref TWire wire, BenchmarkPegTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.IntOrDefault(ref m.ReferenceContractId);
        wire.Bool(ref m.IsPeggedChangeAmountDecrease);
        wire.DoubleOrDefault(ref m.PeggedChangeAmount);
        wire.DoubleOrDefault(ref m.ReferenceChangeAmount);
        wire.Text(ref m.ReferenceExchangeId);
    }
}
