using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using NodaTime;

namespace Bellwether.Tests.Live;

/// <summary>Average prices and numbers of trades that the broker's history states, out of the store.</summary>
public sealed class StatedFiguresTests : IDisposable
{
    static readonly long Open = ExchangeCalendar.NewYork.SessionOn(new LocalDate(2024, 11, 26))!.OpenNanoseconds;

    readonly string folder = Directory.CreateTempSubdirectory("bellwether-figures-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Minutes of high 12, low 8, close 10: a typical price of 10.</summary>
    static BarRows Minutes(int first, BarSource source, params (double Volume, double Vwap, long Trades)[] stated)
    {
        var rows = BarRows.OfLength(stated.Length);
        for (var i = 0; i < stated.Length; i++)
        {
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i]) = (Open + ((first + i) * EngineTime.Minute), 10, 12, 8, 10);
            (rows.Volume[i], rows.Vwap[i], rows.Trades[i], rows.Source[i]) = (stated[i].Volume, stated[i].Vwap, stated[i].Trades, source);
        }
        return rows;
    }

    (double Vwap, long Trades)[] Bars(string bar, params BarRows[] parts)
    {
        using var store = BarStore.OpenForWriting(folder);
        foreach (var rows in parts) store.Write("IBM", BarSpec.OneMinute, rows.Source[0], rows);
        Assert.True(BarSpec.TryParse(bar, out var spec, out _));
        return [.. store.Query("IBM", new BarQuery(Open, Open + (60 * EngineTime.Minute), spec, SessionHours.Regular)).Bars.Select(b => (b.Vwap, b.Trades))];
    }

    [Fact]
    public void A_bar_that_is_not_made_longer_keeps_what_was_stated_to_the_last_digit() =>
        // 10.37 × 13 / 13 is not 10.37 in binary.
        Assert.Equal([(10.37, 7), (9.1, 0)], Bars("1m", Minutes(0, BarSource.Backfilled, (13, 10.37, 7), (3, 9.1, 0))));

    [Fact]
    public void A_longer_bar_weighs_the_stated_averages_and_adds_the_trades_up() =>
        // (100 × 9 + 300 × 11) / 400 = 10.5.
        Assert.Equal([(10.5, 12)], Bars("5m", Minutes(0, BarSource.Backfilled, (100, 9, 5), (300, 11, 7))));

    [Fact]
    public void A_minute_that_states_nothing_counts_with_its_typical_price_and_leaves_the_trades_unknown() =>
        // (100 × 9 + 300 × 10) / 400 = 9.75; the second half hour is whole.
        Assert.Equal([(9.75, -1), (11, 3)], Bars("30m", Minutes(0, BarSource.Backfilled, (100, 9, 5)), Minutes(1, BarSource.Imported, (300, double.NaN, -1)), Minutes(30, BarSource.Backfilled, (50, 11, 3))));

    [Fact]
    public void Without_any_the_typical_price_is_taken() => Assert.Equal([(10, -1)], Bars("1d", Minutes(0, BarSource.Imported, (100, double.NaN, -1), (300, double.NaN, -1))));

    [Fact]
    public void Adjusted_averages_are_on_the_scale_of_the_adjusted_prices()
    {
        using var store = BarStore.OpenForWriting(folder);
        store.Write("IBM", BarSpec.OneMinute, BarSource.Backfilled, Minutes(0, BarSource.Backfilled, (100, 9, 5), (300, 11, 7)));
        var split = new CorporateAction(new LocalDate(2024, 12, 2), CorporateActionKind.Split, 2);
        var bar = Assert.Single(store.Query("IBM", new BarQuery(Open, Open + (60 * EngineTime.Minute), BarSpec.OfTime(5 * EngineTime.Minute), SessionHours.Regular), [split], new AdjustmentQuery(PriceAdjustment.Split)).Bars);
        Assert.Equal((5, 5.25, 12L, 800), (bar.Close, bar.Vwap, bar.Trades, bar.Volume));
    }
}
