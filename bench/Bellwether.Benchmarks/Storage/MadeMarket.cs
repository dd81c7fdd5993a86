using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Benchmarks.Storage;

/// <summary>Minutes and trades of a random walk in cents, as a store keeps them.</summary>
static class MadeMarket
{
    /// <summary>Minutes of whole sessions from 2010 on.</summary>
    public static BarRows Minutes(ulong seed, int count)
    {
        var random = new SplitMix64(seed);
        var rows = BarRows.OfLength(count);
        var session = ExchangeCalendar.NewYork.SessionAtOrAfter(NodaTime.Instant.FromUtc(2010, 1, 4, 0, 0));
        var (at, price) = (session.OpenNanoseconds, 100.0);
        for (var i = 0; i < count; i++)
        {
            if (at >= session.CloseNanoseconds) at = (session = ExchangeCalendar.NewYork.NextSession(session.Date)).OpenNanoseconds;
            (rows.Time[i], rows.Open[i]) = (at, price);
            price = Math.Round(Math.Max(1, price + ((random.NextInt(21) - 10) * 0.01)), 2);
            rows.Close[i] = price;
            rows.High[i] = Math.Round(Math.Max(rows.Open[i], price) + (random.NextInt(6) * 0.01), 2);
            rows.Low[i] = Math.Round(Math.Min(rows.Open[i], price) - (random.NextInt(6) * 0.01), 2);
            (rows.Volume[i], rows.Vwap[i], rows.Trades[i]) = (1 + random.NextInt(50_000), double.NaN, -1);
            at += EngineTime.Minute;
        }
        return rows;
    }

    /// <summary>The same minutes with an average price and a number of trades each, as a broker's history has them.</summary>
    public static BarRows Stated(BarRows rows)
    {
        var random = new SplitMix64(99);
        for (var i = 0; i < rows.Count; i++) (rows.Vwap[i], rows.Trades[i]) = (Math.Round(rows.Low[i] + ((rows.High[i] - rows.Low[i]) * random.NextDouble()), 4), 1 + random.NextInt(900));
        return rows;
    }

    /// <summary>Trades in uneven steps of about 12 milliseconds, in regular sessions.</summary>
    public static TickRows Trades(ulong seed, int count)
    {
        var random = new SplitMix64(seed);
        var (time, price, size, exchange, condition) = (new long[count], new double[count], new double[count], new string?[count], new string?[count]);
        var session = ExchangeCalendar.NewYork.SessionAtOrAfter(NodaTime.Instant.FromUtc(2013, 10, 7, 0, 0));
        var (at, last) = (session.OpenNanoseconds, 100.0);
        string[] exchanges = ["N", "P", "Q", "D", "Z"];
        for (var i = 0; i < count; i++)
        {
            if (at >= session.CloseNanoseconds) at = (session = ExchangeCalendar.NewYork.NextSession(session.Date)).OpenNanoseconds;
            last = Math.Round(Math.Max(1, last + (0.01 * (random.NextInt(3) - 1))), 2);
            (time[i], price[i], size[i], exchange[i], condition[i]) = (at, last, 1 + random.NextInt(500), exchanges[random.NextInt(5)], "1");
            at += random.NextInt(24) * EngineTime.Millisecond;
        }
        return new TickRows(time, [price, size], exchange, condition, new bool[count]);
    }
}
