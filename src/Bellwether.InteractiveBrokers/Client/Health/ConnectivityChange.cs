namespace Bellwether.InteractiveBrokers;

/// <summary>What a connectivity code changed.</summary>
public enum ConnectivityChange
{
    /// <summary>Not about connectivity, or nothing new.</summary>
    None,

    /// <summary>The gateway has lost Interactive Brokers (1100, 2110); the socket stands. Add no risk, go on reading, ask nothing that matters.</summary>
    Lost,

    /// <summary>Restored, subscriptions lost (1101): ask for all of them again, then for orders, executions and positions.</summary>
    RestoredDataLost,

    /// <summary>Restored, subscriptions kept (1102): check that data flow, and ask for orders, executions and positions, for reports may be lost.</summary>
    RestoredDataKept,

    /// <summary>The gateway moves to another port and closes this connection (1300).</summary>
    PortReset,
}
