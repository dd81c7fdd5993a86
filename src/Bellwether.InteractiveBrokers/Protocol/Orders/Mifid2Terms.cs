namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Who decided and executed, under MiFID II.</summary>
public sealed class Mifid2Terms
{
    public string DecisionMaker = "";
    public string DecisionAlgo = "";
    public string ExecutionTrader = "";
    public string ExecutionAlgo = "";
}
