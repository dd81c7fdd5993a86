using System.Text;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

public sealed class CaptureTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("bellwether-capture-").FullName;

    string File => Path.Combine(_folder, "session.tsv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_captured_reads_back_with_direction_version_and_time()
    {
        var clock = new Hands(new DateTimeOffset(2026, 4, 13, 15, 27, 4, TimeSpan.Zero));
        using (var capture = WireCapture.Create(File, Refuse, clock))
        {
            capture.Sent(Bytes("71·2·3··"), 200);
            clock.Now += TimeSpan.FromTicks(1_234_567);
            capture.Received(Bytes("9·1·41·"), 200);
            capture.Received(Bytes("4·-1·2104·a\tb\\0é\n··1775425766350·"), 200);
        }
        var frames = CaptureReader.Read(File).ToList();
        Assert.Equal([(2, false, 200), (3, true, 200), (4, true, 200)], frames.Select(f => (f.Line, f.FromServer, f.ServerVersion)));
        Assert.Equal(["71·2·3··", "9·1·41·", "4·-1·2104·a\tb\\0é\n··1775425766350·"], frames.Select(f => RecordedFrame.Show(f.Payload)));
        Assert.Equal(new DateTimeOffset(2026, 4, 13, 15, 27, 4, TimeSpan.Zero).AddTicks(1_234_567), frames[1].Time);
        Assert.Equal(WireCapture.Header + "\nstartApi\t200\tclient\t71\\02\\03\\0\\0\t2026-04-13T15:27:04.0000000Z\n", string.Concat(System.IO.File.ReadLines(File).Take(2).Select(line => line + "\n")));
    }

    [Fact]
    public void Account_numbers_and_logins_are_replaced_wherever_they_stand_and_alike_throughout()
    {
        using (var capture = WireCapture.Create(File, Refuse))
        {
            capture.Received(Bytes("15·1·DU7654321,U7654322,·"), 200);
            capture.Received(Bytes("6·2·AccountCode·DU7654321··DU7654321·"), 200);
            capture.Received(Bytes("4·7·201·Order rejected - account U7654322 is restricted, DF7777777 too··1775425766350·"), 200);
            capture.Sent(Bytes("62·1·9000·All·NetLiquidation·"), 200);
            capture.Received(Bytes("71·1·6·Family Trust·7·A·STK··0.0···N·USD·A·NMS·500·196.77··"), 200);
            capture.Received(Bytes("11·-1·1·7·A·STK··0.0···IEX·USD·A·NMS·0000e0d5.69dd7411.01.01·20260413 15:27:04 US/Eastern·DU7654321·IEX·BOT·1·257.95·389211034·94·0·1·257.95·····2·0·jdoe42·"), 200);
            capture.Received(Bytes("65·jdoe42 broken"), 200);
        }
        var frames = CaptureReader.Read(File).Select(f => RecordedFrame.Show(f.Payload)).ToList();
        Assert.Equal(
            [
                "15·1·DU9000001,U9000002,·",
                "6·2·AccountCode·DU9000001··DU9000001·",
                "4·7·201·Order rejected - account U9000002 is restricted, DF9000003 too··1775425766350·",
                "62·1·9000·All·NetLiquidation·",
                "71·1·6·ACCOUNT9000004·7·A·STK··0.0···N·USD·A·NMS·500·196.77··",
                "11·-1·1·7·A·STK··0.0···IEX·USD·A·NMS·0000e0d5.69dd7411.01.01·20260413 15:27:04 US/Eastern·DU9000001·IEX·BOT·1·257.95·389211034·94·0·1·257.95·····2·0·login1·",
                "65·login1 broken",
            ], frames);
    }

    [Fact]
    public void Recorded_frames_lose_their_accounts_and_nothing_else()
    {
        using (var capture = WireCapture.Create(File, Refuse))
        {
            foreach (var frame in RecordedFrame.LoadText())
            {
                if (frame.FromServer) capture.Received(frame.Payload, frame.ServerVersion);
                else capture.Sent(frame.Payload, frame.ServerVersion);
            }
        }
        var captured = CaptureReader.Read(File).ToList();
        Assert.Equal(RecordedFrame.LoadText().Count, captured.Count);
        foreach (var (frame, copy) in RecordedFrame.LoadText().Zip(captured))
        {
            Assert.True(FrameDecoder.Decode(copy.Payload, copy.ServerVersion, copy.FromServer).IsComplete);
            Assert.Equal(Masked(frame.Payload), Masked(copy.Payload));
            Assert.DoesNotContain("DU1234567", RecordedFrame.Show(copy.Payload), StringComparison.Ordinal);
        }

        static string Masked(byte[] payload) => System.Text.RegularExpressions.Regex.Replace(RecordedFrame.Show(payload), @"DU\d+|ACCOUNT_ID|ACCOUNT\d+", "*");
    }

    [Fact]
    public void A_player_lives_the_session_again()
    {
        using (var capture = WireCapture.Create(File, Refuse))
        {
            capture.Sent(Bytes("71·2·3··"), 200);
            capture.Received(Bytes("9·1·41·"), 200);
            capture.Received(Bytes("1·6·1001·68·255.45·200·0·"), 200);
            capture.Received(Bytes("9·1·x·"), 200);
        }
        var ear = new Ear();
        var times = new List<DateTimeOffset>();
        var broken = Assert.Throws<CaptureException>(() => CapturePlayer.Play(File, ear, ear, frame => times.Add(frame.Time)));
        Assert.Equal(["start 3", "next 41", "255.45"], ear.Heard);
        Assert.Equal(4, times.Count);
        Assert.Equal((5, CaptureFault.CorruptFrame), (broken.Line, broken.Fault));
        Assert.IsType<ProtocolException>(broken.InnerException);
    }

    [Theory]
    [InlineData("nextValidId\t200\tserver\t9\\01\\041\\0\t2026-04-13T15:27:0", CaptureFault.TornTail)]
    [InlineData("nextValidId\t200\tserver\t9\\01\\041\\0\t2026-04-13T15:27:04.0000000Z", CaptureFault.TornTail)]
    [InlineData("nextValidId\t200\tserver\t9\\01\\041\\0\tnoon\n", CaptureFault.CorruptLine)]
    [InlineData("nextValidId\t200\tsideways\t9\\01\\041\\0\t2026-04-13T15:27:04.0000000Z\n", CaptureFault.CorruptLine)]
    [InlineData("nextValidId\tnew\tserver\t9\\01\\041\\0\t2026-04-13T15:27:04.0000000Z\n", CaptureFault.CorruptLine)]
    [InlineData("nextValidId\t200\tserver\t9\\x\t2026-04-13T15:27:04.0000000Z\n", CaptureFault.CorruptLine)]
    [InlineData("\u0001\u0002garbage\n", CaptureFault.CorruptLine)]
    public void A_damaged_line_is_named_after_what_comes_before_it(string line, CaptureFault fault)
    {
        const string Good = "nextValidId\t200\tserver\t9\\01\\040\\0\t2026-04-13T15:27:04.0000000Z\n";
        System.IO.File.WriteAllText(File, WireCapture.Header + "\n" + Good + line);
        var read = new List<CapturedFrame>();
        var damage = Assert.Throws<CaptureException>(() => read.AddRange(CaptureReader.Read(File).Select(f => f).Take(5)));
        Assert.Equal((3, fault, File), (damage.Line, damage.Fault, damage.Path));
        var damages = new List<CaptureException>();
        Assert.Single(CaptureReader.Read(File, damages.Add));
        Assert.Equal(fault, Assert.Single(damages).Fault);
    }

    [Fact]
    public void A_table_without_times_or_columns_is_no_capture()
    {
        System.IO.File.WriteAllText(File, "message\tserver_version\tdirection\tpayload\nnextValidId\t200\tserver\t9\\01\\040\\0\n");
        Assert.Equal(CaptureFault.NotATable, Assert.Throws<CaptureException>(() => CaptureReader.Read(File).ToList()).Fault);
        System.IO.File.WriteAllText(File, "");
        Assert.Equal(CaptureFault.NotATable, Assert.Throws<CaptureException>(() => CaptureReader.Read(File).ToList()).Fault);
    }

    [Fact]
    public void A_capture_never_overwrites_one_that_is_there()
    {
        WireCapture.Create(File, Refuse).Dispose();
        Assert.Throws<IOException>(() => WireCapture.Create(File, Refuse));
    }

    [Fact]
    public async Task A_connection_hands_every_frame_after_the_handshake_to_its_capture()
    {
        var token = TestContext.Current.CancellationToken;
        using var gateway = new LoopbackGateway();
        using var capture = WireCapture.Create(File, Refuse);
        var connecting = IbConnection.ConnectAsync("127.0.0.1", gateway.Port, 7, new() { Capture = capture }, token);
        await gateway.AcceptAsync();
        await gateway.SendAsync(new ServerHello(193, "20260406 12:00:00 US/Eastern"));
        await using var connection = await connecting;
        connection.Write(new ReqIds());
        connection.WriteFrame(Encoding.ASCII.GetBytes("\0\0\0\u000549\01\0"));
        await connection.FlushAsync(token);
        await gateway.SendAsync(new NextValidId { OrderId = 41 }, 193);
        var ear = new Ear();
        while (ear.Heard.Count == 0) Assert.True(await connection.ReadAsync(ear, token));
        capture.Flush();
        Assert.Equal(["71·2·7··", "8·1·1·", "49·1·", "9·1·41·"], CaptureReader.Read(File).Select(f => RecordedFrame.Show(f.Payload)));
    }

    static void Refuse(IOException problem) => Assert.Fail(problem.Message);

    static byte[] Bytes(string frame) => Encoding.UTF8.GetBytes(frame.Replace('·', '\0'));

    sealed class Ear : IServerMessageHandler, IClientMessageHandler
    {
        public List<string> Heard { get; } = [];

        public void On(in NextValidId m) => Heard.Add($"next {m.OrderId}");

        public void On(in TickPrice m) => Heard.Add(m.Price.ToString(System.Globalization.CultureInfo.InvariantCulture));

        public void On(StartApi m) => Heard.Add($"start {m.ClientId}");
    }

    sealed class Hands(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
