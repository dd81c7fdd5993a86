using Bellwether.Core;
using NodaTime;

namespace Bellwether.Tests.MarketData;

/// <summary>One row of a minute series; may be anything.</summary>
record struct MinuteRow(long Time, double Open, double High, double Low, double Close, double Volume);

/// <summary>Made-up minutes without a fault: every minute of the regular sessions, a random walk, a gap over night of a few per cent at most.</summary>
static class CleanBars
{
    /// <summary>From the half day before Thanksgiving weekend into the week after it.</summary>
    public static List<MinuteRow> Of(ulong seed, LocalDate from, LocalDate toInclusive, double volatility = 0.0005)
    {
        var random = new SplitMix64(seed);
        var price = 20 + (200 * random.NextDouble());
        var rows = new List<MinuteRow>();
        foreach (var session in ExchangeCalendar.NewYork.Sessions(from, toInclusive))
        {
            price *= Math.Exp(random.NextNormal() * 0.01);
            for (var time = session.OpenNanoseconds; time < session.CloseNanoseconds; time += EngineTime.Minute)
            {
                var open = Cents(price);
                price *= Math.Exp(random.NextNormal() * volatility);
                var close = Cents(price);
                rows.Add(new MinuteRow(time, open, Math.Max(open, close) + Cents(random.NextDouble() * 0.05), Math.Min(open, close) - Cents(random.NextDouble() * 0.05), close, 100 + random.NextInt(10_000)));
            }
        }
        return rows;
    }

    static double Cents(double price) => Math.Round(price, 2);
}
