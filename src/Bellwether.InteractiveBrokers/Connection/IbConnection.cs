using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// A connection of one client to IB Gateway or TWS. It frames and decodes; what the messages mean is the caller's business.
/// One reader and one writer may use it at the same time, no more.
/// <para>
/// Whoever has a thread of its own uses <see cref="Receive"/> and <see cref="Flush"/>, which wait in the socket: bytes that arrive then wake that thread and
/// nothing else. The others use <see cref="ReceiveAsync"/> and <see cref="FlushAsync"/>. The first asynchronous call makes every later call go the longer way
/// through the runtime's event loop.
/// </para>
/// </summary>
public sealed class IbConnection : IAsyncDisposable
{
    readonly Socket _socket;
    readonly FrameWriter _frames = new();
    readonly WireCapture? _capture;
    readonly FrameBuffer _input = new();
    ArrayBufferWriter<byte> _output = new(1 << 14);

    /// <summary>What is being sent, while the next requests are written to the other one.</summary>
    ArrayBufferWriter<byte> _sending = new(1 << 14);
    bool _isConnected;

    /// <summary>Bytes came that were not dispatched yet.</summary>
    bool _isUnread;
    bool _isEnded;

    IbConnection(Socket socket, string host, int port, WireCapture? capture)
    {
        _socket = socket;
        Host = host;
        Port = port;
        _capture = capture;
    }

    public string Host { get; }

    public int Port { get; }

    /// <summary>The negotiated version.</summary>
    public int ServerVersion { get; private set; }

    /// <summary>The gateway's time at the handshake: yyyyMMdd HH:mm:ss and a zone, whose name may hold blanks.</summary>
    public string ConnectionTime { get; private set; } = "";

    /// <summary>
    /// Connects, agrees on a version and opens the session. The gateway's connect burst (working orders, accounts, next id, notices) is read by
    /// <see cref="ReadAsync"/>.
    /// </summary>
    /// <exception cref="IbConnectionException">There is no connection; <see cref="IbConnectionException.Failure"/> says why.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ArgumentException">The options are contradictory.</exception>
    public static async Task<IbConnection> ConnectAsync(
        string host, int port, int clientId, IbConnectOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Check();
        using var timer = new CancellationTokenSource(options.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connection = new IbConnection(socket, host, port, options.Capture);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, either.Token).ConfigureAwait(false);
            // The greeting is exchanged on a thread that waits in the socket, so that nothing asynchronous was done with it when the caller gets it.
            await Task.Factory.StartNew(() => connection.Open(addresses, clientId, options, either.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            var isConnected = connection._isConnected;
            await connection.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (either.IsCancellationRequested) throw TimedOut(host, port, isConnected, options, e);
            if (Explain(e, host, port, isConnected) is { } explained) throw explained;
            throw;
        }
    }

    /// <summary>Buffers a request; <see cref="FlushAsync"/> sends it.</summary>
    /// <exception cref="ProtocolException">The request cannot be written; nothing of it was buffered.</exception>
    public void Write<TMessage>(in TMessage message) where TMessage : IClientMessage<TMessage>
    {
        _frames.WriteClient(_output, in message, ServerVersion);
        _capture?.Sent(_frames.LastPayload, ServerVersion);
    }

    /// <summary>Buffers a frame that was encoded before for this server version, its length prefix included.</summary>
    public void WriteFrame(ReadOnlySpan<byte> frame)
    {
        _output.Write(frame);
        _capture?.Sent(frame[Frames.PrefixLength..], ServerVersion);
    }

    /// <summary>Sends what was buffered.</summary>
    /// <param name="cancellationToken">Cancelling it may leave half a request behind: close the connection then.</param>
    /// <exception cref="IbConnectionException">The connection broke.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_output.WrittenCount == 0) return;
        (_output, _sending) = (_sending, _output);
        try
        {
            for (var rest = _sending.WrittenMemory; !rest.IsEmpty;)
                rest = rest[await _socket.SendAsync(rest, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
        _sending.ResetWrittenCount();
    }

    /// <summary>Sends what was buffered, waiting on the calling thread.</summary>
    /// <param name="atMost">How long the socket may take nothing; whole milliseconds.</param>
    /// <returns>False when it took nothing for so long: half a request may have left, close the connection.</returns>
    /// <exception cref="IbConnectionException">The connection broke.</exception>
    public bool Flush(TimeSpan atMost)
    {
        if (_output.WrittenCount == 0) return true;
        try
        {
            var milliseconds = (int)atMost.TotalMilliseconds;
            if (_socket.SendTimeout != milliseconds) _socket.SendTimeout = milliseconds;
            for (var rest = _output.WrittenSpan; !rest.IsEmpty;)
            {
                var sent = _socket.Send(rest, SocketFlags.None, out var problem);
                if (problem == SocketError.TimedOut) return false;
                if (problem != SocketError.Success) throw Broken(new SocketException((int)problem));
                rest = rest[sent..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
        _output.ResetWrittenCount();
        return true;
    }

    /// <summary>Waits for bytes and hands every whole message among them to the handler: <see cref="ReceiveAsync"/> and <see cref="Dispatch"/> in one.</summary>
    /// <returns>False when the gateway has closed the connection; there is nothing more to read.</returns>
    /// <exception cref="ProtocolException">A frame cannot be trusted: close the connection.</exception>
    /// <exception cref="IbConnectionException">The connection broke.</exception>
    public async ValueTask<bool> ReadAsync(IServerMessageHandler handler, CancellationToken cancellationToken = default)
    {
        await ReceiveAsync(cancellationToken).ConfigureAwait(false);
        return Dispatch(handler);
    }

    /// <summary>
    /// Waits on the calling thread until there are bytes to dispatch, or the connection ended. Each call that answers true is followed by one
    /// <see cref="Dispatch"/>.
    /// </summary>
    /// <param name="atMost">Whole milliseconds, at least one.</param>
    /// <returns>False when nothing came in that time.</returns>
    /// <exception cref="IbConnectionException">The connection broke.</exception>
    public bool Receive(TimeSpan atMost)
    {
        if (_isUnread) return true;
        try
        {
            var milliseconds = (int)atMost.TotalMilliseconds;
            if (_socket.ReceiveTimeout != milliseconds) _socket.ReceiveTimeout = milliseconds;
            var length = _socket.Receive(_input.Room().Span, SocketFlags.None, out var problem);
            if (problem == SocketError.TimedOut) return false;
            if (problem != SocketError.Success) throw Broken(new SocketException((int)problem));
            Received(length);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    /// <summary>
    /// Waits until there are bytes to dispatch, or the connection ended. Each call is followed by one <see cref="Dispatch"/>, on whichever thread suits the
    /// caller.
    /// </summary>
    /// <exception cref="IbConnectionException">The connection broke.</exception>
    public async ValueTask ReceiveAsync(CancellationToken cancellationToken = default)
    {
        if (_isUnread) return;
        try
        {
            Received(await _socket.ReceiveAsync(_input.Room(), SocketFlags.None, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    /// <summary>Hands every whole message of the bytes received to the handler, synchronously.</summary>
    /// <returns>False when the gateway has closed the connection; there is nothing more to read.</returns>
    /// <exception cref="ProtocolException">A frame cannot be trusted: close the connection.</exception>
    /// <exception cref="IbConnectionException">The connection ended within a message.</exception>
    public bool Dispatch(IServerMessageHandler handler)
    {
        _isUnread = false;
        while (_input.TryRead(out var frame))
        {
            _capture?.Received(frame, ServerVersion);
            ServerMessages.Dispatch(frame, ServerVersion, handler);
        }
        if (!_isEnded) return true;
        if (!_input.IsEmpty) throw Broken(null);
        return false;
    }

    /// <summary>Closes the connection. Requests that were not flushed are dropped.</summary>
    public ValueTask DisposeAsync()
    {
        // Closing the socket ends a read or flush that is under way; the buffers are nothing but memory.
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    void Received(int length)
    {
        _input.Added(length);
        _isUnread = true;
        if (length == 0) _isEnded = true;
    }

    void Open(IPAddress[] addresses, int clientId, IbConnectOptions options, CancellationToken cancellationToken)
    {
        // A wait in the socket ends when the socket is closed.
        using var closing = cancellationToken.Register(_socket.Dispose);
        _socket.Connect(addresses, Port);
        _isConnected = true;
        new ClientHello(options.MinVersion, options.MaxVersion).Write(_output);
        SendAll();
        var hello = ReadHello();
        if (hello.ServerVersion < options.MinVersion || hello.ServerVersion > options.MaxVersion)
        {
            throw new IbConnectionException(IbConnectionFailure.VersionNotSupported, Host, Port,
                $"the gateway speaks server version {hello.ServerVersion}, expected {options.MinVersion} to {options.MaxVersion}. "
                + (hello.ServerVersion < options.MinVersion ? "Update IB Gateway or TWS" : "This is not how a gateway answers: check what listens there"));
        }
        ServerVersion = hello.ServerVersion;
        ConnectionTime = hello.ConnectionTime;
        Write(new StartApi { ClientId = clientId, OptionalCapabilities = options.OptionalCapabilities });
        SendAll();
    }

    void SendAll()
    {
        for (var rest = _output.WrittenSpan; !rest.IsEmpty;) rest = rest[_socket.Send(rest)..];
        _output.ResetWrittenCount();
    }

    /// <summary>What follows the greeting stays in the buffer.</summary>
    ServerHello ReadHello()
    {
        while (true)
        {
            var length = _socket.Receive(_input.Room().Span);
            if (length == 0) throw new IbConnectionException(IbConnectionFailure.ClosedDuringHandshake, Host, Port, ClosedAdvice);
            _input.Added(length);
            var rest = _input.Waiting;
            if (!ServerHello.TryRead(ref rest, out var hello)) continue;
            _input.Took(_input.Waiting.Length - rest.Length);
            _isUnread = !_input.IsEmpty;
            return hello;
        }
    }

    IbConnectionException Broken(Exception? inner) =>
        new(IbConnectionFailure.Broken, Host, Port, "the connection broke. The gateway stopped, restarted or lost the network: connect again", inner);

    const string ClosedAdvice =
        "closed during the handshake. Check in the gateway's API settings that socket clients are enabled and that this machine is a trusted address, "
        + "and that the gateway is recent enough";

    static IbConnectionException TimedOut(string host, int port, bool connected, IbConnectOptions options, Exception e) =>
        new(IbConnectionFailure.Timeout, host, port,
            $"no {(connected ? "answer to the greeting" : "connection")} within {options.Timeout.TotalSeconds:0.###} s. "
            + (connected ? "Is a dialog open in IB Gateway or TWS, or is this not the API port?" : "Check host, port and firewall"), e);

    static IbConnectionException? Explain(Exception e, string host, int port, bool connected) => e switch
    {
        IbConnectionException => null,
        ProtocolException => new(IbConnectionFailure.NotAGateway, host, port, $"something else than a gateway answers: {e.Message}", e),
        SocketException when connected => new(IbConnectionFailure.ClosedDuringHandshake, host, port, ClosedAdvice, e),
        SocketException s => new(IbConnectionFailure.Refused, host, port,
            $"no connection ({s.SocketErrorCode}). Is IB Gateway or TWS running and logged in, is its API enabled, and is this its API port "
            + "(Gateway 4001 live, 4002 paper; TWS 7496 live, 7497 paper)?", e),
        _ => null,
    };
}
