using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// A connection of one client to IB Gateway or TWS. It frames and decodes; what the messages mean is the caller's business.
/// One reader and one writer may use it at the same time, no more.
/// </summary>
public sealed class IbConnection : IAsyncDisposable
{
    readonly Socket _socket;
    readonly PipeReader _input;
    readonly PipeWriter _output;
    readonly FrameWriter _frames = new();
    readonly WireCapture? _capture;
    byte[] _scratch = [];
    ReadResult _received;

    IbConnection(Socket socket, string host, int port, WireCapture? capture)
    {
        _socket = socket;
        var stream = new NetworkStream(socket, ownsSocket: true);
        _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 65536, leaveOpen: true));
        _output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
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
        IbConnection? connection = null;
        try
        {
            await socket.ConnectAsync(host, port, either.Token).ConfigureAwait(false);
            connection = new IbConnection(socket, host, port, options.Capture);
            await connection.OpenAsync(clientId, options, either.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            if (connection is null) socket.Dispose();
            else await connection.DisposeAsync().ConfigureAwait(false);
            if (e is OperationCanceledException && cancellationToken.IsCancellationRequested) throw;
            if (Explain(e, host, port, connected: connection is not null, options) is { } explained) throw explained;
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
    /// <exception cref="IbConnectionException">The connection broke.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
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
    /// Waits on the calling thread until there are bytes to receive, or the connection ended; <see cref="ReceiveAsync"/> then completes at once. For a thread of
    /// one's own this is the shortest way: nothing else has to be woken.
    /// </summary>
    /// <returns>False when nothing came in that time.</returns>
    /// <exception cref="IbConnectionException">The connection broke.</exception>
    public bool WaitForBytes(TimeSpan atMost)
    {
        try
        {
            return _socket.Poll(atMost, SelectMode.SelectRead);
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
        try
        {
            _received = await _input.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
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
        var buffer = _received.Buffer;
        try
        {
            while (Frames.TryRead(ref buffer, out var payload))
            {
                var frame = Contiguous(payload);
                _capture?.Received(frame, ServerVersion);
                ServerMessages.Dispatch(frame, ServerVersion, handler);
            }
        }
        finally
        {
            _input.AdvanceTo(buffer.Start, buffer.End);
        }
        if (!_received.IsCompleted) return true;
        if (!buffer.IsEmpty) throw Broken(null);
        return false;
    }

    /// <summary>Closes the connection. Requests that were not flushed are dropped.</summary>
    public ValueTask DisposeAsync()
    {
        // Closing the socket ends a read or flush that is under way; the pipes own nothing but memory.
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task OpenAsync(int clientId, IbConnectOptions options, CancellationToken cancellationToken)
    {
        new ClientHello(options.MinVersion, options.MaxVersion).Write(_output);
        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
        var hello = await ReadHelloAsync(cancellationToken).ConfigureAwait(false);
        if (hello.ServerVersion < options.MinVersion || hello.ServerVersion > options.MaxVersion)
        {
            throw new IbConnectionException(IbConnectionFailure.VersionNotSupported, Host, Port,
                $"the gateway speaks server version {hello.ServerVersion}, expected {options.MinVersion} to {options.MaxVersion}. "
                + (hello.ServerVersion < options.MinVersion ? "Update IB Gateway or TWS" : "This is not how a gateway answers: check what listens there"));
        }
        ServerVersion = hello.ServerVersion;
        ConnectionTime = hello.ConnectionTime;
        Write(new StartApi { ClientId = clientId, OptionalCapabilities = options.OptionalCapabilities });
        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    async Task<ServerHello> ReadHelloAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (TryReadHello(result.Buffer, out var hello, out var consumed))
            {
                _input.AdvanceTo(consumed);
                return hello;
            }
            _input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
                throw new IbConnectionException(IbConnectionFailure.ClosedDuringHandshake, Host, Port, ClosedAdvice);
        }
    }

    static bool TryReadHello(ReadOnlySequence<byte> buffer, out ServerHello hello, out SequencePosition consumed)
    {
        // The greeting is at most a kilobyte; what follows it stays in the pipe.
        ReadOnlySpan<byte> bytes = buffer.Slice(0, Math.Min(buffer.Length, Frames.PrefixLength + ServerHello.LongestText)).ToArray();
        var rest = bytes;
        var whole = ServerHello.TryRead(ref rest, out hello);
        consumed = buffer.GetPosition(bytes.Length - rest.Length);
        return whole;
    }

    ReadOnlySpan<byte> Contiguous(ReadOnlySequence<byte> payload)
    {
        if (payload.IsSingleSegment) return payload.FirstSpan;
        var length = (int)payload.Length;
        if (_scratch.Length < length) _scratch = new byte[Math.Max(length, 4096)];
        payload.CopyTo(_scratch);
        return _scratch.AsSpan(0, length);
    }

    IbConnectionException Broken(Exception? inner) =>
        new(IbConnectionFailure.Broken, Host, Port, "the connection broke. The gateway stopped, restarted or lost the network: connect again", inner);

    const string ClosedAdvice =
        "closed during the handshake. Check in the gateway's API settings that socket clients are enabled and that this machine is a trusted address, "
        + "and that the gateway is recent enough";

    static IbConnectionException? Explain(Exception e, string host, int port, bool connected, IbConnectOptions options) => e switch
    {
        IbConnectionException => null,
        OperationCanceledException => new(IbConnectionFailure.Timeout, host, port,
            $"no {(connected ? "answer to the greeting" : "connection")} within {options.Timeout.TotalSeconds:0.###} s. "
            + (connected ? "Is a dialog open in IB Gateway or TWS, or is this not the API port?" : "Check host, port and firewall"), e),
        ProtocolException => new(IbConnectionFailure.NotAGateway, host, port, $"something else than a gateway answers: {e.Message}", e),
        SocketException or IOException when connected => new(IbConnectionFailure.ClosedDuringHandshake, host, port, ClosedAdvice, e),
        SocketException s => new(IbConnectionFailure.Refused, host, port,
            $"no connection ({s.SocketErrorCode}). Is IB Gateway or TWS running and logged in, is its API enabled, and is this its API port "
            + "(Gateway 4001 live, 4002 paper; TWS 7496 live, 7497 paper)?", e),
        _ => null,
    };
}
