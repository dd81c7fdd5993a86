using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulation;

public sealed class ExtendedHoursTests
{
    static SyntheticMarket Market(bool extended = true) =>
        new(InstrumentTable.UsEquities("AAA", "BBB"), new SyntheticMarketOptions { FirstSession = new LocalDate(2025, 11, 26), HistorySessions = 1, ExtendedHours = extended });

    [Fact]
    public void A_day_begins_at_four_and_ends_at_eight_in_the_evening()
    {
        var market = Market();
        Assert.Equal(Instant.FromUtc(2025, 11, 26, 9, 0), EngineTime.ToInstant(market.NextTime));
        Assert.Equal(market.Start, market.NextTime - (5 * EngineTime.Second));
        var (opened, closed, last) = (0L, 0L, 0L);
        var trades = new Dictionary<string, double> { ["pre"] = 0, ["regular"] = 0, ["after"] = 0 };
        while (market.NextTime < EngineTime.From(Instant.FromUtc(2025, 11, 27, 9, 0)))
        {
            last = market.NextTime;
            market.Step();
            foreach (var change in market.Changes)
            {
                if (change.Kind == MarketChangeKind.SessionOpened) opened = last;
                if (change.Kind == MarketChangeKind.SessionClosed) closed = last;
                if (change is { Kind: MarketChangeKind.FiveSecondBar, Symbol: 0 }) trades[opened == 0 ? "pre" : closed == 0 ? "regular" : "after"] += market.FiveSecondBarOf(0).Volume;
            }
        }
        Assert.Equal((Instant.FromUtc(2025, 11, 26, 14, 30), Instant.FromUtc(2025, 11, 26, 21, 0), Instant.FromUtc(2025, 11, 27, 1, 0)), (EngineTime.ToInstant(opened), EngineTime.ToInstant(closed), EngineTime.ToInstant(last)));
        Assert.All(trades.Values, volume => Assert.True(volume > 0));
        Assert.True(trades["pre"] + trades["after"] < trades["regular"] / 50);
        // Thanksgiving: the next day is Friday.
        Assert.Equal(Instant.FromUtc(2025, 11, 28, 9, 0), EngineTime.ToInstant(market.NextTime));
    }

    [Fact]
    public void A_half_day_ends_at_five()
    {
        var market = Market();
        var last = 0L;
        while (market.NextTime < EngineTime.From(Instant.FromUtc(2025, 11, 29, 9, 0)))
        {
            last = market.NextTime;
            market.Step();
        }
        Assert.Equal(Instant.FromUtc(2025, 11, 28, 22, 0), EngineTime.ToInstant(last));
    }

    [Fact]
    public void Without_it_a_session_is_what_it_was()
    {
        var market = Market(extended: false);
        Assert.Equal(Instant.FromUtc(2025, 11, 26, 14, 30), EngineTime.ToInstant(market.NextTime));
        market.Step();
        Assert.Equal([MarketChangeKind.SessionOpened, MarketChangeKind.Quote, MarketChangeKind.Quote], market.Changes.ToArray().Select(c => c.Kind));
    }
}
