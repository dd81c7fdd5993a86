using System.Buffers;
using System.Diagnostics;
using System.Net.Sockets;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <content>The sockets: who is let in, what they bring to the loop, and how they get what the loop has for them. No other thread than the loop touches the core.</content>
public sealed partial class GatewayServer
{
    /// <summary>Pieces of a client's input that wait for the loop; its socket is read no further until they are taken.</summary>
    const int WaitingPieces = 16;

    /// <summary>Connections at once, those that have not started included; of those that have, <see cref="GatewayOptions.MostClients"/>.</summary>
    const int MostConnections = 256;

    /// <summary>How long the door stays shut when the machine has no socket for the next caller.</summary>
    static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Connections whose socket is read.</summary>
    int open;

    /// <summary>What a socket brought to the loop: a new connection, bytes, or (without either) its end; or what somebody else wants of the core.</summary>
    readonly record struct Arrival(Connection? Connection, byte[]? Bytes = null, int Length = 0, bool IsNew = false, Action<GatewayCore>? Call = null);

    sealed class Connection(Socket socket)
    {
        public Socket Socket { get; } = socket;

        public long Since { get; } = Stopwatch.GetTimestamp();

        /// <summary>Room for pieces of input on their way to the loop.</summary>
        public SemaphoreSlim Room { get; } = new(WaitingPieces);

        public GatewaySession? Session { get; set; }

        /// <summary>When the core was done with it; 0 while it is not.</summary>
        public long ClosedAt { get; set; }
    }

    /// <summary>Lets the client read the last words before the connection closes.</summary>
    static void End(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The client was faster.
        }
        socket.Dispose();
    }

    /// <summary>False when the connection is gone.</summary>
    static bool Deliver(Socket socket, GatewaySession session)
    {
        try
        {
            while (session.Output.Length > 0)
            {
                var sent = socket.Send(session.Output, SocketFlags.None, out var error);
                if (error is SocketError.WouldBlock or SocketError.IOPending or SocketError.NoBufferSpaceAvailable) return true;
                if (error != SocketError.Success) return false;
                session.Sent(sent);
            }
            return true;
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                if (Volatile.Read(ref open) >= MostConnections)
                {
                    socket.Dispose();
                    continue;
                }
                Interlocked.Increment(ref open);
                socket.NoDelay = true;
                socket.Blocking = false;
                // A peer that vanished without a word is found out, and its client id is free again.
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
                _ = ReceiveAsync(new Connection(socket), cancellationToken);
            }
            catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException)
            {
                return; // The listener was closed.
            }
            catch (SocketException)
            {
                // The caller was gone before it was let in, or the machine is short of sockets for the moment; the others are served on, and the next caller is heard.
                await Task.Delay(AcceptPause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task ReceiveAsync(Connection connection, CancellationToken cancellationToken)
    {
        arrivals.Writer.TryWrite(new Arrival(connection, null, 0, IsNew: true));
        try
        {
            while (true)
            {
                await connection.Room.WaitAsync(cancellationToken).ConfigureAwait(false);
                var bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
                var length = await connection.Socket.ReceiveAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
                if (length == 0)
                {
                    ArrayPool<byte>.Shared.Return(bytes);
                    break;
                }
                arrivals.Writer.TryWrite(new Arrival(connection, bytes, length, IsNew: false));
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection is gone, whoever ended it.
        }
        Interlocked.Decrement(ref open);
        arrivals.Writer.TryWrite(new Arrival(connection, null, 0, IsNew: false));
    }
}
