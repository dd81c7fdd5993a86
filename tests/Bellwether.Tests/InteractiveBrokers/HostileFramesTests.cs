using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>Whatever the bytes, the outcome is a message or a protocol exception, and memory stays in proportion.</summary>
public sealed class HostileFramesTests
{
    const int Mutations = 60_000;

    [Fact]
    public void A_damaged_frame_is_a_message_or_a_protocol_exception()
    {
        var random = new Random(20260413);
        var corpus = Corpus();
        var handler = new Deaf();
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var (payload, version, fromServer) = corpus[random.Next(corpus.Count)];
            var damaged = Damage(payload, random);
            if (random.Next(8) == 0) version = random.Next(95, 205);
            // The slower reader for people must agree; a third of the frames shows it.
            var decoded = i % 3 == 0 ? FrameDecoder.Decode(damaged, version, fromServer) : null;
            try
            {
                if (fromServer) ServerMessages.Dispatch(damaged, version, handler);
                else ClientMessages.Dispatch(damaged, version, handler);
                if (decoded is { IsComplete: false }) Assert.Fail($"what a session accepts is complete: {RecordedFrame.Show(damaged)} at {version}: {decoded.Problem}");
            }
            catch (ProtocolException refusal)
            {
                refused++;
                if (decoded is { IsComplete: true } && refusal.Fault is not (ProtocolFault.UnknownMessage or ProtocolFault.UnsupportedVersion))
                    Assert.Fail($"what a session refuses is not complete: {RecordedFrame.Show(damaged)} at {version}: {refusal.Message}");
            }
            catch (Exception e)
            {
                Assert.Fail($"{RecordedFrame.Show(damaged)} at {version}: {e}");
            }
        }
        Assert.InRange(refused, Mutations / 10, Mutations - Mutations / 10);
    }

    [Fact]
    public void Recorded_frames_damaged_in_every_place_are_messages_or_protocol_exceptions()
    {
        var random = new Random(7);
        var handler = new Deaf();
        foreach (var frame in RecordedFrame.LoadText())
        {
            for (var cut = 0; cut <= frame.Payload.Length; cut++) Try(frame.Payload[..cut], frame);
            for (var i = 0; i < 200; i++) Try(Damage(frame.Payload, random), frame);
        }

        void Try(byte[] payload, RecordedFrame frame)
        {
            try
            {
                if (frame.FromServer) ServerMessages.Dispatch(payload, frame.ServerVersion, handler);
                else ClientMessages.Dispatch(payload, frame.ServerVersion, handler);
            }
            catch (ProtocolException e)
            {
                Assert.DoesNotContain("DU1234567", e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("DU9000001", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("17·9·1000000·")]
    [InlineData("17·9·2147483647·20260406·1·1·1·1·1·1·1·")]
    [InlineData("10·5·AAPL·STK···0··SMART·USD·AAPL·NMS·NMS·265598·0.01··LMT·SMART·1·0·APPLE·NASDAQ·····US/Eastern·a·b···16000000·ISIN·US·")]
    [InlineData("79·1·3·1·A·STK·N·USD·99999999·")]
    public void A_lying_count_reserves_no_memory(string frame)
    {
        var payload = Encoding.UTF8.GetBytes(frame.Replace('·', '\0'));
        var handler = new Deaf();
        Assert.Throws<ProtocolException>(() => ServerMessages.Dispatch(payload, 200, handler));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ProtocolException>(() => ServerMessages.Dispatch(payload, 200, handler));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000);
    }

    [Fact]
    public void A_large_message_takes_memory_in_proportion_to_its_frame()
    {
        var bars = string.Concat(Enumerable.Repeat("20260402 09:30:00 US/Eastern·254.20·254.80·250.65·252.53·2829736·252.266·13633·", 50_000));
        var payload = Encoding.UTF8.GetBytes(("17·1·50000·" + bars).Replace('·', '\0'));
        var before = GC.GetAllocatedBytesForCurrentThread();
        ServerMessages.Dispatch(payload, 200, new Deaf());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10L * payload.Length);
    }

    [Theory]
    [InlineData("1·6·6·1·189.10·3·", ProtocolFault.MissingField, "attrMask")]
    [InlineData("1·6·6·1·189.10·3·1·7·", ProtocolFault.LeftOverFields, "")]
    [InlineData("1·6·6·1·189.10·3·1", ProtocolFault.MissingField, "attrMask")]
    [InlineData("1·6·x·1·189.10·3·1·", ProtocolFault.BadValue, "reqId")]
    [InlineData("1·6·6·1·Infinity·3·1·", ProtocolFault.OutOfRange, "price")]
    [InlineData("1·6·6·1·NaN·3·1·", ProtocolFault.BadValue, "price")]
    [InlineData("50·3·9001·1678323335·1.7976931348623157E308·1·1·1·2·1·1·", ProtocolFault.OutOfRange, "open")]
    [InlineData("50·3·9001·1678323335··1·1·1·2·1·1·", ProtocolFault.BadValue, "open")]
    [InlineData("1·6·6·1·1,5·3·1·", ProtocolFault.BadValue, "price")]
    [InlineData("1·6·99999999999·1·1.5·3·1·", ProtocolFault.BadValue, "reqId")]
    [InlineData("17·9·-1·", ProtocolFault.OutOfRange, "bars")]
    [InlineData("44·1·", ProtocolFault.UnknownMessage, "message id")]
    [InlineData("110·1·", ProtocolFault.UnknownMessage, "message id")]
    [InlineData("", ProtocolFault.MissingField, "message id")]
    [InlineData("tickPrice·1·", ProtocolFault.BadValue, "message id")]
    public void A_doubtful_frame_is_refused_by_fault_and_field(string frame, ProtocolFault fault, string field)
    {
        var payload = Encoding.UTF8.GetBytes(frame.Replace('·', '\0'));
        var refusal = Assert.Throws<ProtocolException>(() => ServerMessages.Dispatch(payload, 200, new Deaf()));
        Assert.Equal((fault, field), (refusal.Fault, refusal.Field));
    }

    [Theory]
    [InlineData("1·6·6·1·1.7976931348623157E308·3·1·")]
    [InlineData("1·6·6·1··3·1·")]
    public void A_price_that_is_unset_is_no_price_and_no_reason_to_end_a_session(string frame)
    {
        var ticks = new Prices();
        ServerMessages.Dispatch(Encoding.UTF8.GetBytes(frame.Replace('·', '\0')), 200, ticks);
        Assert.Equal([-1.0], ticks.Seen);
    }

    [Fact]
    public void A_commission_that_is_not_known_yet_is_absent()
    {
        var reports = new Prices();
        ServerMessages.Dispatch("59\01\00000e0d5.69dd7411.01.01\01.7976931348623157E308\0USD\01.7976931348623157E308\01.7976931348623157E308\0\0"u8, 200, reports);
        Assert.Null(Assert.Single(reports.Commissions).Commission);
    }

    sealed class Prices : IServerMessageHandler
    {
        public List<double> Seen { get; } = [];

        public List<CommissionReport> Commissions { get; } = [];

        public void On(in TickPrice m) => Seen.Add(m.Price);

        public void On(CommissionReport m) => Commissions.Add(m);
    }

    [Fact]
    public void A_refusal_says_what_was_given_and_expected_without_account_numbers()
    {
        var payload = Encoding.UTF8.GetBytes("61\03\0DU1234567\0DU7654321\0AAPL\0STK\0\00\0\0\0SMART\0USD\0AAPL\0NMS\0100\01\0");
        var refusal = Assert.Throws<ProtocolException>(() => ServerMessages.Dispatch(payload, 200, new Deaf()));
        Assert.Equal(("Position", "conId", "\"DU*******\""), (refusal.Subject, refusal.Field, refusal.Value));
        Assert.Contains("whole number", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(201)]
    public void A_version_that_is_not_text_is_refused(int version)
    {
        var refusal = Assert.Throws<ProtocolException>(() => ServerMessages.Dispatch("9\01\01\0"u8, version, new Deaf()));
        Assert.Equal(ProtocolFault.UnsupportedVersion, refusal.Fault);
    }

    [Fact]
    public void Text_that_would_break_the_frame_is_not_sent()
    {
        var order = new PlaceOrder { OrderId = 1, Order = new() { OrderRef = "a\0b" } };
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var refusal = Assert.Throws<ProtocolException>(() => new FrameWriter().WriteClient(output, order, 200));
        Assert.Equal(("PlaceOrder", "orderRef"), (refusal.Subject, refusal.Field));
        Assert.Equal(0, output.WrittenCount);
        order.Order.OrderRef = "é";
        Assert.Throws<ProtocolException>(() => new FrameWriter().WriteClient(output, order, 200));
        order.Order.OrderRef = "";
        order.Order.LmtPrice = double.NaN;
        Assert.Throws<ProtocolException>(() => new FrameWriter().WriteClient(output, order, 200));
    }

    static List<(byte[] Payload, int Version, bool FromServer)> Corpus()
    {
        var corpus = new List<(byte[], int, bool)>();
        foreach (var message in MessageCase.All)
        {
            foreach (var version in new[] { 157, 176, 193, 200 }.Where(v => v >= message.Since))
            {
                for (var seed = 0; seed < 3; seed++)
                {
                    var wire = new FillingWire(new RandomPlan(seed, message.FromServer), version);
                    corpus.Add((message.Write(message.Fill(ref wire), version), version, message.FromServer));
                }
            }
        }
        return corpus;
    }

    static byte[] Damage(byte[] payload, Random random)
    {
        var bytes = payload.ToList();
        for (var n = random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes.RemoveRange(at, bytes.Count - at); break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.Insert(at, (byte)random.Next(256)); break;
                case 4: bytes.Insert(at, 0); break;
                case 5:
                    // A field goes missing.
                    var end = bytes.IndexOf(0, at);
                    if (end >= 0) bytes.RemoveRange(at, end - at + 1);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.ASCII.GetBytes(random.GetItems(["2147483647", "-1", "1E400", "\09999999\0", "Infinity", "ÿ", "\\u12"], 1)[0]));
                    break;
            }
        }
        return [.. bytes];
    }

    sealed class Deaf : IServerMessageHandler, IClientMessageHandler
    {
        public ServerMessageId Last { get; private set; }

        public void OnOther(ServerMessageId id) => Last = id;

        public void OnOther(ClientMessageId id)
        {
        }
    }
}
