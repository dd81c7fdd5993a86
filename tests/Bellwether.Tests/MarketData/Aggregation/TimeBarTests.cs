using Bellwether.Core;
using Bellwether.MarketData;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.MarketData;

/// <summary>Timed bars by hand and by property: borders, the clock, late input, weeks and months, chunks and chains.</summary>
public sealed class TimeBarTests
{
    static readonly ExchangeCalendar Calendar = ExchangeCalendar.NewYork;
    static readonly LocalDate Tuesday = new(2024, 3, 5);

    static long At(LocalDate date, int hour, int minute, int second = 0) => EngineTime.From(date.At(new LocalTime(hour, minute, second)).InZoneStrictly(Calendar.Zone).ToInstant());

    static BarSpec Spec(string text) => BarSpec.TryParse(text, out var spec, out var problem) ? spec : throw new ArgumentException(problem);

    static bool Trade(TimeBarBuilder builder, long time, double price, out AggregatedBar closed) => builder.AddTrade(time, price, 100, out closed);

    [Fact]
    public void A_trade_on_the_border_begins_the_next_bar()
    {
        var builder = new TimeBarBuilder(BarSpec.OneMinute, SessionHours.Regular);
        Assert.False(Trade(builder, At(Tuesday, 9, 30), 10, out _));
        Assert.False(Trade(builder, At(Tuesday, 9, 31) - 1, 12, out _));
        Assert.True(Trade(builder, At(Tuesday, 9, 31), 11, out var bar));
        Assert.Equal(new AggregatedBar(At(Tuesday, 9, 30), 10, 12, 10, 12, 200, 11, 2, true), bar);
    }

    [Fact]
    public void What_lies_outside_the_session_is_passed_over_and_counted()
    {
        var builder = new TimeBarBuilder(Spec("1h"), SessionHours.Regular);
        Trade(builder, At(Tuesday, 9, 30) - 1, 10, out _);
        Trade(builder, At(Tuesday, 16, 0), 10, out _);
        Trade(builder, At(new(2024, 3, 9), 12, 0), 10, out _);
        Assert.False(builder.TryFlush(out _));
        Assert.Equal(3, builder.OutsideSession);
    }

    [Fact]
    public void The_last_hour_of_a_half_day_is_short_and_the_clock_ends_it()
    {
        var half = new LocalDate(2024, 7, 3);
        var builder = new TimeBarBuilder(Spec("1h"), SessionHours.Regular);
        Trade(builder, At(half, 12, 45), 10, out _);
        Assert.False(builder.TryClose(At(half, 13, 0) - 1, out _));
        Assert.True(builder.TryClose(At(half, 13, 0), out var bar));
        Assert.Equal((At(half, 12, 30), true), (bar.Time, bar.IsComplete));
        Assert.False(builder.TryClose(At(half, 14, 0), out _));
    }

    [Fact]
    public void Input_for_an_interval_that_was_closed_is_late_and_changes_nothing()
    {
        var builder = new TimeBarBuilder(BarSpec.OneMinute, SessionHours.Regular);
        Trade(builder, At(Tuesday, 9, 30, 10), 10, out _);
        Assert.True(builder.TryClose(At(Tuesday, 9, 31), out _));
        Assert.False(Trade(builder, At(Tuesday, 9, 30, 59), 99, out _));
        Trade(builder, At(Tuesday, 9, 31, 5), 11, out _);
        Assert.False(Trade(builder, At(Tuesday, 9, 30, 59), 99, out _));
        Assert.Equal(2, builder.Late);
        Assert.True(builder.TryFlush(out var bar));
        Assert.Equal((At(Tuesday, 9, 31), 11d, 11d, false), (bar.Time, bar.High, bar.Low, bar.IsComplete));
    }

    [Fact]
    public void A_minute_without_trades_makes_no_bar()
    {
        var builder = new TimeBarBuilder(BarSpec.OneMinute, SessionHours.Regular);
        Assert.False(builder.TryClose(At(Tuesday, 9, 31), out _));
        Trade(builder, At(Tuesday, 9, 31, 1), 10, out _);
        Assert.True(Trade(builder, At(Tuesday, 9, 45, 1), 10, out var bar));
        Assert.Equal(At(Tuesday, 9, 31), bar.Time);
    }

    [Fact]
    public void A_bar_of_all_hours_is_anchored_at_four()
    {
        var builder = new TimeBarBuilder(Spec("24h"), SessionHours.Extended);
        Trade(builder, At(Tuesday, 4, 0), 10, out _);
        Trade(builder, At(Tuesday, 19, 59), 11, out _);
        Trade(builder, At(Tuesday, 20, 0), 99, out _);
        Assert.True(builder.TryFlush(out var bar));
        Assert.Equal((At(Tuesday, 4, 0), 11d, 2L), (bar.Time, bar.High, bar.Trades));
    }

    [Fact]
    public void A_week_begins_with_its_first_session_and_ends_with_its_last_whoever_traded_then()
    {
        // The week of Martin Luther King Jr. Day: Tuesday to Friday.
        var builder = new TimeBarBuilder(Spec("1w"), SessionHours.Regular);
        Trade(builder, At(new(2024, 1, 17), 10, 0), 10, out _);
        Assert.False(builder.TryClose(At(new(2024, 1, 18), 20, 0), out _));
        Trade(builder, At(new(2024, 1, 18), 10, 0), 12, out _);
        Assert.True(builder.TryClose(At(new(2024, 1, 19), 16, 0), out var bar));
        Assert.Equal(new AggregatedBar(At(new(2024, 1, 16), 9, 30), 10, 12, 10, 12, 200, 11, 2, true), bar);
    }

    [Fact]
    public void A_month_crosses_weeks_and_the_change_of_the_clocks()
    {
        var builder = new TimeBarBuilder(Spec("1mo"), SessionHours.Regular);
        Trade(builder, At(new(2024, 3, 1), 9, 30), 10, out _);
        Trade(builder, At(new(2024, 3, 28), 15, 59), 20, out _);
        Assert.True(Trade(builder, At(new(2024, 4, 1), 9, 30), 30, out var march));
        Assert.Equal((At(new(2024, 3, 1), 9, 30), 10d, 20d, 2L), (march.Time, march.Open, march.Close, march.Trades));
    }

    [Fact]
    public void Times_before_the_calendar_are_an_error_and_not_a_guess()
    {
        var builder = new TimeBarBuilder(BarSpec.OneMinute, SessionHours.Regular);
        Assert.Throws<CalendarRangeException>(() => builder.AddTrade(At(new(1990, 1, 2), 10, 0), 10, 1, out _));
    }

    /// <summary>Minutes of two sessions and the hours around them, some of them missing.</summary>
    static readonly Gen<BarColumns> Minutes =
        Gen.Select(Gen.Double[1, 100], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 5_000], Gen.Int[1, 40]).Array[1, 400].Select(rows =>
        {
            var time = At(new(2024, 7, 3), 9, 0);
            var columns = (Time: new long[rows.Length], Open: new double[rows.Length], High: new double[rows.Length], Low: new double[rows.Length], Close: new double[rows.Length], Volume: new double[rows.Length]);
            for (var i = 0; i < rows.Length; i++)
            {
                var (price, a, b, c, d, volume, gap) = rows[i];
                time += (gap > 30 ? gap : 1) * EngineTime.Minute;
                columns.Time[i] = time;
                columns.Open[i] = price + Math.Min(a, b);
                columns.Close[i] = price + Math.Max(a, b);
                columns.High[i] = columns.Close[i] + c;
                columns.Low[i] = columns.Open[i] - (d / 2);
                columns.Volume[i] = volume;
            }
            return new BarColumns("X", columns.Time, columns.Open, columns.High, columns.Low, columns.Close, columns.Volume);
        });

    static readonly string[] Names = ["1m", "2m", "7m", "30m", "1h", "1d", "1w", "1mo"];

    static readonly Gen<(string Spec, SessionHours Hours)> Kinds = Gen.Select(
        Gen.Int[0, Names.Length - 1].Select(i => Names[i]), Gen.Bool, (spec, regular) => (spec, regular ? SessionHours.Regular : SessionHours.Extended));

    [Fact]
    public void One_by_one_or_in_columns_cut_anywhere_gives_the_same_bits() =>
        Gen.Select(Minutes, Kinds, Gen.Int[1, 50]).Sample((bars, kind, piece) =>
        {
            var whole = Aggregation.OfBars(bars, Spec(kind.Spec), kind.Hours);

            var one = new TimeBarBuilder(Spec(kind.Spec), kind.Hours);
            var streamed = new List<AggregatedBar>();
            for (var i = 0; i < bars.Count; i++)
                if (one.AddBar(bars.Time[i], bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i], out var closed)) streamed.Add(closed);
            if (one.TryFlush(out var last)) streamed.Add(last);

            var pieces = new TimeBarBuilder(Spec(kind.Spec), kind.Hours);
            var cut = new BarList();
            for (var i = 0; i < bars.Count; i += piece)
            {
                var n = Math.Min(piece, bars.Count - i);
                pieces.AddBars(bars.Time.Slice(i, n), bars.Open.Slice(i, n), bars.High.Slice(i, n), bars.Low.Slice(i, n), bars.Close.Slice(i, n), bars.Volume.Slice(i, n), ref cut);
            }
            if (pieces.TryFlush(out last)) cut.Add(last);

            Assert.Equal(whole, streamed);
            Assert.Equal(whole, cut.Bars);
        }, iter: 400);

    [Fact]
    public void Through_five_minutes_to_the_hour_is_the_hour() =>
        Minutes.Sample(bars =>
        {
            var direct = Aggregation.OfBars(bars, Spec("1h"), SessionHours.Regular);
            var fives = Aggregation.OfBars(bars, Spec("5m"), SessionHours.Regular);
            var columns = new BarColumns("X", [.. fives.Select(b => b.Time)], [.. fives.Select(b => b.Open)], [.. fives.Select(b => b.High)], [.. fives.Select(b => b.Low)], [.. fives.Select(b => b.Close)], [.. fives.Select(b => b.Volume)]);
            var through = Aggregation.OfBars(columns, Spec("1h"), SessionHours.Regular);
            Assert.Equal(direct.Select(b => (b.Time, b.Open, b.High, b.Low, b.Close, b.Volume)), through.Select(b => (b.Time, b.Open, b.High, b.Low, b.Close, b.Volume)));
        }, iter: 400);

    [Fact]
    public void Nothing_inside_the_session_is_lost_or_counted_twice() =>
        Gen.Select(Minutes, Kinds).Sample((bars, kind) =>
        {
            var inside = 0.0;
            for (var i = 0; i < bars.Count; i++)
            {
                var session = Calendar.SessionOn(Calendar.DateOf(EngineTime.ToInstant(bars.Time[i])));
                if (session is null) continue;
                var (open, close) = kind.Hours == SessionHours.Regular ? (session.Open, session.Close) : (session.ExtendedOpen, session.ExtendedClose);
                var time = EngineTime.ToInstant(bars.Time[i]);
                if (time >= open && time < close) inside += bars.Volume[i];
            }
            var made = Aggregation.OfBars(bars, Spec(kind.Spec), kind.Hours);
            // Whole shares: sums are exact.
            Assert.Equal(inside, made.Sum(b => b.Volume));
            Assert.All(made, b => Assert.True(b.Low <= b.Open && b.Low <= b.Close && b.High >= b.Open && b.High >= b.Close));
            Assert.All(made.Zip(made.Skip(1)), pair => Assert.True(pair.First.Time < pair.Second.Time));
        }, iter: 400);
}
