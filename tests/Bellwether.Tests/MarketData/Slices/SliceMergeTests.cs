using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using CsCheck;

namespace Bellwether.Tests.MarketData;

public sealed class SliceMergeTests
{
    /// <summary>2013-10-07 09:30 New York, a Monday.</summary>
    static readonly long Open = ExchangeCalendar.NewYork.SessionOn(new(2013, 10, 7))!.OpenNanoseconds;

    static BarColumns Bars(string symbol, params (long Minute, double Close)[] bars) => new(
        symbol, [.. bars.Select(b => Open + (b.Minute * EngineTime.Minute))], [.. bars.Select(b => b.Close - 0.1)], [.. bars.Select(b => b.Close + 1)], [.. bars.Select(b => b.Close - 1)],
        [.. bars.Select(b => b.Close)], [.. bars.Select(b => b.Close * 10)]);

    [Fact]
    public void Each_time_has_every_symbol_with_a_bar_or_marked_as_missing()
    {
        var merge = new SliceMerge([Bars("A", (0, 10), (2, 12)), Bars("B", (2, 22)), Bars("C", (1, 31), (2, 32))]);
        Assert.True(merge.MoveNext());
        Assert.Equal((Open, 1), (merge.Time, merge.Count));
        Assert.Equal([BarPresence.Present, BarPresence.Missing, BarPresence.Missing], merge.Presence.ToArray());
        Assert.Equal([10, double.NaN, double.NaN], merge.Close.ToArray());
        Assert.True(merge.MoveNext());
        Assert.Equal([BarPresence.Missing, BarPresence.Missing, BarPresence.Present], merge.Presence.ToArray());
        Assert.Equal([double.NaN, double.NaN, 310], merge.Volume.ToArray());
        Assert.Equal([2], merge.Bars.Symbols.ToArray());
        Assert.True(merge.MoveNext());
        Assert.Equal((3, Open + (2 * EngineTime.Minute)), (merge.Count, merge.Bars.Opened));
        Assert.Equal([11.9, 21.9, 31.9], merge.Bars.Open.ToArray());
        Assert.False(merge.MoveNext());
    }

    [Fact]
    public void What_is_filled_says_so_and_is_not_among_the_bars()
    {
        var merge = new SliceMerge([Bars("A", (0, 10)), Bars("B", (0, 20), (1, 21), (1440, 25))], fillForward: true);
        merge.MoveNext();
        Assert.True(merge.MoveNext());
        Assert.Equal([BarPresence.Filled, BarPresence.Present], merge.Presence.ToArray());
        Assert.Equal((10, 10, 10, 10, 0), (merge.Open[0], merge.High[0], merge.Low[0], merge.Close[0], merge.Volume[0]));
        Assert.Equal([1], merge.Bars.Symbols.ToArray());
        Assert.Equal([21], merge.Bars.Close.ToArray());
        // The next day nothing of today is left.
        Assert.True(merge.MoveNext());
        Assert.Equal([BarPresence.Missing, BarPresence.Present], merge.Presence.ToArray());
        Assert.Equal(double.NaN, merge.Close[0]);
    }

    [Fact]
    public void Symbols_are_given_once_and_adjusted_in_one_way()
    {
        Assert.Throws<ArgumentException>(() => new SliceMerge([Bars("A", (0, 10)), Bars("A", (1, 10))]));
        var adjusted = AdjustmentTable.Build("A", [new CorporateAction(new(2014, 1, 2), CorporateActionKind.Split, 2)], PriceAdjustment.Split).Apply(Bars("A", (0, 10)));
        Assert.Throws<ArgumentException>(() => new SliceMerge([adjusted, Bars("B", (0, 10))]));
    }

    [Fact]
    public void Any_merge_is_that_of_looking_every_time_up_in_every_symbol()
    {
        var rows = Gen.Int[0, 4_000].HashSet[0, 60];
        Gen.Select(rows.Array[1, 5], Gen.Bool).Sample((minutes, fill) =>
        {
            var columns = minutes.Select((m, i) => Bars("S" + (char)('A' + i), [.. m.Order().Select(minute => ((long)minute, 100.0 + minute))])).ToArray();
            var merge = new SliceMerge(columns, fill);
            foreach (var minute in minutes.SelectMany(m => m).Distinct().Order())
            {
                Assert.True(merge.MoveNext());
                Assert.Equal(Open + (minute * EngineTime.Minute), merge.Time);
                // Midnight is 870 minutes behind the open.
                var midnight = 870 + (((minute - 870 + 1440) / 1440 - 1) * 1440);
                for (var s = 0; s < minutes.Length; s++)
                {
                    var before = minutes[s].Where(m => m < minute && m >= (minute < 870 ? 0 : midnight)).DefaultIfEmpty(-1).Max();
                    var expected = minutes[s].Contains(minute) ? (BarPresence.Present, 100.0 + minute) : fill && before >= 0 ? (BarPresence.Filled, 100.0 + before) : (BarPresence.Missing, double.NaN);
                    Assert.Equal(expected, (merge.Presence[s], merge.Close[s]));
                }
                Assert.Equal(Enumerable.Range(0, minutes.Length).Where(s => minutes[s].Contains(minute)), merge.Bars.Symbols.ToArray());
            }
            Assert.False(merge.MoveNext());
        });
    }

    [Fact]
    public void A_real_session_is_the_grid_of_a_backtest()
    {
        string[] symbols = ["BAC", "IBM", "SPY"];
        var session = ExchangeCalendar.NewYork.SessionOn(new(2013, 10, 4))!;
        var columns = symbols.Select(s => BarFile.ReadAs(s, TestData.Shared($"data/equity/minute_trade/{s}.csv.gz")).Between(session.OpenNanoseconds, session.CloseNanoseconds)).ToList();
        var merge = new SliceMerge(columns);
        foreach (var minute in SessionGrid.Build(session, InstrumentTable.UsEquities(symbols), columns))
        {
            Assert.True(merge.MoveNext());
            Assert.Equal(minute.Open, merge.Time);
            Assert.Equal(minute.Bars.Symbols.ToArray(), merge.Bars.Symbols.ToArray());
            Assert.Equal(minute.Bars.Close.ToArray(), merge.Bars.Close.ToArray());
            Assert.Equal(minute.Bars.Volume.ToArray(), merge.Bars.Volume.ToArray());
        }
        Assert.False(merge.MoveNext());
    }
}
