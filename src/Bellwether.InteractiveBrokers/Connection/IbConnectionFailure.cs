namespace Bellwether.InteractiveBrokers;

/// <summary>Why there is no connection to the gateway.</summary>
public enum IbConnectionFailure
{
    /// <summary>Nothing listens at the address, or the host is not known or not reachable.</summary>
    Refused,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The gateway speaks no version of the range.</summary>
    VersionNotSupported,

    /// <summary>The other end closed before the handshake was over.</summary>
    ClosedDuringHandshake,

    /// <summary>The other end does not speak this protocol.</summary>
    NotAGateway,

    /// <summary>An established connection broke.</summary>
    Broken,
}
