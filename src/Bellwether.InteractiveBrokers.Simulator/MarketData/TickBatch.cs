using System.Buffers;
using System.Globalization;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// The ticks of one change of one symbol. They are encoded once; every subscriber gets a copy of the bytes around its own request id. Reused: nothing is allocated in the
/// steady state.
/// </summary>
sealed class TickBatch
{
    enum Carrier : byte { Price, Size, Text, Number }

    readonly record struct Entry(Carrier Carrier, int Type, double Value, decimal Size, int Attributes, string Text);

    /// <summary>Where an encoded message lies: up to its request id, and from behind it.</summary>
    readonly record struct Piece(int Start, int HeadEnd, int TailStart, int End);

    readonly ArrayBufferWriter<byte> bytes = new(1_024);
    readonly TickString text = new();
    Entry[] entries = new Entry[16];
    Piece[] pieces = new Piece[16];
    int encoded;

    public int Count { get; private set; }

    public void Clear()
    {
        (Count, encoded) = (0, 0);
        bytes.ResetWrittenCount();
    }

    public void Price(int type, double price, double size = 0, int attributes = 0) => Add(new Entry(Carrier.Price, type, price, Sizes.Of(size), attributes, ""));

    public void Size(int type, double size) => Add(new Entry(Carrier.Size, type, 0, Sizes.Of(size), 0, ""));

    public void Text(int type, string value) => Add(new Entry(Carrier.Text, type, 0, 0, 0, value));

    public void Number(int type, double value) => Add(new Entry(Carrier.Number, type, value, 0, 0, ""));

    /// <summary>The price with its size, and the size again by itself: some clients drop the first one.</summary>
    public void Pair(int priceType, double price, int sizeType, double size, int attributes = 0)
    {
        Price(priceType, price, size, attributes);
        Size(sizeType, size);
    }

    /// <summary>Makes this the delayed twin of another batch.</summary>
    public void Delay(TickBatch live)
    {
        Clear();
        for (var i = 0; i < live.Count; i++)
            if (TickTypes.Delayed(live.entries[i].Type) is >= 0 and var type) Add(live.entries[i] with { Type = type });
    }

    /// <summary>Sends all of it to a subscriber.</summary>
    public void SendTo(GatewaySession session, int requestId)
    {
        if (Count == 0 || session.IsClosed) return;
        if (!session.TakesEncoded)
        {
            for (var i = 0; i < Count; i++) Send(session, requestId, entries[i]);
            return;
        }
        Encode();
        Span<byte> id = stackalloc byte[16];
        requestId.TryFormat(id, out var length, default, CultureInfo.InvariantCulture);
        var all = bytes.WrittenSpan;
        for (var i = 0; i < Count; i++)
        {
            var piece = pieces[i];
            session.SendEncoded(all[piece.Start..piece.HeadEnd], id[..length], all[piece.TailStart..piece.End]);
        }
    }

    static void Send(GatewaySession session, int requestId, in Entry tick)
    {
        switch (tick.Carrier)
        {
            case Carrier.Price: session.Send(new TickPrice { ReqId = requestId, TickType = tick.Type, Price = tick.Value, Size = tick.Size, AttrMask = tick.Attributes }); break;
            case Carrier.Size: session.Send(new TickSize { ReqId = requestId, TickType = tick.Type, Size = tick.Size }); break;
            case Carrier.Text: session.Send(new TickString { ReqId = requestId, TickType = tick.Type, Value = tick.Text }); break;
            default: session.Send(new TickGeneric { ReqId = requestId, TickType = tick.Type, Value = tick.Value }); break;
        }
    }

    void Add(in Entry entry)
    {
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, Count * 2);
            Array.Resize(ref pieces, Count * 2);
        }
        entries[Count++] = entry;
    }

    void Encode()
    {
        // All server versions that are served write these four messages alike.
        const int version = ServerVersions.Highest;
        for (; encoded < Count; encoded++)
        {
            var start = bytes.WrittenCount;
            var tick = entries[encoded];
            switch (tick.Carrier)
            {
                case Carrier.Price: FieldWriter.WriteServer(bytes, new TickPrice { TickType = tick.Type, Price = tick.Value, Size = tick.Size, AttrMask = tick.Attributes }, version); break;
                case Carrier.Size: FieldWriter.WriteServer(bytes, new TickSize { TickType = tick.Type, Size = tick.Size }, version); break;
                case Carrier.Text:
                    (text.TickType, text.Value) = (tick.Type, tick.Text);
                    FieldWriter.WriteServer(bytes, text, version);
                    break;
                default: FieldWriter.WriteServer(bytes, new TickGeneric { TickType = tick.Type, Value = tick.Value }, version); break;
            }
            // Message id, version, request id: the id lies between the second and the third NUL.
            var message = bytes.WrittenSpan[start..];
            var first = message.IndexOf((byte)0) + 1;
            var head = first + message[first..].IndexOf((byte)0) + 1;
            var tail = head + message[head..].IndexOf((byte)0);
            pieces[encoded] = new Piece(start, start + head, start + tail, bytes.WrittenCount);
        }
    }
}
