namespace Bellwether.InteractiveBrokers;

/// <summary>Which requests go first when the broker's message rate is scarce: the lower the number, the sooner.</summary>
public enum RequestLane
{
    /// <summary>Cancels and protective orders.</summary>
    CancelAndProtect,

    /// <summary>Orders that reduce a position.</summary>
    Exit,

    /// <summary>Orders that open or enlarge a position, and the children that are sent with them: a bracket travels in one lane, so that its order is kept.</summary>
    Entry,

    /// <summary>Everything that is not an order.</summary>
    Data,
}
