using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData;

/// <summary>A stream of five-second bars on the second of January 2024, and what live bars make of it.</summary>
static class LiveStream
{
    public static readonly TradingSession Session = ExchangeCalendar.NewYork.SessionOn(new(2024, 1, 2))!;

    public static LiveBars Listening(int symbols, LiveBarsOptions? options = null)
    {
        var bars = new LiveBars(symbols, options);
        bars.Listen(Session.OpenNanoseconds);
        return bars;
    }

    public static List<(long Opened, double Close)> Drain(LiveBars bars, long now)
    {
        var minutes = new List<(long, double)>();
        while (bars.TryClose(now, out var slice)) minutes.Add((slice.Opened, Assert.Single(slice.Bars.Close.ToArray())));
        return minutes;
    }

    public static long At(int secondsAfterOpen) => Session.OpenNanoseconds + (secondsAfterOpen * EngineTime.Second);

    public static Bar Tick(int secondsAfterOpen, double price) => new(At(secondsAfterOpen), price, price, price, price, 1);
}
