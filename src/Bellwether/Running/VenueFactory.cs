using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Simulation;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Running;

/// <summary>Makes the simulated market and the models of the simulated venue.</summary>
static class VenueFactory
{
    public static IFeeModel Fees(SimulationSettings simulation) => simulation.Commission switch
    {
        { PerOrder: { } amount } => new PerOrderFees(Money.FromDecimal(amount)),
        { PerShare: { } rate } commission => new PerShareFees
        {
            Rate = Price.FromDecimal(rate),
            Minimum = Money.FromDecimal(commission.Minimum),
            MaximumBasisPoints = (int)(commission.MaximumPercent * 100),
        },
        _ => PerShareFees.InteractiveBrokersFixed,
    };

    public static VenueOptions ForBacktest(Settings settings) => new()
    {
        Fills = BarCloseFills.Instance,
        Fees = Fees(settings.Simulation),
        Seed = (ulong)settings.Market.Seed,
        Capacity = 1 << 14,
    };

    /// <summary>A market made up from a seed, for the symbols of the table.</summary>
    /// <param name="extendedHours">With quotes before and after the sessions.</param>
    public static SyntheticMarket Synthetic(InstrumentTable instruments, ulong seed, LocalDate session, bool extendedHours = false) =>
        new(instruments, new SyntheticMarketOptions { Seed = seed, FirstSession = FirstSession(session, "market.session"), ExtendedHours = extendedHours });

    /// <summary>The same to be asked about its past, which is that of seed, symbol and date alone, whichever session is the first: none was played before it.</summary>
    public static SyntheticMarket SyntheticPast(InstrumentTable instruments, ulong seed, LocalDate session) =>
        new(instruments, new SyntheticMarketOptions { Seed = seed, FirstSession = FirstSession(session, "the first session"), HistorySessions = 0 });

    /// <summary>Recorded minute bars, played from a session on; bars before it are its history.</summary>
    /// <param name="folder">Folder of SYMBOL.csv[.gz].</param>
    /// <param name="symbols">Which symbols; null = all of the folder.</param>
    /// <param name="from">First session; null = the first that the data covers.</param>
    /// <exception cref="DataFileException">A file is absent or damaged.</exception>
    /// <exception cref="RunException">The date is no session, or there are no bars on it.</exception>
    public static ReplayMarket Replay(string folder, IReadOnlyList<string>? symbols, LocalDate? from)
    {
        var columns = BarFolder.Load(folder, symbols);
        var date = from ?? ExchangeCalendar.NewYork.SessionAtOrAfter(EngineTime.ToInstant(columns.Where(c => c.Count > 0).Min(c => c.Time[0]))).Date;
        var session = ExchangeCalendar.NewYork.SessionOn(FirstSession(date, "market.date"))!;
        if (!columns.Any(c => HasBars(c, session))) throw new RunException($"{folder}: no bars on {date:uuuu-MM-dd} for {string.Join(", ", columns.Select(c => c.Symbol))}; choose a date that the data covers");
        return new ReplayMarket([.. columns.Select(c => new RecordedMinutes(c.Symbol, c.Time.ToArray(), c.Open.ToArray(), c.High.ToArray(), c.Low.ToArray(), c.Close.ToArray(), c.Volume.ToArray()))], date);
    }

    static bool HasBars(BarColumns columns, TradingSession session)
    {
        var row = columns.RowAtOrAfter(session.OpenNanoseconds);
        return row < columns.Count && columns.Time[row] < session.CloseNanoseconds;
    }

    static LocalDate FirstSession(LocalDate date, string key) => ExchangeCalendar.NewYork.SessionOn(date) is not null
        ? date
        : throw new RunException($"{key}: the exchange is closed on {date:uuuu-MM-dd} ({ExchangeCalendar.NewYork.Describe(date).Reason}); the next session is {ExchangeCalendar.NewYork.NextSession(date).Date:uuuu-MM-dd}");
}
