using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData;

public sealed class AnswerSplitTests
{
    static BarRows Rows(params (int Minute, double Close, double Volume, double Vwap, long Trades)[] bars)
    {
        var rows = BarRows.OfLength(bars.Length);
        for (var i = 0; i < bars.Length; i++)
        {
            var (minute, close, volume, vwap, trades) = bars[i];
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i], rows.Volume[i], rows.Vwap[i], rows.Trades[i], rows.Source[i]) =
                (minute * EngineTime.Minute, 10, 20, 5, close, volume, vwap, trades, BarSource.Live);
        }
        return rows;
    }

    [Fact]
    public void New_bars_equal_ones_and_changed_ones_are_told_apart()
    {
        var split = AnswerSplit.Of(Rows((1, 10, 100, double.NaN, -1), (3, 11, 100, double.NaN, -1)), Rows((0, 9, 1, 9, 1), (1, 10, 100, 10, 4), (2, 10, 1, 10, 1), (3, 11, 101, 11, 7)));

        Assert.Equal([0, 2 * EngineTime.Minute], split.New.Time);
        Assert.All(split.New.Source, s => Assert.Equal(BarSource.Backfilled, s));
        Assert.Equal([3 * EngineTime.Minute], split.Revised.Time);
        Assert.Equal((101d, BarSource.Revised), (split.Revised.Volume[0], split.Revised.Source[0]));
        Assert.Equal(1, split.Unchanged);
    }

    [Fact]
    public void Averages_and_counts_that_one_side_does_not_know_make_no_difference_those_that_both_know_do()
    {
        Assert.Equal(1, AnswerSplit.Of(Rows((1, 10, 100, double.NaN, -1)), Rows((1, 10, 100, 10.5, 4))).Unchanged);
        Assert.Equal(1, AnswerSplit.Of(Rows((1, 10, 100, 10.5, 4)), Rows((1, 10, 100, double.NaN, 4))).Unchanged);
        Assert.Equal(1, AnswerSplit.Of(Rows((1, 10, 100, 10.5, 4)), Rows((1, 10, 100, 10.5, 5))).Revised.Count);
        Assert.Equal(1, AnswerSplit.Of(Rows((1, 10, 100, 10.5, 4)), Rows((1, 10, 100, 10.4, 4))).Revised.Count);
        // An average of averages is rounded otherwise.
        Assert.Equal(1, AnswerSplit.Of(Rows((1, 10, 100, 10.5001, 4)), Rows((1, 10, 100, 10.5, 4))).Unchanged);
    }
}
