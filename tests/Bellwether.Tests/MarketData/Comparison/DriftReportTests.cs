using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData;

public sealed class DriftReportTests
{
    static readonly TimeRange Hour = new(0, 60 * EngineTime.Minute);

    static BarRows Rows(params (int Minute, double Close, double Volume)[] bars)
    {
        var rows = BarRows.OfLength(bars.Length);
        for (var i = 0; i < bars.Length; i++)
        {
            var (minute, close, volume) = bars[i];
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i], rows.Volume[i], rows.Vwap[i], rows.Trades[i]) = (minute * EngineTime.Minute, 100, 200, 50, close, volume, double.NaN, -1);
        }
        return rows;
    }

    static DriftReport Report(BarRows ours, BarRows theirs, BarRows? filled = null) => DriftReport.Of(Hour, ours, theirs, filled ?? ours);

    [Fact]
    public void Equal_series_have_no_drift() => Assert.Empty(Report(Rows((1, 100, 10), (2, 101, 20)), Rows((1, 100, 10), (2, 101, 20))).Drifts);

    [Fact]
    public void Missing_extra_filled_and_different_minutes_are_told_apart()
    {
        var ours = Rows((1, 100, 10), (3, 100, 10), (5, 100, 10));
        var theirs = Rows((1, 100, 10), (2, 100, 10), (3, 100, 12), (4, 100, 10));
        var report = Report(ours, theirs, BarRows.Merge(ours, Rows((4, 100, 10))));
        Assert.Equal(
            [(2, DriftKind.Missing), (3, DriftKind.Values), (4, DriftKind.Filled), (5, DriftKind.Extra)],
            report.Drifts.Select(d => ((int)(d.Time / EngineTime.Minute), d.Kind)));
        Assert.Equal(3, report.Beyond(default));
        Assert.Equal(2, report.Beyond(new DriftTolerance(0, 17, 0)));
    }

    [Fact]
    public void Drift_is_measured_by_the_price_and_the_volume_of_history()
    {
        // 100.05 against 100: 5 basis points. 90 against 120 shares: a quarter.
        var drift = Assert.Single(Report(Rows((1, 100.05, 90)), Rows((1, 100, 120))).Drifts);
        Assert.Equal(5, drift.BasisPoints, 1e-9);
        Assert.Equal(25, drift.VolumePercent, 1e-9);
        Assert.True(drift.IsBeyond(new DriftTolerance(4.9, 100, 0)));
        Assert.True(drift.IsBeyond(new DriftTolerance(100, 24.9, 0)));
        Assert.False(drift.IsBeyond(new DriftTolerance(5.1, 25, 0)));
        Assert.Equal(100, Assert.Single(Report(Rows((1, 100, 5)), Rows((1, 100, 0))).Drifts).VolumePercent);
    }

    [Fact]
    public void Each_of_the_four_prices_counts()
    {
        foreach (var change in new Action<BarRows>[] { r => r.Open[0] += 1, r => r.High[0] += 1, r => r.Low[0] -= 1, r => r.Close[0] -= 1 })
        {
            var ours = Rows((1, 100, 10));
            change(ours);
            Assert.True(Assert.Single(Report(ours, Rows((1, 100, 10))).Drifts).BasisPoints > 0);
        }
    }

    [Fact]
    public void The_number_of_trades_counts_where_both_tell_it_and_the_average_price_is_told()
    {
        var (ours, theirs) = (Rows((1, 100, 10), (2, 100, 10), (3, 100, 10)), Rows((1, 100, 10), (2, 100, 10), (3, 100, 10)));
        Assert.Equal((double.NaN, double.NaN, null), (Report(ours, theirs).LargestTradesPercent, Report(ours, theirs).LargestVwapBasisPoints, DriftReport.TradesOf(ours)));
        // Minute 2: 30 trades where history says 40. Minute 3: history alone tells.
        (ours.Trades[0], ours.Trades[1], theirs.Trades[0], theirs.Trades[1], theirs.Trades[2]) = (50, 30, 50, 40, 7);
        (ours.Vwap[0], theirs.Vwap[0], ours.Vwap[1]) = (100.02, 100, 99);
        var report = Report(ours, theirs);
        var drift = Assert.Single(report.Drifts);
        Assert.Equal((2 * EngineTime.Minute, 25.0), (drift.Time, drift.TradesPercent));
        Assert.Equal((1, 0), (report.Beyond(new DriftTolerance(0, 0, 24)), report.Beyond(new DriftTolerance(0, 0, 25))));
        Assert.Equal((80L, 97L), (DriftReport.TradesOf(report.Ours), DriftReport.TradesOf(report.Theirs)));
        Assert.Equal(25, report.LargestTradesPercent);
        Assert.Equal(2, report.LargestVwapBasisPoints, 1e-9);
    }

    [Fact]
    public void Only_the_stretch_in_question_counts() => Assert.Empty(Report(Rows((60, 100, 10)), Rows((61, 100, 10))).Drifts);
}
