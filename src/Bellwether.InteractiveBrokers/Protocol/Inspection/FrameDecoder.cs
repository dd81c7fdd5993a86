using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>
/// Reads single frames for people and tools: everything that can be read is shown, whatever is wrong with the rest. Sessions read with
/// <see cref="ServerMessages"/> and <see cref="ClientMessages"/>, which refuse a frame in doubt.
/// </summary>
public static class FrameDecoder
{
    /// <summary>From 201 the id is four bytes; an id above this marks the other encoding, whose messages have the id less this number.</summary>
    const int ProtobufIds = 200;

    /// <summary>Reads one frame.</summary>
    /// <param name="payload">The frame without its length prefix.</param>
    /// <param name="serverVersion">The version of its session, at least 100. Above 200 the messages still in text form are read: their layout is that of 200.</param>
    /// <param name="fromServer">Whether the gateway sent it.</param>
    public static DecodedFrame Decode(ReadOnlySpan<byte> payload, int serverVersion, bool fromServer)
    {
        if (serverVersion < ServerVersions.Lowest) return new() { Problem = $"server version {serverVersion}: expected {ServerVersions.Lowest} or later" };
        if (!TryTakeId(payload, serverVersion, out var id, out var rest)) return new() { Problem = "the frame does not begin with a message id" };
        var isProtobuf = serverVersion > ServerVersions.Highest && id > ProtobufIds;
        if (isProtobuf) id -= ProtobufIds;
        // The id of the text form is a field like others; four bytes are not.
        var unended = payload[^1] != 0 && !(rest.IsEmpty && serverVersion > ServerVersions.Highest);
        var decoding = new Decoding(rest, unended, id, Math.Min(serverVersion, ServerVersions.Highest), fromServer, isProtobuf);
        var known = fromServer
            ? ServerMessages.TryVisit((ServerMessageId)id, ref decoding)
            : ClientMessages.TryVisit((ClientMessageId)id, ref decoding);
        return known ? decoding.Result! : new() { Problem = $"message id {id}: no message in text form has it" };
    }

    static bool TryTakeId(ReadOnlySpan<byte> payload, int serverVersion, out int id, out ReadOnlySpan<byte> rest)
    {
        id = 0;
        rest = default;
        if (serverVersion > ServerVersions.Highest)
        {
            if (payload.Length < sizeof(int)) return false;
            id = BinaryPrimitives.ReadInt32BigEndian(payload);
            rest = payload[sizeof(int)..];
            return true;
        }
        var end = payload.IndexOf((byte)0);
        if (!WireNumber.TryInt(end < 0 ? payload : payload[..end], out id)) return false;
        rest = end < 0 ? default : payload[(end + 1)..];
        return true;
    }

    ref struct Decoding(ReadOnlySpan<byte> rest, bool unended, int id, int serverVersion, bool fromServer, bool isProtobuf) : IServerMessageVisitor, IClientMessageVisitor
    {
        readonly ReadOnlySpan<byte> _rest = rest;

        public DecodedFrame? Result { get; private set; }

        void IServerMessageVisitor.Visit<T>() => Result = Read<T>(WireName.Of(T.MessageId));

        void IClientMessageVisitor.Visit<T>() => Result = Read<T>(WireName.Of(T.MessageId));

        readonly DecodedFrame Read<T>(string name) where T : IFields<T>, new()
        {
            if (isProtobuf) return new() { Message = name, Problem = "the message is in protobuf form, which is not read yet" };
            var fields = new JsonObject();
            // A last field without its NUL is shown, too.
            var recorder = new FieldRecorder(FieldReader.After(id, unended && !_rest.IsEmpty ? [.. _rest, 0] : _rest, serverVersion, fromServer), fields);
            var message = new T();
            T.Transfer(ref recorder, ref message);
            var problem = recorder.Problem
                ?? (recorder.IsAtEnd ? null : "fields are left over after the last one of the message")
                ?? (unended ? "the last field does not end in a NUL" : null);
            return new() { Message = name, Fields = fields, Problem = problem };
        }
    }
}
