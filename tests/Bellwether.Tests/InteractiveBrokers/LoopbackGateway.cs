using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>The other end of a connection, played step by step by a test.</summary>
sealed class LoopbackGateway : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly List<byte> _received = [];
    Socket? _client;

    public LoopbackGateway() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async Task<ClientHello> AcceptAsync()
    {
        _client = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        ClientHello hello;
        while (!TryHello(out hello)) await ReceiveAsync();
        return hello;
    }

    public async Task<string> ReadFrameAsync()
    {
        string? frame;
        while ((frame = TryFrame()) is null) await ReceiveAsync();
        return frame;
    }

    public Task SendAsync(ServerHello hello)
    {
        var output = new ArrayBufferWriter<byte>();
        hello.Write(output);
        return SendAsync(output.WrittenMemory);
    }

    public Task SendAsync<T>(T message, int version) where T : IServerMessage<T>
    {
        var output = new ArrayBufferWriter<byte>();
        new FrameWriter().WriteServer(output, message, version);
        return SendAsync(output.WrittenMemory);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await _client!.SendAsync(bytes, TestContext.Current.CancellationToken)..];
    }

    public void Close()
    {
        _client!.Shutdown(SocketShutdown.Both);
        _client.Close();
    }

    /// <summary>Closes so that the other end sees a reset instead of an end.</summary>
    public void Reset() => _client!.Close(0);

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }

    async Task ReceiveAsync()
    {
        var buffer = new byte[1024];
        var got = await _client!.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Assert.True(got > 0, "the client closed");
        _received.AddRange(buffer[..got]);
    }

    bool TryHello(out ClientHello hello)
    {
        ReadOnlySpan<byte> buffer = _received.ToArray();
        var whole = ClientHello.TryRead(ref buffer, out hello);
        _received.RemoveRange(0, _received.Count - buffer.Length);
        return whole;
    }

    string? TryFrame()
    {
        ReadOnlySpan<byte> buffer = _received.ToArray();
        if (!Frames.TryRead(ref buffer, out var payload)) return null;
        var frame = RecordedFrame.Show(payload.ToArray());
        _received.RemoveRange(0, _received.Count - buffer.Length);
        return frame;
    }
}
