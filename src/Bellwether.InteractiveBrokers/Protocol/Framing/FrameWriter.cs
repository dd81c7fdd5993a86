using System.Buffers;
using System.Buffers.Binary;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// Appends whole frames to an output. A message that cannot be written leaves the output untouched. Reuses its scratch memory: one per
/// connection, one thread at a time.
/// </summary>
public sealed class FrameWriter
{
    readonly ArrayBufferWriter<byte> _scratch = new(1024);

    /// <summary>Appends a frame of a gateway to a client.</summary>
    /// <exception cref="ProtocolException">A field cannot go on the wire, or the version does not know the message.</exception>
    public void WriteServer<T>(IBufferWriter<byte> output, in T message, int serverVersion) where T : IServerMessage<T>
    {
        _scratch.ResetWrittenCount();
        FieldWriter.WriteServer(_scratch, in message, serverVersion);
        Append(output, _scratch.WrittenSpan);
    }

    /// <summary>Appends a frame of a client to a gateway.</summary>
    /// <inheritdoc cref="WriteServer"/>
    public void WriteClient<T>(IBufferWriter<byte> output, in T message, int serverVersion) where T : IClientMessage<T>
    {
        _scratch.ResetWrittenCount();
        FieldWriter.WriteClient(_scratch, in message, serverVersion);
        Append(output, _scratch.WrittenSpan);
    }

    /// <summary>The message written last, without length prefix; until the next one is written.</summary>
    internal ReadOnlySpan<byte> LastPayload => _scratch.WrittenSpan;

    /// <summary>Appends a frame around ready-made bytes.</summary>
    public static void WriteRaw(IBufferWriter<byte> output, ReadOnlySpan<byte> payload) => Append(output, payload);

    static void Append(IBufferWriter<byte> output, ReadOnlySpan<byte> payload)
    {
        if (payload.Length is 0 or > Frames.MaxPayload)
        {
            throw new ProtocolException(ProtocolFault.BadLength, "Frame", "length", $"{payload.Length} bytes", $"1 to {Frames.MaxPayload} bytes",
                ProtocolException.FixCaller);
        }
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(Frames.PrefixLength), payload.Length);
        output.Advance(Frames.PrefixLength);
        output.Write(payload);
    }
}
