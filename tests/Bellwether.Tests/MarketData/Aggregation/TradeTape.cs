using System.Globalization;
using System.IO.Compression;
using Bellwether.Core;
using Bellwether.MarketData;
using NodaTime.Text;

namespace Bellwether.Tests.MarketData;

/// <summary>Trades for tests of bars that end by what trades.</summary>
static class TradeTape
{
    public static TradingSession Monday { get; } = ExchangeCalendar.NewYork.SessionOn(new NodaTime.LocalDate(2013, 10, 7))!;

    public static TradingSession Tuesday { get; } = ExchangeCalendar.NewYork.SessionOn(new NodaTime.LocalDate(2013, 10, 8))!;

    public static BarSpec Spec(string text) => BarSpec.TryParse(text, out var spec, out var problem) ? spec : throw new ArgumentException(problem);

    /// <summary>Trades of one session, a second apart.</summary>
    public static TradeColumns Of(params (double Price, double Size)[] trades) => Of(Monday, trades);

    public static TradeColumns Of(TradingSession session, params (double Price, double Size)[] trades) => new(
        "X", [.. trades.Select((_, i) => session.OpenNanoseconds + (i * EngineTime.Second))], [.. trades.Select(t => t.Price)], [.. trades.Select(t => t.Size)]);

    public static TradeColumns Join(TradeColumns a, TradeColumns b) => new("X", [.. a.Time, .. b.Time], [.. a.Price, .. b.Price], [.. a.Size, .. b.Size]);

    /// <summary>Trades of three sessions with jumps, pauses, repeated times and trades outside the sessions.</summary>
    public static TradeColumns Random(ulong seed, int count)
    {
        var random = new SplitMix64(seed);
        var (time, price, size) = (new long[count], new double[count], new double[count]);
        var (at, cents) = (Monday.OpenNanoseconds - (5 * EngineTime.Minute), 5_000L);
        var step = 3 * 24 * 60 * EngineTime.Minute / count;
        for (var i = 0; i < count; i++)
        {
            cents = Math.Max(100, cents + random.NextInt(7) - 3 + (random.NextInt(200) == 0 ? random.NextInt(400) - 200 : 0));
            (time[i], price[i], size[i]) = (at, cents / 100.0, 1 + random.NextInt(900));
            at += random.NextInt(4) == 0 ? 0 : step * random.NextInt(3);
        }
        return new TradeColumns("X", time, price, size);
    }

    /// <summary>A day of real trades, those that the tape marked as doubtful left out.</summary>
    public static TradeColumns Real()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestData.Shared("data/equity/tick_trade/IBM_20131007.csv.gz")), CompressionMode.Decompress));
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Where(r => r[5] == "0" && Number(r[2]) > 0).ToList();
        return new TradeColumns("IBM", [.. rows.Select(r => EngineTime.From(InstantPattern.ExtendedIso.Parse(r[0]).Value))], [.. rows.Select(r => Number(r[1]))], [.. rows.Select(r => Number(r[2]))]);
    }

    /// <summary>The trades of the regular sessions, a list each, as decimals.</summary>
    public static List<List<(long Time, decimal Price, decimal Size)>> Sessions(TradeColumns trades)
    {
        var sessions = new SortedDictionary<long, List<(long, decimal, decimal)>>();
        for (var i = 0; i < trades.Count; i++)
        {
            var date = ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(trades.Time[i]));
            if (ExchangeCalendar.NewYork.SessionOn(date) is not { } session || trades.Time[i] < session.OpenNanoseconds || trades.Time[i] >= session.CloseNanoseconds) continue;
            if (!sessions.TryGetValue(session.OpenNanoseconds, out var list)) sessions[session.OpenNanoseconds] = list = [];
            list.Add((trades.Time[i], (decimal)trades.Price[i], (decimal)trades.Size[i]));
        }
        return [.. sessions.Values];
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
