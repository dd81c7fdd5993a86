using System.Net;
using System.Net.Sockets;

namespace Bellwether.EndToEnd;

/// <summary>A port of this machine that another program has taken, until disposed.</summary>
sealed class LoopbackPort : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public LoopbackPort() => listener.Start();

    public int Number => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>A port on which nobody listens.</summary>
    public static int Free()
    {
        using var port = new LoopbackPort();
        return port.Number;
    }

    public void Dispose() => listener.Dispose();
}
