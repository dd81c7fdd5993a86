using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The gateway's answer to the greeting.</summary>
/// <param name="ServerVersion">The version both sides speak from now on.</param>
/// <param name="ConnectionTime">yyyyMMdd HH:mm:ss and a zone, whose name may hold blanks.</param>
public readonly record struct ServerHello(int ServerVersion, string ConnectionTime)
{
    /// <summary>The answer is short; a longer length prefix is not one.</summary>
    public const int LongestText = 1024;

    /// <summary>Takes the answer off the front of the buffer, or leaves the buffer as it is when more bytes are needed.</summary>
    /// <exception cref="ProtocolException">The bytes are not this answer.</exception>
    public static bool TryRead(ref ReadOnlySpan<byte> buffer, out ServerHello hello)
    {
        hello = default;
        if (buffer.Length < Frames.PrefixLength) return false;
        var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(buffer);
        if (length is 0 or > LongestText) throw Bad(buffer[..Math.Min(buffer.Length, 64)]);
        if (!Frames.TryRead(ref buffer, out var payload)) return false;
        hello = Parse(payload);
        return true;
    }

    /// <summary>Appends the answer to an output.</summary>
    public void Write(IBufferWriter<byte> output) =>
        FrameWriter.WriteRaw(output, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ServerVersion}\0{ConnectionTime}\0")));

    internal static ServerHello Parse(ReadOnlySpan<byte> payload)
    {
        var first = payload.IndexOf((byte)0);
        if (first < 0 || !WireNumber.TryInt(payload[..first], out var version) || version < 1) throw Bad(payload);
        var time = payload[(first + 1)..];
        // Two fields exactly: the time ends at the end of the frame.
        if (time.IsEmpty || time.IndexOf((byte)0) != time.Length - 1) throw Bad(payload);
        return new(version, Encoding.UTF8.GetString(time[..^1]));
    }

    static ProtocolException Bad(ReadOnlySpan<byte> value) =>
        new(ProtocolFault.BadHandshake, "Gateway greeting", "", value, "a server version and the time of connection",
            "Is the program at the other end IB Gateway or TWS?");
}
