using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulation;

public sealed class LiveLikeMarketTests
{
    /// <summary>Sunday, 22 November 2026, 12:34:56.789 in New York.</summary>
    static readonly Instant Sunday = Instant.FromUtc(2026, 11, 22, 17, 34, 56) + Duration.FromMilliseconds(789);

    static LiveLikeMarket Market(int updates = 4, ulong seed = 1) =>
        new(InstrumentTable.UsEquities("AAPL", "MSFT"), Sunday, new LiveLikeMarketOptions { UpdatesPerSecond = updates, Prices = new SyntheticMarketOptions { Seed = seed } });

    [Fact]
    public void It_opens_at_once_on_a_sunday()
    {
        var market = Market();
        Assert.Equal(EngineTime.From(Sunday), market.Start);
        market.Step();
        Assert.True(market.IsOpen);
        Assert.Equal(new MarketChange(MarketChangeKind.SessionOpened, -1), market.Changes[0]);
        Assert.True(market.QuoteOf(0).IsTwoSided);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    public void Quotes_change_several_times_a_second(int updates)
    {
        var market = Market(updates);
        var changes = 0;
        while (market.NextTime <= market.Start + (60 * EngineTime.Second))
        {
            market.Step();
            foreach (var change in market.Changes) if (change is { Kind: MarketChangeKind.Quote, Symbol: 0 }) changes++;
        }
        Assert.InRange(changes / 60.0, updates * 0.9, updates);
    }

    [Fact]
    public void Midnight_ends_one_session_and_begins_the_next()
    {
        var market = Market(1);
        var midnight = EngineTime.From(Instant.FromUtc(2026, 11, 23, 5, 0));
        while (market.NextTime <= midnight) market.Step();
        Assert.Equal([MarketChangeKind.SessionClosed, MarketChangeKind.SessionOpened], market.Changes.ToArray()[^2..].Select(c => c.Kind));
        Assert.True(market.IsOpen);
        Assert.Equal(midnight + EngineTime.Second, market.NextTime);
    }

    [Fact]
    public void Its_past_has_sessions_of_the_calendar_and_today_up_to_the_start()
    {
        var market = Market();
        var minutes = new List<MarketBar>();
        market.Past!.AddMinutes(0, market.Hours.On(new LocalDate(2026, 11, 20))!, minutes);
        Assert.Equal(390, minutes.Count);
        minutes.Clear();
        market.Past.AddMinutes(0, market.Hours.On(new LocalDate(2026, 11, 22))!, minutes);
        Assert.Equal((12 * 60) + 34, minutes.Count); // From midnight to 12:34.
        Assert.Equal(11, market.BarsBeforeStart(0).Count); // 12:34:00 to 12:34:55.
        var close = minutes[^1].Close;
        market.Step();
        Assert.InRange(market.QuoteOf(0).Mid / close, 0.99, 1.01);
    }

    [Fact]
    public void The_same_seed_gives_the_same_market()
    {
        static string Play(LiveLikeMarket market)
        {
            for (var i = 0; i < 500; i++) market.Step();
            return $"{market.QuoteOf(0)} {market.QuoteOf(1)} {market.FiveSecondBarOf(0)}";
        }
        Assert.Equal(Play(Market()), Play(Market()));
        Assert.NotEqual(Play(Market()), Play(Market(seed: 2)));
    }

    [Fact]
    public void Nothing_happens_in_a_halted_symbol()
    {
        var market = Market();
        for (var i = 0; i < 10; i++) market.Step();
        market.Conditions.Halt(0);
        for (var i = 0; i < 200; i++)
        {
            market.Step();
            foreach (var change in market.Changes) Assert.False(change is { Symbol: 0, Kind: MarketChangeKind.Quote });
        }
        market.Conditions.Resume(0);
        market.Step();
        Assert.Contains(market.Changes.ToArray(), c => c is { Symbol: 0, Kind: MarketChangeKind.Quote });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    public void A_rate_that_does_not_divide_a_second_is_refused(int updates) => Assert.Throws<ArgumentException>(() => Market(updates));
}
