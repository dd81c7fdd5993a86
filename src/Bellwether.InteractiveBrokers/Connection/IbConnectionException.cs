namespace Bellwether.InteractiveBrokers;

/// <summary>There is no connection to the gateway, or no longer; the message says what to look at.</summary>
public sealed class IbConnectionException : IOException
{
    internal IbConnectionException(IbConnectionFailure failure, string host, int port, string what, Exception? inner = null)
        : base($"{host}:{port}: {what}", inner)
    {
        Failure = failure;
        Host = host;
        Port = port;
    }

    public IbConnectionFailure Failure { get; }

    public string Host { get; }

    public int Port { get; }
}
