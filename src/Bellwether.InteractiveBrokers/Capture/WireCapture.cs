using System.Buffers;
using System.Globalization;
using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Writes the frames of connections to a file, without account numbers and login names: a table (<see cref="FrameTable"/>) with a line a frame, which
/// <see cref="CaptureReader"/> and <c>bellwether ib decode</c> read. Safe for the reader and the writer of a connection at once. What is written is on disk
/// within about a second.
/// </summary>
public sealed class WireCapture : IDisposable
{
    /// <summary>The columns of a capture.</summary>
    public const string Header = "message\tserver_version\tdirection\tpayload\ttime";

    static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);
    const int FlushAt = 64 * 1024;

    readonly Lock _gate = new();
    readonly FileStream _file;
    readonly TimeProvider _clock;
    readonly ITimer _timer;
    readonly Action<IOException> _failed;
    readonly FrameRedactor _redactor = new();
    readonly StringBuilder _lines = new();
    bool _isClosed;

    WireCapture(FileStream file, TimeProvider clock, Action<IOException> failed)
    {
        _file = file;
        _clock = clock;
        _failed = failed;
        _lines.Append(Header).Append('\n');
        _timer = clock.CreateTimer(static capture => ((WireCapture)capture!).Flush(), this, FlushEvery, FlushEvery);
    }

    /// <summary>Starts a capture in a new file.</summary>
    /// <param name="path">The file; it must not be there yet, so that no capture is lost.</param>
    /// <param name="failed">Told once when the disk refuses more; the capture then ends and the connection goes on.</param>
    /// <param name="clock">Stamps the frames; the system's clock without it.</param>
    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be made.</exception>
    public static WireCapture Create(string path, Action<IOException> failed, TimeProvider? clock = null)
    {
        if (File.Exists(path)) throw new IOException($"{path}: the file is there already; name a new file for the capture, or remove this one");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        return new(file, clock ?? TimeProvider.System, failed);
    }

    /// <summary>A frame came from the gateway.</summary>
    public void Received(ReadOnlySpan<byte> payload, int serverVersion) => Append(payload, serverVersion, fromServer: true);

    /// <summary>A frame was handed to the network.</summary>
    public void Sent(ReadOnlySpan<byte> payload, int serverVersion) => Append(payload, serverVersion, fromServer: false);

    /// <summary>Writes out what is buffered.</summary>
    public void Flush()
    {
        lock (_gate) FlushLines();
    }

    /// <summary>Writes out what is buffered and ends the capture; frames that come later are not written.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            FlushLines();
            Close();
        }
    }

    void Append(ReadOnlySpan<byte> payload, int serverVersion, bool fromServer)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _lines.Append(NameOf(payload, fromServer)).Append('\t')
                .Append(CultureInfo.InvariantCulture, $"{serverVersion}").Append('\t')
                .Append(fromServer ? "server" : "client").Append('\t');
            FrameText.Escape(_redactor.Redact(payload, serverVersion, fromServer), _lines);
            _lines.Append('\t').Append(_clock.GetUtcNow().ToString(FrameTable.TimeFormat, CultureInfo.InvariantCulture)).Append('\n');
            if (_lines.Length >= FlushAt) FlushLines();
        }
    }

    static string NameOf(ReadOnlySpan<byte> payload, bool fromServer)
    {
        var end = payload.IndexOf((byte)0);
        if (end < 0 || !WireNumber.TryInt(payload[..end], out var id)) return "";
        return fromServer ? WireName.Of((ServerMessageId)id) : WireName.Of((ClientMessageId)id);
    }

    void FlushLines()
    {
        if (_isClosed || _lines.Length == 0) return;
        var bytes = ArrayPool<byte>.Shared.Rent(_lines.Length);
        try
        {
            // Names and escaped payloads are ASCII throughout.
            var used = 0;
            foreach (var chunk in _lines.GetChunks()) used += Encoding.ASCII.GetBytes(chunk.Span, bytes.AsSpan(used));
            _file.Write(bytes.AsSpan(0, used));
            _lines.Clear();
        }
        catch (IOException problem)
        {
            Close();
            _failed(problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    void Close()
    {
        if (_isClosed) return;
        _isClosed = true;
        _timer.Dispose();
        _file.Dispose();
    }
}
