using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Live;
using Bellwether.Predictions;
using Bellwether.Risk;

namespace Bellwether.Benchmarks.Latency;

/// <summary>One symbol, a market order for 100 shares at every bar, and limits that are checked and not met.</summary>
static class LatencyDesk
{
    public static TradingDesk<NoJournal> Create()
    {
        var vast = Money.FromDecimal(1_000_000_000);
        var engine = new TradingEngine<NoJournal>(new EngineOptions
        {
            Instruments = InstrumentTable.UsEquities("TSLA"),
            Strategy = new EnterAtEveryBar(),
            Sizing = new FixedShares(100),
            Limits = new RiskLimits(vast, vast, vast, 10),
            Predictions = new PredictionBook(1, 1, new PredictionLimits(NodaTime.Duration.FromMinutes(3))),
            StartCash = Money.FromDecimal(1_000_000),
            Armed = true,
            StartsReconciled = false,
        }, default);
        return new TradingDesk<NoJournal>(engine, new DeskOptions(new BrokerOptions("DU1234567", AllowsLiveAccount: false, "0000beef", ClientId: 1, "1 D"), 0, 0), static () => { });
    }

    /// <summary>Times within a minute at which data come, so that nothing seems to have stopped.</summary>
    public static IEnumerable<long> Within(long end) => [end - (45 * EngineTime.Second), end - (30 * EngineTime.Second), end - (15 * EngineTime.Second), end - (6 * EngineTime.Second)];

    /// <summary>Ends of minutes inside sessions, one after the other.</summary>
    public static IEnumerable<long> Minutes()
    {
        var session = ExchangeCalendar.NewYork.SessionAtOrAfter(NodaTime.Instant.FromUtc(2025, 3, 3, 0, 0));
        while (true)
        {
            for (var end = session.OpenNanoseconds + (3 * EngineTime.Minute); end < session.CloseNanoseconds; end += EngineTime.Minute) yield return end;
            session = ExchangeCalendar.NewYork.NextSession(session.Date);
        }
    }
}
