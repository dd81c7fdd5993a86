using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulation;

public sealed class SyntheticPastTests
{
    static SyntheticMarket Market(LocalDate first, int history = 0, string symbols = "AAPL,MSFT", ulong seed = 1, IReadOnlyDictionary<string, SyntheticSymbolOptions>? own = null) =>
        new(InstrumentTable.UsEquities(symbols.Split(',')), new SyntheticMarketOptions { Seed = seed, FirstSession = first, HistorySessions = history, Symbols = own ?? new Dictionary<string, SyntheticSymbolOptions>() });

    static List<MarketBar> Minutes(IMarket market, int symbol, LocalDate date)
    {
        var minutes = new List<MarketBar>();
        market.Past!.AddMinutes(symbol, ExchangeCalendar.NewYork.SessionOn(date)!, minutes);
        return minutes;
    }

    /// <summary>A half day, the last session before the clocks change, and one before all markets below begin.</summary>
    public static TheoryData<LocalDate> Dates => [new LocalDate(2024, 11, 29), new LocalDate(2025, 3, 7), new LocalDate(2016, 1, 4)];

    [Theory]
    [MemberData(nameof(Dates))]
    public void What_a_symbol_did_on_a_date_is_the_same_whenever_the_market_begins(LocalDate date)
    {
        var told = Minutes(Market(new LocalDate(2025, 3, 10)), 0, date);
        Assert.Equal(date.Month == 11 ? 210 : 390, told.Count);
        Assert.Equal(told, Minutes(Market(new LocalDate(2025, 11, 3), history: 5), 0, date));
        Assert.Equal(told, Minutes(Market(new LocalDate(2031, 6, 2), symbols: "ZZZ,SPY,AAPL"), 2, date));
        var live = new LiveLikeMarket(InstrumentTable.UsEquities("AAPL"), Instant.FromUtc(2026, 11, 24, 17, 34, 56), new LiveLikeMarketOptions());
        Assert.Equal(told, Minutes(live, 0, date));
        Assert.NotEqual(told, Minutes(Market(new LocalDate(2025, 3, 10), seed: 2), 0, date));
        // A market that begins earlier knows less, and nothing else.
        if (date.Year == 2016) Assert.Equal(told, Minutes(Market(new LocalDate(2019, 5, 1)), 0, date));
    }

    [Theory]
    [InlineData(2019)]
    [InlineData(2025)]
    [InlineData(2031)]
    public void A_market_goes_on_where_its_past_ended(int year)
    {
        var market = Market(new LocalDate(year, 3, 3));
        var last = Minutes(market, 1, ExchangeCalendar.NewYork.PreviousSession(new LocalDate(year, 3, 3)).Date)[^1].Close;
        market.Step();
        Assert.InRange(market.QuoteOf(1).Mid / last, 0.93, 1.07);
    }

    [Fact]
    public void Closes_and_opens_of_following_sessions_lie_a_night_apart_on_both_sides_of_the_anchor()
    {
        var market = Market(new LocalDate(2025, 6, 2));
        var close = double.NaN;
        foreach (var session in ExchangeCalendar.NewYork.Sessions(new LocalDate(2024, 12, 2), new LocalDate(2025, 5, 30)))
        {
            var minutes = Minutes(market, 0, session.Date);
            if (!double.IsNaN(close)) Assert.InRange(minutes[0].Open / close, 0.9, 1.1);
            close = minutes[^1].Close;
        }
    }

    [Fact]
    public void A_price_of_its_own_holds_where_the_market_begins()
    {
        var market = Market(new LocalDate(2027, 6, 1), own: new Dictionary<string, SyntheticSymbolOptions> { ["AAPL"] = new() { Price = 50 } });
        Assert.Equal(50, Minutes(market, 0, new LocalDate(2027, 5, 28))[^1].Close);
    }

    [Fact]
    public void The_past_begins_on_one_date_and_ends_before_the_market_does()
    {
        Assert.Equal((new LocalDate(2015, 2, 24), new LocalDate(2025, 10, 31)), (Market(new LocalDate(2025, 11, 3)).Past!.First, Market(new LocalDate(2025, 11, 3)).Past!.Last));
        Assert.Equal(new LocalDate(2015, 2, 24), Market(new LocalDate(2032, 11, 3)).Past!.First);
        Assert.Equal(new LocalDate(2010, 11, 3), Market(new LocalDate(2020, 11, 3)).Past!.First);
        Assert.Empty(Minutes(Market(new LocalDate(2025, 11, 3)), 0, new LocalDate(2025, 11, 3)));
    }
}
