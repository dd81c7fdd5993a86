using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>
/// Makes hostile input and gives it to the protocol. Whatever the bytes are, the outcome must be messages or a <see cref="ProtocolException"/>, soon, with
/// memory in proportion to the input; and a message that was read must come out the same when it is written and read again. The same seed makes the same inputs.
/// </summary>
sealed class FrameFuzzer(int seed, IReadOnlyList<FuzzSample> corpus)
{
    /// <summary>A message object and a refusal with its text take this much, however short the input.</summary>
    const long FreeBytes = 16 * 1024;

    const long BytesPerByte = 10;
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    static readonly string[] Fragments = ["2147483647", "-1", "1E400", "\09999999\0", "Infinity", "ÿ", "\\u12", "\0", "1.7976931348623157E308", "-9223372036854775808", "NaN", "+1", " 1", "1e5", "0x1"];

    readonly Random _random = new(seed);
    readonly FuzzHandler _handler = new();
    readonly FrameBuffer _buffer = new();
    readonly ArrayBufferWriter<byte> _output = new(4096);
    readonly ArrayBufferWriter<byte> _again = new(4096);

    /// <summary>Inputs so far.</summary>
    public long Inputs { get; private set; }

    /// <summary>Inputs that ended in a protocol exception.</summary>
    public long Refused { get; private set; }

    /// <summary>Messages that were read, written and read again.</summary>
    public long RoundTrips { get; private set; }

    /// <summary>The most bytes allocated for one input, beyond the free ones, per byte of it.</summary>
    public double WorstRatio { get; private set; }

    /// <summary>Tries one more input.</summary>
    /// <returns>What went wrong, in words, or null.</returns>
    public string? Next()
    {
        Inputs++;
        var (input, version, fromServer, kind) = Make();
        var state = _random.Next();
        var problem = Try(input, version, fromServer, kind, state, out var refused, out var bytes);
        // Tables that the runtime makes once (names of an enumeration) are nobody's input: what counts is the second time.
        if (problem is null && bytes > Allowed(input)) problem = Try(input, version, fromServer, kind, state, out refused, out bytes);
        if (problem is not null) return $"{kind} {FrameText.Escape(input)} at {version}, {(fromServer ? "server" : "client")}: {problem}";
        if (refused) Refused++;
        WorstRatio = Math.Max(WorstRatio, (double)(bytes - FreeBytes) / Math.Max(1, input.Length));
        if (bytes > Allowed(input)) return $"{kind} {FrameText.Escape(input)} at {version}: {bytes} bytes allocated for {input.Length}";
        return refused || kind != Kind.Frame ? null : WriteAgain(input, version, fromServer);
    }

    string? Try(byte[] input, int version, bool fromServer, Kind kind, int state, out bool refused, out long bytes)
    {
        var began = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        string? problem = null;
        refused = false;
        try
        {
            switch (kind)
            {
                case Kind.Frame: Read(input, version, fromServer); break;
                case Kind.Stream: ReadStream(input, version, fromServer, new Random(state)); break;
                default: Greet(input, fromServer); break;
            }
        }
        catch (ProtocolException)
        {
            refused = true;
        }
        catch (Exception e)
        {
            problem = e.ToString();
        }
        bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var took = Stopwatch.GetElapsedTime(began);
        return problem ?? (took > Limit ? $"took {took.TotalSeconds:0.0} s" : null);
    }

    static long Allowed(byte[] input) => FreeBytes + BytesPerByte * input.Length;

    enum Kind { Frame, Stream, Greeting }

    (byte[] Input, int Version, bool FromServer, Kind Kind) Make()
    {
        var sample = corpus[_random.Next(corpus.Count)];
        var version = _random.Next(8) == 0 ? _random.Next(95, 205) : sample.ServerVersion;
        switch (_random.Next(16))
        {
            case 0:
                return (Noise(_random.Next(64)), version, sample.FromServer, Kind.Frame);
            case 1:
                return ([.. Encoding.ASCII.GetBytes($"{_random.Next(112)}\0"), .. Noise(_random.Next(200))], version, sample.FromServer, Kind.Frame);
            case 2:
                // The front of one message with the rest of another.
                var other = corpus[_random.Next(corpus.Count)].Payload;
                return ([.. sample.Payload.AsSpan(0, _random.Next(sample.Payload.Length + 1)), .. other.AsSpan(_random.Next(other.Length + 1))], version, sample.FromServer, Kind.Frame);
            case 3:
                // A frame of the other side.
                return (sample.Payload, version, !sample.FromServer, Kind.Frame);
            case 4 or 5:
                return (Stream(sample), version, sample.FromServer, Kind.Stream);
            case 6:
                return (Damage(sample.FromServer ? "\0\0\0\x1d200\020260406 12:00:00 UTC\0"u8.ToArray() : "API\0\0\0\0\x9v100..193"u8.ToArray()), version, sample.FromServer, Kind.Greeting);
            case 7 or 8 or 9 or 10 or 11:
                return (OtherDigits(sample.Payload), version, sample.FromServer, Kind.Frame);
            default:
                return (Damage(sample.Payload), version, sample.FromServer, Kind.Frame);
        }
    }

    byte[] Noise(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        // Half of it is made of what fields are made of.
        if (_random.Next(2) == 0) for (var i = 0; i < length; i++) bytes[i] = "0123456789.-\0\0\0eE"u8[bytes[i] % 17];
        return bytes;
    }

    byte[] Stream(FuzzSample first)
    {
        var bytes = new List<byte>();
        for (var n = _random.Next(1, 5); n > 0; n--)
        {
            var payload = _random.Next(3) == 0 ? Damage(first.Payload) : first.Payload;
            var prefix = new byte[Frames.PrefixLength];
            BinaryPrimitives.WriteInt32BigEndian(prefix, payload.Length);
            bytes.AddRange(prefix);
            bytes.AddRange(payload);
        }
        return _random.Next(2) == 0 ? [.. bytes] : Damage([.. bytes]);
    }

    /// <summary>The same form with other numbers: mostly a message still, with counts, kinds and switches that say something else.</summary>
    byte[] OtherDigits(byte[] payload)
    {
        byte[] bytes = [.. payload];
        for (var n = _random.Next(1, 6); n > 0; n--)
        {
            var at = _random.Next(bytes.Length);
            if (bytes[at] is >= (byte)'0' and <= (byte)'9') bytes[at] = (byte)('0' + _random.Next(10));
        }
        return bytes;
    }

    byte[] Damage(byte[] payload)
    {
        var bytes = payload.ToList();
        for (var n = _random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(8))
            {
                case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
                case 1: bytes.RemoveRange(at, bytes.Count - at); break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.Insert(at, (byte)_random.Next(256)); break;
                case 4: bytes[at] = (byte)_random.Next(256); break;
                case 5:
                    // A field goes missing.
                    var end = bytes.IndexOf(0, at);
                    if (end >= 0) bytes.RemoveRange(at, end - at + 1);
                    break;
                case 6:
                    // A field comes twice.
                    var stop = bytes.IndexOf(0, at);
                    if (stop >= 0) bytes.InsertRange(at, bytes.GetRange(at, stop - at + 1));
                    break;
                default: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[_random.Next(Fragments.Length)])); break;
            }
        }
        return [.. bytes];
    }

    void Read(ReadOnlySpan<byte> payload, int version, bool fromServer)
    {
        if (fromServer) ServerMessages.Dispatch(payload, version, _handler);
        else ClientMessages.Dispatch(payload, version, _handler);
    }

    /// <summary>The same stream in one piece and in pieces: both must find the same frames, and the same end.</summary>
    void ReadStream(byte[] stream, int version, bool fromServer, Random random)
    {
        var lengths = 0L;
        ProtocolException? refusal = null;
        ReadOnlySpan<byte> whole = stream;
        try
        {
            while (Frames.TryRead(ref whole, out var payload)) lengths = lengths * 31 + payload.Length;
        }
        catch (ProtocolException e)
        {
            refusal = e;
        }
        var pieces = 0L;
        // One buffer for all streams, as a connection has one: what it grows to is no allocation of a stream.
        _buffer.Took(_buffer.Waiting.Length);
        try
        {
            for (var at = 0; at < stream.Length;)
            {
                // As a network delivers it: pieces of random length.
                var length = Math.Min(1 + random.Next(random.Next(2) == 0 ? 6 : 400), stream.Length - at);
                stream.AsMemory(at, length).CopyTo(_buffer.Room());
                _buffer.Added(length);
                at += length;
                while (_buffer.TryRead(out var payload))
                {
                    pieces = pieces * 31 + payload.Length;
                    if (refusal is null) Read(payload, version, fromServer);
                }
            }
        }
        catch (ProtocolException e) when (e.Fault == ProtocolFault.BadLength && refusal is not null)
        {
            if (pieces != lengths) throw new InvalidOperationException("frames found in one piece and in pieces differ");
            throw;
        }
        if (pieces != lengths || refusal is not null || _buffer.Waiting.Length != whole.Length) throw new InvalidOperationException("frames found in one piece and in pieces differ");
    }

    static void Greet(byte[] input, bool fromServer)
    {
        ReadOnlySpan<byte> buffer = input;
        if (fromServer) ServerHello.TryRead(ref buffer, out _);
        else ClientHello.TryRead(ref buffer, out _);
    }

    string? WriteAgain(byte[] input, int version, bool fromServer)
    {
        _output.ResetWrittenCount();
        _again.ResetWrittenCount();
        var reader = fromServer ? FieldReader.FromServer(input, version) : FieldReader.FromClient(input, version);
        var rewriting = new Rewriting(reader, _output, _again);
        try
        {
            if (fromServer) ServerMessages.TryVisit((ServerMessageId)reader.MessageId, ref rewriting);
            else ClientMessages.TryVisit((ClientMessageId)reader.MessageId, ref rewriting);
        }
        catch (ProtocolException e) when (e.Fault == ProtocolFault.OutOfRange)
        {
            // What a reader takes from anyone, a writer may refuse to send (text outside ASCII).
            return null;
        }
        RoundTrips++;
        return _output.WrittenSpan.SequenceEqual(_again.WrittenSpan) ? null
            : $"{FrameText.Escape(input)} at {version}: written as {FrameText.Escape(_output.WrittenSpan)}, which reads as {FrameText.Escape(_again.WrittenSpan)}";
    }

    ref struct Rewriting(FieldReader reader, ArrayBufferWriter<byte> first, ArrayBufferWriter<byte> second) : IServerMessageVisitor, IClientMessageVisitor
    {
        FieldReader _reader = reader;

        void IServerMessageVisitor.Visit<T>()
        {
            FieldWriter.WriteServer(first, _reader.Read<T>(), _reader.ServerVersion);
            FieldWriter.WriteServer(second, FieldReader.FromServer(first.WrittenSpan, _reader.ServerVersion).Read<T>(), _reader.ServerVersion);
        }

        void IClientMessageVisitor.Visit<T>()
        {
            FieldWriter.WriteClient(first, _reader.Read<T>(), _reader.ServerVersion);
            FieldWriter.WriteClient(second, FieldReader.FromClient(first.WrittenSpan, _reader.ServerVersion).Read<T>(), _reader.ServerVersion);
        }
    }

    sealed class FuzzHandler : IServerMessageHandler, IClientMessageHandler
    {
        public void OnOther(ServerMessageId id)
        {
        }

        public void OnOther(ClientMessageId id)
        {
        }
    }
}
