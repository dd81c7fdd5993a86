using System.Buffers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

public sealed class FramingTests
{
    [Fact]
    public void Frames_come_out_whole_wherever_the_bytes_are_split()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new FrameWriter();
        writer.WriteServer(output, new NextValidId { OrderId = 1 }, 193);
        writer.WriteServer(output, new TickSize { ReqId = 6, TickType = 0, Size = 3 }, 193);
        writer.WriteServer(output, new OpenOrderEnd(), 193);
        var bytes = output.WrittenSpan.ToArray();
        Assert.Equal([0, 0, 0, 6, (byte)'9', 0, (byte)'1', 0, (byte)'1', 0], bytes[..10]);
        for (var split = 0; split <= bytes.Length; split++)
        {
            Assert.Equal(["9·1·1·", "2·6·6·0·3·", "53·1·"], ReadSpans(bytes, split));
            Assert.Equal(["9·1·1·", "2·6·6·0·3·", "53·1·"], ReadPieces(bytes, split));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    public void A_length_of_zero_or_above_the_cap_is_refused(byte[] bytes)
    {
        Assert.Equal(ProtocolFault.BadLength, Assert.Throws<ProtocolException>(() =>
        {
            ReadOnlySpan<byte> buffer = bytes;
            Frames.TryRead(ref buffer, out _);
        }).Fault);
    }

    [Fact]
    public void The_largest_frame_passes()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.WriteRaw(output, new byte[Frames.MaxPayload]);
        ReadOnlySpan<byte> buffer = output.WrittenSpan;
        Assert.True(Frames.TryRead(ref buffer, out var payload));
        Assert.Equal(Frames.MaxPayload, payload.Length);
        Assert.Throws<ProtocolException>(() => FrameWriter.WriteRaw(output, new byte[Frames.MaxPayload + 1]));
    }

    [Fact]
    public void The_handshake_in_bytes()
    {
        var output = new ArrayBufferWriter<byte>();
        new ClientHello(100, 193).Write(output);
        Assert.Equal(Convert.FromHexString("41504900" + "00000009" + "763130302e2e313933"), output.WrittenSpan.ToArray());
        output.ResetWrittenCount();
        new ServerHello(193, "20261122 21:35:45 US/Eastern").Write(output);
        Assert.Equal(Convert.FromHexString("00000021" + "31393300" + "32303236313132322032313a33353a34352055532f4561737465726e00"), output.WrittenSpan.ToArray());
        output.ResetWrittenCount();
        new FrameWriter().WriteClient(output, new StartApi { ClientId = 3 }, 193);
        Assert.Equal(Convert.FromHexString("00000008" + "3731003200330000"), output.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData("v100..193", 100, 193, "")]
    [InlineData("v176", 176, 176, "")]
    [InlineData("v157..178 +PACEAPI", 157, 178, "+PACEAPI")]
    public void Greetings_of_clients(string text, int min, int max, string options)
    {
        var bytes = new byte[] { 65, 80, 73, 0, 0, 0, 0, (byte)text.Length }.Concat(System.Text.Encoding.ASCII.GetBytes(text)).Append((byte)'!').ToArray();
        for (var have = 0; have < bytes.Length - 1; have++)
        {
            ReadOnlySpan<byte> part = bytes.AsSpan(0, have);
            Assert.False(ClientHello.TryRead(ref part, out _));
            Assert.Equal(have, part.Length);
        }
        ReadOnlySpan<byte> buffer = bytes;
        Assert.True(ClientHello.TryRead(ref buffer, out var hello));
        Assert.Equal(new ClientHello(min, max, options), hello);
        Assert.Equal(1, buffer.Length);
    }

    [Theory]
    [InlineData(100, 193, 193)]
    [InlineData(157, 178, 178)]
    [InlineData(100, 225, 200)]
    [InlineData(213, 225, null)]
    [InlineData(60, 99, null)]
    public void A_gateway_picks_the_highest_common_version(int min, int max, int? picked) =>
        Assert.Equal(picked, new ClientHello(min, max).Negotiate(100, 200));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("API\0\0\0\0\0v1..2")]
    [InlineData("API\0\0\0\0\u0005v2..1")]
    [InlineData("API\0\0\0\0\u0003abc")]
    [InlineData("API\0\u0001\0\0\0abc")]
    [InlineData("X")]
    public void What_is_not_a_greeting_is_refused(string text)
    {
        Assert.Equal(ProtocolFault.BadHandshake, Assert.Throws<ProtocolException>(() =>
        {
            ReadOnlySpan<byte> buffer = System.Text.Encoding.Latin1.GetBytes(text);
            ClientHello.TryRead(ref buffer, out _);
        }).Fault);
    }

    [Theory]
    [InlineData("\0\0\0\u0004193\0")]
    [InlineData("\0\0\0\u0008193\0a\0b\0")]
    [InlineData("\0\0\0\u00059\0t\0\0")]
    [InlineData("\0\0\0\u0006abc\0t\0")]
    [InlineData("HTTP/1.1 400 Bad Request")]
    public void What_is_not_an_answer_to_the_greeting_is_refused(string text)
    {
        Assert.Equal(ProtocolFault.BadHandshake, Assert.Throws<ProtocolException>(() =>
        {
            ReadOnlySpan<byte> buffer = System.Text.Encoding.Latin1.GetBytes(text);
            ServerHello.TryRead(ref buffer, out _);
        }).Fault);
    }

    [Fact]
    public void The_answer_keeps_the_blanks_of_a_zone_and_waits_for_its_last_byte()
    {
        var output = new ArrayBufferWriter<byte>();
        var sent = new ServerHello(176, "20260405 23:49:26 Central European Standard Time");
        sent.Write(output);
        for (var have = 0; have < output.WrittenCount; have++)
        {
            var part = output.WrittenSpan[..have];
            Assert.False(ServerHello.TryRead(ref part, out _));
        }
        var buffer = output.WrittenSpan;
        Assert.True(ServerHello.TryRead(ref buffer, out var hello));
        Assert.Equal(sent, hello);
    }

    [Fact]
    public void A_frame_of_a_megabyte_and_more_passes_in_pieces_and_the_small_ones_after_it_too()
    {
        var large = new byte[3 << 20];
        new Random(1).NextBytes(large);
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.WriteRaw(output, large);
        for (var small = 1; small <= 3; small++) FrameWriter.WriteRaw(output, large.AsSpan(0, small));
        var buffer = new FrameBuffer();
        var lengths = new List<int>();
        for (var rest = output.WrittenMemory; !rest.IsEmpty;)
        {
            var room = buffer.Room();
            var length = Math.Min(Math.Min(room.Length, 5_000), rest.Length);
            rest[..length].CopyTo(room);
            rest = rest[length..];
            buffer.Added(length);
            while (buffer.TryRead(out var payload))
            {
                Assert.True(payload.SequenceEqual(large.AsSpan(0, payload.Length)));
                lengths.Add(payload.Length);
            }
        }
        Assert.Equal([large.Length, 1, 2, 3], lengths);
        Assert.True(buffer.IsEmpty);
        Assert.True(buffer.Room().Length <= 1 << 16);
    }

    static List<string> ReadSpans(byte[] bytes, int split)
    {
        var frames = new List<string>();
        var held = new List<byte>();
        foreach (var part in new[] { bytes[..split], bytes[split..] })
        {
            held.AddRange(part);
            ReadOnlySpan<byte> buffer = held.ToArray();
            while (Frames.TryRead(ref buffer, out var payload)) frames.Add(RecordedFrame.Show(payload.ToArray()));
            held = [.. buffer];
        }
        Assert.Empty(held);
        return frames;
    }

    static List<string> ReadPieces(byte[] bytes, int split)
    {
        var buffer = new FrameBuffer();
        var frames = new List<string>();
        foreach (var part in new[] { bytes[..split], bytes[split..] })
        {
            part.CopyTo(buffer.Room());
            buffer.Added(part.Length);
            while (buffer.TryRead(out var payload)) frames.Add(RecordedFrame.Show(payload.ToArray()));
        }
        Assert.True(buffer.IsEmpty);
        return frames;
    }
}
