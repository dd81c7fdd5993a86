using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Tests.MarketData;

public sealed class SessionGridTests
{
    static readonly TradingSession HalfDay = ExchangeCalendar.NewYork.SessionOn(new(2024, 7, 3))!;
    static readonly InstrumentTable Table = InstrumentTable.UsEquities("ZAA", "ZAB", "ZAC");

    [Fact]
    public void A_slice_holds_the_symbols_that_traded_in_rising_order()
    {
        var grid = SessionGrid.Build(HalfDay, Table, [Bars("ZAC", (0, 30), (2, 32)), Bars("ZAA", (2, 12), (209, 19))]);
        Assert.Equal((210, 4, HalfDay.OpenNanoseconds), (grid.MinuteCount, grid.BarCount, grid.Start));
        Assert.Equal([2], grid[0].Symbols.ToArray());
        Assert.Equal(0, grid[1].Count);
        Assert.Equal([0, 2], grid[2].Symbols.ToArray());
        Assert.Equal([12, 32], grid[2].Open.ToArray());
        Assert.Equal([12.5, 32.5], grid[2].High.ToArray());
        Assert.Equal([11.5, 31.5], grid[2].Low.ToArray());
        Assert.Equal([12.25, 32.25], grid[2].Close.ToArray());
        Assert.Equal([120, 320], grid[2].Volume.ToArray());
        Assert.Equal([19], grid[209].Open.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[210].Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[-1].Count);
    }

    [Fact]
    public void Only_minutes_with_bars_are_walked_and_each_names_its_times()
    {
        var grid = SessionGrid.Build(HalfDay, Table, [Bars("ZAB", (1, 21), (5, 25))]);
        var seen = new List<(int, long, long, double)>();
        foreach (var minute in grid) seen.Add((minute.Minute, minute.Open, minute.Close, minute.Bars.Open[0]));
        var open = HalfDay.OpenNanoseconds;
        Assert.Equal([(1, open + EngineTime.Minute, open + (2 * EngineTime.Minute), 21), (5, open + (5 * EngineTime.Minute), open + (6 * EngineTime.Minute), 25)], seen);
    }

    [Fact]
    public void Bars_outside_the_regular_session_are_left_out_unless_asked_for()
    {
        // 04:00, 09:29, 09:30, 13:00 (the closing auction of a half day) and 16:59; 17:00 is outside in any case.
        var bars = Bars("ZAA", (-330, 1), (-1, 2), (0, 3), (210, 4), (449, 5), (450, 6));
        Assert.Equal(1, SessionGrid.Build(HalfDay, Table, [bars]).BarCount);
        var extended = SessionGrid.Build(HalfDay, Table, [bars], SessionHours.Extended);
        Assert.Equal((780, 5), (extended.MinuteCount, extended.BarCount));
        Assert.Equal([1], extended[0].Open.ToArray());
        Assert.Equal([5], extended[779].Open.ToArray());
    }

    [Fact]
    public void A_grid_that_is_no_longer_needed_lends_its_buffers()
    {
        var full = ExchangeCalendar.NewYork.SessionOn(new(2024, 7, 5))!;
        var bars = Bars("ZAA", (0, 1), (1, 2));
        var first = SessionGrid.Build(full, Table, []);
        var second = SessionGrid.Build(HalfDay, Table, [bars], reuse: first);
        Assert.Same(first, second);
        Assert.Equal((HalfDay, 210, 2), (second.Session, second.MinuteCount, second.BarCount));
        // A half day's grid is too short for a full day: a new one is made.
        Assert.Equal(390, SessionGrid.Build(full, Table, [bars], reuse: SessionGrid.Build(HalfDay, Table, [])).MinuteCount);
    }

    [Fact]
    public void Foreign_doubled_and_odd_bars_are_refused()
    {
        Assert.Contains("SPY", Assert.Throws<ArgumentException>(() => SessionGrid.Build(HalfDay, Table, [Bars("SPY", (0, 1))])).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => SessionGrid.Build(HalfDay, Table, [Bars("ZAA", (0, 1)), Bars("ZAA", (1, 1))])).Message, StringComparison.Ordinal);
        var odd = new BarColumns("ZAA", [HalfDay.OpenNanoseconds + EngineTime.Second], [1], [1], [1], [1], [1]);
        Assert.Contains("2024-07-03T13:30:01Z", Assert.Throws<ArgumentException>(() => SessionGrid.Build(HalfDay, Table, [odd])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_grids_of_all_sessions_hold_each_regular_bar_of_real_data_once()
    {
        var columns = BarFolder.Load(TestData.Shared("data/equity/minute_trade"), ["SPY", "IBM", "BAC"]);
        var table = InstrumentTable.UsEquities("BAC", "SPY", "IBM");
        SessionGrid? grid = null;
        foreach (var session in ExchangeCalendar.NewYork.Sessions(new(2013, 10, 4), new(2013, 10, 9)))
        {
            grid = SessionGrid.Build(session, table, columns, reuse: grid);
            var expected = columns
                .SelectMany(bars => Enumerable.Range(0, bars.Count).Select(i => (Time: bars.Time[i], Symbol: table.TryFind(bars.Symbol, out var x) ? x.Index : -1, Close: bars.Close[i])))
                .Where(bar => bar.Time >= session.OpenNanoseconds && bar.Time < session.CloseNanoseconds)
                .OrderBy(bar => bar.Time).ThenBy(bar => bar.Symbol).ToList();
            var actual = new List<(long, int, double)>();
            foreach (var minute in grid)
                for (var i = 0; i < minute.Bars.Count; i++) actual.Add((minute.Open, minute.Bars.Symbols[i], minute.Bars.Close[i]));
            Assert.Equal(expected, actual);
            Assert.Equal(expected.Count, grid.BarCount);
        }
    }

    static BarColumns Bars(string symbol, params (int Minute, double Price)[] bars) => new(
        symbol,
        [.. bars.Select(b => HalfDay.OpenNanoseconds + (b.Minute * EngineTime.Minute))],
        [.. bars.Select(b => b.Price)],
        [.. bars.Select(b => b.Price + 0.5)],
        [.. bars.Select(b => b.Price - 0.5)],
        [.. bars.Select(b => b.Price + 0.25)],
        [.. bars.Select(b => b.Price * 10)]);
}
