using System.Buffers;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;
using Bellwether.MarketData;

namespace Bellwether.Tests.Live;

/// <summary>Minutes made of a capture of a gateway whose time runs by itself: the times of receipt are the clock.</summary>
public sealed class CapturedMinutesTests : IDisposable
{
    const int Version = 200;
    static readonly long Open = ExchangeCalendar.NewYork.SessionOn(new NodaTime.LocalDate(2025, 3, 3))!.OpenNanoseconds;
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-minutes-").FullName;
    readonly Hands clock = new();

    string File => Path.Combine(folder, "wire.tsv");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Four minutes of a symbol from before the opening on: five-second bars come 200 ms after their end, the gateway tells its time a second after each of them.</summary>
    void Capture(Func<int, double>? delay = null, Func<int, bool>? isLost = null, bool answersHistory = false)
    {
        using var capture = WireCapture.Create(File, problem => throw problem, clock);
        var due = new SortedDictionary<(long At, int Order), Action>();
        void At(double second, Action send) => due.Add((Open + (long)(second * EngineTime.Second), due.Count), send);
        At(-60, () => Sent(capture, new StartApi { ClientId = 1 }));
        At(-59, () => Sent(capture, new ReqHistoricalData { ReqId = 5, Contract = new Contract { Symbol = "BRK B" }, BarSizeSetting = "1 min", WhatToShow = "TRADES", FormatDate = 2, UseRTH = true }));
        At(-58, () => Received(capture, new HistoricalData { ReqId = 5 }));
        At(-57, () => Sent(capture, new ReqRealTimeBars { ReqId = 6, Contract = new Contract { Symbol = "BRK B" }, UseRTH = true }));
        for (var i = 0; i < 48; i++)
        {
            var (second, price) = (5 * i, 100 + i);
            if (isLost?.Invoke(i) != true)
                At(second + 5 + (delay?.Invoke(i) ?? 0.2), () => Received(capture, new RealTimeBar { ReqId = 6, Time = (Open / EngineTime.Second) + second, Open = price, High = price + 0.5, Low = price - 0.5, Close = price + 0.25, Volume = 10, Wap = price, Count = 3 }));
            At(second + 6, () => Received(capture, new CurrentTimeInMillis { TimeInMillis = (Open / EngineTime.Millisecond) + ((second + 6) * 1_000) }));
        }
        if (answersHistory)
        {
            At(125, () => Sent(capture, new ReqHistoricalData { ReqId = 7, Contract = new Contract { Symbol = "BRK B" }, BarSizeSetting = "1 min", WhatToShow = "TRADES", FormatDate = 2, UseRTH = true }));
            At(126.5, () => Received(capture, new HistoricalData { ReqId = 7, Bars = [.. new[] { 60, 120 }.Select(s => new HistoricalBar { Date = $"{(Open / EngineTime.Second) + s}", Open = 7, High = 9, Low = 6, Close = 8, Volume = 120 })] }));
        }
        foreach (var ((at, _), send) in due)
        {
            clock.Now = DateTimeOffset.UnixEpoch.AddTicks(at / 100);
            send();
        }
    }

    static void Sent<T>(WireCapture capture, T message) where T : IClientMessage<T>
    {
        var bytes = new ArrayBufferWriter<byte>();
        new FrameWriter().WriteClient(bytes, message, Version);
        capture.Sent(bytes.WrittenSpan[Frames.PrefixLength..], Version);
    }

    static void Received<T>(WireCapture capture, T message) where T : IServerMessage<T>
    {
        var bytes = new ArrayBufferWriter<byte>();
        new FrameWriter().WriteServer(bytes, message, Version);
        capture.Received(bytes.WrittenSpan[Frames.PrefixLength..], Version);
    }

    sealed class Hands : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    BarRows Read(List<CaptureException>? damages = null)
    {
        var (symbol, minutes) = Assert.Single(CapturedMinutes.Read(File, grace: null, d => (damages ?? throw d).Add(d)));
        Assert.Equal("BRK.B", symbol);
        return minutes;
    }

    [Fact]
    public void Each_minute_is_the_sum_of_its_twelve_bars()
    {
        Capture();
        var minutes = Read();
        // The last minute is not closed: nobody said that it was two seconds past its end.
        Assert.Equal([Open, Open + EngineTime.Minute, Open + (2 * EngineTime.Minute)], minutes.Time);
        Assert.Equal((100, 111.5, 99.5, 111.25, 120), (minutes.Open[0], minutes.High[0], minutes.Low[0], minutes.Close[0], minutes.Volume[0]));
        Assert.Equal((112, 123.5, 111.5, 123.25, 120), (minutes.Open[1], minutes.High[1], minutes.Low[1], minutes.Close[1], minutes.Volume[1]));
        Assert.Equal((105.5, 36), (minutes.Vwap[0], minutes.Trades[0]));
        Assert.All(minutes.Source, s => Assert.Equal(BarSource.Live, s));
    }

    [Fact]
    public void What_was_received_after_its_minute_had_closed_was_not_seen_and_history_tells_the_minute()
    {
        // The sixth bar of the second minute comes half a minute after its end, when the minute is long over.
        Capture(delay: i => i == 17 ? 65 : 0.2, answersHistory: true);
        var minutes = Read();
        Assert.Equal([BarSource.Live, BarSource.Backfilled, BarSource.Live], minutes.Source);
        Assert.Equal((7, 9, 6, 8, 120), (minutes.Open[1], minutes.High[1], minutes.Low[1], minutes.Close[1], minutes.Volume[1]));
    }

    [Fact]
    public void A_minute_of_which_a_part_was_lost_and_that_nobody_told_is_no_bar()
    {
        Capture(isLost: i => i == 14);
        Assert.DoesNotContain(Open + EngineTime.Minute, Read().Time);
    }

    [Fact]
    public void The_same_capture_gives_the_same_minutes_and_a_damaged_one_those_before_the_damage()
    {
        Capture();
        Assert.Equal(Lines(Read()), Lines(Read()));
        var whole = Lines(Read());
        var text = System.IO.File.ReadAllText(File);
        var at = text.LastIndexOf('\n', text.Length - 2) + 1;
        System.IO.File.WriteAllText(File, text[..(at + 20)]);
        var damages = new List<CaptureException>();
        Assert.Equal(whole, Lines(Read(damages)));
        Assert.Equal((CaptureFault.TornTail, (long)at), (Assert.Single(damages).Fault, damages[0].Offset));
        System.IO.File.WriteAllText(File, text.Insert(text.IndexOf('\n', text.Length / 2) + 1, "no frame\n"));
        damages.Clear();
        Assert.Equal(whole.Take(1), Lines(Read(damages)).Take(1));
        Assert.Equal((CaptureFault.CorruptLine, text.IndexOf('\n', text.Length / 2) + 1L), (Assert.Single(damages).Fault, damages[0].Offset));
    }

    static IEnumerable<string> Lines(BarRows rows) => Enumerable.Range(0, rows.Count).Select(i => $"{rows.Time[i]} {rows.Open[i]:R} {rows.High[i]:R} {rows.Low[i]:R} {rows.Close[i]:R} {rows.Volume[i]:R} {rows.Vwap[i]:R} {rows.Trades[i]} {rows.Source[i]}");
}
