namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The conditions an order waits for. The two switches travel only when there is a condition.</summary>
public sealed class ConditionTerms
{
    public OrderCondition[] List = [];
    public bool IgnoreRth;

    /// <summary>The conditions cancel the order instead of sending it.</summary>
    public bool CancelOrder;

    internal static void Transfer<TWire>(ref TWire wire, ConditionTerms m) where TWire : struct, IWire, allows ref struct
    {
        wire.List(ref m.List, "conditions");
        if (m.List.Length == 0) return;
        wire.Bool(ref m.IgnoreRth, "conditionsIgnoreRth");
        wire.Bool(ref m.CancelOrder, "conditionsCancelOrder");
    }
}
