using Bellwether.Core;
using Bellwether.MarketData;
using CsCheck;
using NodaTime;

namespace Bellwether.Tests.MarketData;

public sealed class BarQualityTests
{
    /// <summary>Three full sessions, the half day after Thanksgiving, and two of the week after it: 1,980 minutes.</summary>
    static readonly (LocalDate From, LocalDate To) Week = (new(2013, 11, 25), new(2013, 12, 3));

    static List<MinuteRow> Clean(ulong seed) => CleanBars.Of(seed, Week.From, Week.To);

    static List<QualityFinding> Scan(IEnumerable<MinuteRow> rows, QualityOptions? options = null)
    {
        var found = new List<QualityFinding>();
        var scan = new BarQualityScan("X", options ?? new QualityOptions(), found.Add);
        foreach (var row in rows) scan.Add(row.Time, row.Open, row.High, row.Low, row.Close, row.Volume);
        scan.Complete();
        return found;
    }

    [Fact]
    public void Clean_bars_give_no_finding() => Gen.ULong.Sample(seed =>
    {
        var rows = Clean(seed);
        Assert.Equal((4 * 390) + 210 + 390, rows.Count);
        Assert.Empty(Scan(rows));
        Assert.Empty(Scan(rows, new QualityOptions { From = rows[0].Time, To = rows[^1].Time + EngineTime.Minute }));
    }, iter: 50);

    /// <summary>Each fault: how a row, or the rows from it on, are spoilt, and the rule that must tell of it at which row.</summary>
    public static TheoryData<string, QualityRule, QualitySeverity> Faults => new()
    {
        { "a bar twice", QualityRule.Duplicate, QualitySeverity.Warning },
        { "two bars of one time", QualityRule.Duplicate, QualitySeverity.Error },
        { "two rows swapped", QualityRule.OutOfOrder, QualitySeverity.Error },
        { "a clock set back by an hour", QualityRule.ClockJump, QualitySeverity.Error },
        { "a time between two minutes", QualityRule.OffGrid, QualitySeverity.Error },
        { "a bar on a Saturday", QualityRule.ClosedDay, QualitySeverity.Error },
        { "a bar on Thanksgiving", QualityRule.ClosedDay, QualitySeverity.Error },
        { "a bar at 3 in the morning", QualityRule.OutsideSession, QualitySeverity.Warning },
        { "a minute left out", QualityRule.Gap, QualitySeverity.Warning },
        { "forty minutes left out", QualityRule.Gap, QualitySeverity.Error },
        { "a session left out", QualityRule.MissingSession, QualitySeverity.Error },
        { "a high below the close", QualityRule.Ohlc, QualitySeverity.Error },
        { "a low above the open", QualityRule.Ohlc, QualitySeverity.Error },
        { "a price of 0", QualityRule.Price, QualitySeverity.Error },
        { "a negative price", QualityRule.Price, QualitySeverity.Error },
        { "no price", QualityRule.Price, QualitySeverity.Error },
        { "a volume of -1", QualityRule.Volume, QualitySeverity.Error },
        { "no volume", QualityRule.Volume, QualitySeverity.Error },
        { "a high far up", QualityRule.Outlier, QualitySeverity.Error },
        { "a low far down", QualityRule.Outlier, QualitySeverity.Error },
        { "a bar of another stock", QualityRule.Outlier, QualitySeverity.Error },
        { "a split", QualityRule.Jump, QualitySeverity.Warning },
        { "a bar of two scales", QualityRule.Outlier, QualitySeverity.Error },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_in_clean_bars_is_found_where_it_is_and_nothing_else(string fault, QualityRule rule, QualitySeverity severity) => Gen.Select(Gen.ULong, Gen.Int[45, 330]).Sample((seed, at) =>
    {
        // A minute of the third session, a Wednesday, with 45 minutes and more on either side.
        var row = 780 + at;
        var rows = Clean(seed);
        var time = Spoil(rows, row, fault);
        var finding = Assert.Single(Scan(rows));
        Assert.Equal((rule, severity, time), (finding.Rule, finding.Severity, finding.Time));
        Assert.NotEmpty(finding.Value);
        Assert.NotEmpty(finding.Expected);
    }, iter: 20);

    /// <returns>The time at which it must be found.</returns>
    static long Spoil(List<MinuteRow> rows, int at, string fault)
    {
        var row = rows[at];
        switch (fault)
        {
            case "a bar twice": rows.Insert(at, row); return row.Time;
            case "two bars of one time": rows.Insert(at, row with { Volume = row.Volume + 1 }); return row.Time;
            case "two rows swapped":
                (rows[at], rows[at + 1]) = (rows[at + 1], rows[at]);
                rows.Insert(at, row); // Its minute is covered: only the order is wrong.
                return row.Time;
            case "a clock set back by an hour":
                for (var i = 0; i < 30; i++) rows.Insert(at + 1 + i, row with { Time = row.Time - (EngineTime.Minute * (40 - i)) });
                return row.Time - (40 * EngineTime.Minute);
            case "a time between two minutes": rows[at] = row with { Time = row.Time + (7 * EngineTime.Second) }; return rows[at].Time;
            case "a bar on a Saturday": return Insert(rows, row, new(2013, 11, 30), new(11, 0));
            case "a bar on Thanksgiving": return Insert(rows, row, new(2013, 11, 28), new(11, 0));
            case "a bar at 3 in the morning": return Insert(rows, row, new(2013, 11, 27), new(3, 0));
            case "a minute left out": rows.RemoveAt(at); return row.Time;
            case "forty minutes left out": rows.RemoveRange(at, 40); return row.Time;
            case "a session left out": rows.RemoveRange(780, 390); return ExchangeCalendar.NewYork.SessionOn(new(2013, 11, 27))!.OpenNanoseconds;
            case "a high below the close": rows[at] = row with { High = Math.Min(row.Open, row.Close) - 0.01 }; break;
            case "a low above the open": rows[at] = row with { Low = row.High + 0.01, High = row.High + 0.02 }; break;
            case "a price of 0": rows[at] = row with { Low = 0 }; break;
            case "a negative price": rows[at] = row with { Close = -row.Close }; break;
            case "no price": rows[at] = row with { Open = double.NaN }; break;
            case "a volume of -1": rows[at] = row with { Volume = -1 }; break;
            case "no volume": rows[at] = row with { Volume = double.NaN }; break;
            case "a high far up": rows[at] = row with { High = row.High * 1.2 }; break;
            case "a low far down": rows[at] = row with { Low = row.Low / 1.2 }; break;
            case "a bar of another stock": rows[at] = Times(row, 0.6); break;
            case "a split":
                for (var i = at; i < rows.Count; i++) rows[i] = Times(rows[i], 1 / 7.0);
                break;
            case "a bar of two scales":
                for (var i = at + 1; i < rows.Count; i++) rows[i] = Times(rows[i], 1 / 7.0);
                rows[at] = row with { Low = row.Low / 7, Close = row.Close / 7 };
                break;
            default: throw new ArgumentException(fault);
        }
        return rows[at].Time;
    }

    static MinuteRow Times(MinuteRow row, double factor) => row with { Open = row.Open * factor, High = row.High * factor, Low = row.Low * factor, Close = row.Close * factor };

    static long Insert(List<MinuteRow> rows, MinuteRow like, LocalDate date, LocalTime time)
    {
        var stamp = EngineTime.From(date.At(time).InZoneStrictly(ExchangeCalendar.NewYork.Zone).ToInstant());
        var at = rows.FindIndex(r => r.Time > stamp);
        var price = rows[at - 1].Close;
        rows.Insert(at, like with { Time = stamp, Open = price, High = price, Low = price, Close = price });
        return stamp;
    }

    [Fact]
    public void A_split_is_named_with_its_ratio_and_is_none_once_it_is_adjusted_for()
    {
        var rows = Clean(3);
        var day = new LocalDate(2013, 12, 2);
        var first = rows.FindIndex(r => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(r.Time)) == day);
        for (var i = first; i < rows.Count; i++) rows[i] = Times(rows[i], 1 / 7.0);
        var finding = Assert.Single(Scan(rows));
        Assert.Equal((QualityRule.Jump, rows[first].Time), (finding.Rule, finding.Time));
        Assert.Contains("split of 7:1", finding.Expected);

        var table = AdjustmentTable.Build("X", [new CorporateAction(day, CorporateActionKind.Split, 7)], PriceAdjustment.Split);
        Assert.Empty(Scan(rows.Select(r => Times(r, table.PriceFactorAt(r.Time)))));
    }

    [Fact]
    public void Sessions_that_are_missing_at_either_end_of_a_range_are_told()
    {
        var rows = Clean(5);
        // A week more at either end than there are bars: Monday 18th to Friday 22nd, Wednesday 4th to Friday 6th.
        long At(LocalDate date) => EngineTime.From(ExchangeCalendar.NewYork.Zone.AtStartOfDay(date).ToInstant());
        var found = Scan(rows, new QualityOptions { From = At(new(2013, 11, 16)), To = At(new(2013, 12, 7)) });
        Assert.Equal(["5 sessions missing to 2013-11-22", "3 sessions missing to 2013-12-06"], found.Select(f => f.Value));
        Assert.All(found, f => Assert.Equal(QualityRule.MissingSession, f.Rule));
        // What lies ahead is not missing.
        Assert.Equal("5 sessions missing to 2013-11-22", Assert.Single(Scan(rows, new QualityOptions { From = At(new(2013, 11, 16)), To = At(new(2013, 12, 7)), Now = rows[^1].Time + EngineTime.Minute })).Value);
    }

    [Fact]
    public void A_session_in_progress_is_expected_up_to_now_and_no_further()
    {
        var rows = Clean(5)[..(780 + 100)];
        Assert.Equal("290 1m bars missing to 2013-11-27T21:00:00Z", Assert.Single(Scan(rows)).Value);
        Assert.Empty(Scan(rows, new QualityOptions { Now = rows[^1].Time + EngineTime.Minute }));
        Assert.Equal("7 1m bars missing to 2013-11-27T16:17:00Z", Assert.Single(Scan(rows, new QualityOptions { Now = rows[^1].Time + (8 * EngineTime.Minute) })).Value);
    }

    [Fact]
    public void Hours_that_begin_on_the_clock_cover_the_session_too()
    {
        // 09:00 holds 09:30 to 10:00; seven bars.
        var session = ExchangeCalendar.NewYork.SessionOn(new(2013, 11, 25))!;
        var hour = BarSpec.OfTime(60 * EngineTime.Minute);
        var rows = Enumerable.Range(0, 7).Select(i => new MinuteRow(session.OpenNanoseconds + (((60 * i) - 30) * EngineTime.Minute), 10, 10, 10, 10, 1)).ToList();
        Assert.Empty(Scan(rows, new QualityOptions { Bar = hour }));
        rows.RemoveAt(3);
        Assert.Equal(QualityRule.Gap, Assert.Single(Scan(rows, new QualityOptions { Bar = hour })).Rule);
    }
}
