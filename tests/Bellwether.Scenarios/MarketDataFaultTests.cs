using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Rows MKT of the catalogue of faults that the wire brings: prices that are none, data that are not live, days that are short.</summary>
public sealed class MarketDataFaultTests
{
    [Theory]
    [InlineData(BadTickKind.Absent)]
    [InlineData(BadTickKind.Zero)]
    [InlineData(BadTickKind.Largest)]
    [InlineData(BadTickKind.Negative)]
    [InlineData(BadTickKind.Crossed)]
    public void MKT3_a_price_that_is_none_makes_no_order_and_no_price_of_an_order(BadTickKind kind)
    {
        Seeds.Run(nameof(MKT3_a_price_that_is_none_makes_no_order_and_no_price_of_an_order), 7_000 + (50 * (ulong)kind), 6,
            seed => Scenario.Draw(seed, dice => [new BadTick { Kind = kind, Probability = dice.Rate(0.05, 0.5), Lasts = dice.Seconds(1, 10) }]));
    }

    [Theory]
    [InlineData(StandInData.Delayed)]
    [InlineData(StandInData.Frozen)]
    public void MKT5_quotes_that_are_not_live_price_no_order(StandInData kind)
    {
        Seeds.Run(nameof(MKT5_quotes_that_are_not_live_price_no_order), 7_300 + (50 * (ulong)kind), 10,
            seed => Scenario.Draw(seed, dice => [new DelayedData { Kind = kind, At = dice.Time(), Lasts = dice.Seconds(20, 180) }]));
    }

    [Theory]
    [InlineData(DataPermission.None, 354)]
    [InlineData(DataPermission.NotForApi, 10089)]
    [InlineData(DataPermission.Part, 10090)]
    public void MKT5_a_symbol_whose_data_are_not_paid_for_is_not_entered_any_more_and_the_others_are(DataPermission kind, int code)
    {
        var (others, before) = (0, 0);
        Seeds.Run(nameof(MKT5_a_symbol_whose_data_are_not_paid_for_is_not_entered_any_more_and_the_others_are), 7_400 + (20 * (ulong)kind), 8,
            seed => Scenario.Draw(seed, dice => [new PermissionLoss { Kind = kind, Symbols = ["AAX"], At = dice.Time() }]) with { Unpaid = "AAX", Symbols = 3, Minutes = 16 },
            run =>
            {
                if (!run.Witness.Codes.ContainsKey(code)) throw run.Failed($"MKT5: code {code} did not come");
                var lost = run.Witness.FirstSaid(code);
                // What was decided before the code was read may be on its way.
                if (run.Witness.EntryTimes("AAX").Any(t => t > lost + Core.EngineTime.Second)) throw run.Failed("MKT5: the symbol was entered without data");
                if (run.Engine.Positions[0].Quantity != Core.Quantity.Zero) throw run.Failed("MKT5: what was held of it was not sold");
                before += run.Witness.EntryTimes("AAX").Count(t => t < lost);
                others += run.Witness.EntryTimes("ABX").Concat(run.Witness.EntryTimes("ACX")).Count(t => t > lost);
            });
        Seeds.Require(before > 3 && others > 8, $"{before} entries in the symbol before, {others} in the others afterwards: hardly anything was traded");
    }

    [Theory]
    [InlineData(2025, 7, 3)] // Closes at 13:00.
    [InlineData(2025, 3, 10)] // Clocks were set forward the night before.
    [InlineData(2025, 11, 3)] // Clocks were set back the night before.
    public void MKT9_a_half_day_and_days_after_the_clocks_changed_are_traded_by_their_own_hours(int year, int month, int day)
    {
        Seeds.Run(nameof(MKT9_a_half_day_and_days_after_the_clocks_changed_are_traded_by_their_own_hours), 7_500 + (ulong)day, 2,
            seed => Scenario.Calm(seed) with { Session = new LocalDate(year, month, day) },
            run =>
            {
                if (run.Witness.Entries == 0) throw run.Failed("MKT9: nothing was traded");
            });
    }

    [Fact]
    public void MKT9_a_half_day_ends_at_one_and_everything_is_sold_before()
    {
        Seeds.Run(nameof(MKT9_a_half_day_ends_at_one_and_everything_is_sold_before), 7_600, 1,
            seed => Scenario.Calm(seed) with { Session = new LocalDate(2025, 7, 3), Symbols = 1, Minutes = 207, FlatMinutes = 2 },
            run =>
            {
                var close = new LocalDate(2025, 7, 3).At(new LocalTime(13, 0)).InZoneStrictly(DateTimeZoneProviders.Tzdb["America/New_York"]).ToInstant();
                if (run.Engine.Positions.HeldCount > 0) throw run.Failed("MKT9: a position is left after the half day");
                if (Core.EngineTime.ToInstant(run.Witness.LastEntry) is var last && (last > close - Duration.FromMinutes(5) || last < close - Duration.FromMinutes(30))) throw run.Failed($"MKT9: the last entry was at {last}, expected in the half hour before 12:55");
            });
    }
}
