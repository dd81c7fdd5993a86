using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>The first bytes of a connection: the range of server versions the client speaks, and connect options.</summary>
/// <param name="MinVersion">The lowest version, at least 1.</param>
/// <param name="MaxVersion">The highest version, at least <paramref name="MinVersion"/>.</param>
/// <param name="Options">What followed the range; normally empty.</param>
public readonly record struct ClientHello(int MinVersion, int MaxVersion, string Options = "")
{
    /// <summary>The greeting is short; a longer length prefix is not one.</summary>
    public const int LongestText = 256;

    static ReadOnlySpan<byte> Magic => "API\0"u8;

    /// <summary>Takes the greeting off the front of the buffer, or leaves the buffer as it is when more bytes are needed.</summary>
    /// <exception cref="ProtocolException">The bytes are not this greeting.</exception>
    public static bool TryRead(ref ReadOnlySpan<byte> buffer, out ClientHello hello)
    {
        hello = default;
        var magic = Magic[..Math.Min(buffer.Length, Magic.Length)];
        if (!buffer.StartsWith(magic)) throw Bad(buffer[..Math.Min(buffer.Length, 16)]);
        if (buffer.Length < Magic.Length + Frames.PrefixLength) return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(buffer[Magic.Length..]);
        if (length is 0 or > LongestText) throw Bad(buffer[..8]);
        var text = buffer[(Magic.Length + Frames.PrefixLength)..];
        if (text.Length < length) return false;
        hello = Parse(text[..(int)length]);
        buffer = text[(int)length..];
        return true;
    }

    /// <summary>Appends the greeting to an output.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        var range = MinVersion == MaxVersion
            ? string.Create(CultureInfo.InvariantCulture, $"v{MinVersion}")
            : string.Create(CultureInfo.InvariantCulture, $"v{MinVersion}..{MaxVersion}");
        output.Write(Magic);
        FrameWriter.WriteRaw(output, Encoding.ASCII.GetBytes(string.IsNullOrEmpty(Options) ? range : range + ' ' + Options));
    }

    /// <summary>The version a gateway answers with: the highest it speaks that the client speaks too, or null when there is none.</summary>
    /// <param name="lowest">The lowest version the gateway speaks.</param>
    /// <param name="highest">The highest version the gateway speaks.</param>
    public int? Negotiate(int lowest, int highest)
    {
        var version = Math.Min(highest, MaxVersion);
        return version >= Math.Max(lowest, MinVersion) ? version : null;
    }

    static ClientHello Parse(ReadOnlySpan<byte> text)
    {
        var range = text;
        var options = "";
        var blank = text.IndexOf((byte)' ');
        if (blank >= 0)
        {
            range = text[..blank];
            options = Encoding.UTF8.GetString(text[(blank + 1)..]);
        }
        if (range.IsEmpty || range[0] != 'v') throw Bad(text);
        range = range[1..];
        var dots = range.IndexOf(".."u8);
        if (!WireNumber.TryInt(dots < 0 ? range : range[..dots], out var min) || min < 1) throw Bad(text);
        var max = min;
        if (dots >= 0 && (!WireNumber.TryInt(range[(dots + 2)..], out max) || max < min)) throw Bad(text);
        return new(min, max, options);
    }

    static ProtocolException Bad(ReadOnlySpan<byte> value) =>
        new(ProtocolFault.BadHandshake, "Client greeting", "", value, "API, a NUL and a range of versions such as v100..200",
            "Is the program at the other end a client of this protocol?");
}
