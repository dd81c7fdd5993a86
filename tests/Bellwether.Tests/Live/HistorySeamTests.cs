using Bellwether.Core;
using Bellwether.Live;

namespace Bellwether.Tests.Live;

/// <summary>One stream of two that is asked for anew while the other flows on.</summary>
public sealed class HistorySeamTests
{
    static readonly long Open = ExchangeCalendar.NewYork.SessionOn(new(2025, 3, 3))!.OpenNanoseconds;
    readonly HistorySeam seam = new(2);

    static long At(int minute, int second = 0) => Open + (minute * EngineTime.Minute) + (second * EngineTime.Second);

    static Bar Bar(int minute, double price) => new(At(minute), price, price, price, price, 1);

    /// <summary>Both symbols know their past and flow since before the opening.</summary>
    void Join()
    {
        seam.Connected(At(-2));
        for (var symbol = 0; symbol < 2; symbol++)
        {
            seam.Stream(symbol, At(-2), 0);
            seam.Answered(symbol, new HistoryAnswer([], At(-2)));
        }
        Assert.Equal(0, seam.Advance(At(-2)));
        Assert.Equal("", Taught());
        Assert.True(seam.IsClosed);
    }

    /// <summary>The rows of a live minute that may go on, as symbol:price.</summary>
    string Live(int minute, params double[] prices)
    {
        int[] symbols = [.. Enumerable.Range(0, prices.Length).Where(s => !double.IsNaN(prices[s]))];
        double[] values = [.. symbols.Select(s => prices[s])];
        var rest = seam.Live(new Slice(symbols, values, values, values, values, values), At(minute), At(minute + 1));
        var rows = new List<string>();
        for (var row = 0; row < rest.Count; row++) rows.Add(FormattableString.Invariant($"{rest.Symbols[row]}:{rest.Close[row]}"));
        seam.Closed(At(minute + 1));
        return string.Join(' ', rows);
    }

    /// <summary>What is taught now: minute, then symbol:price.</summary>
    string Taught()
    {
        var slices = new List<string>();
        while (seam.TryNext(out var slice))
        {
            var rows = new List<string>();
            for (var row = 0; row < slice.Count; row++) rows.Add(FormattableString.Invariant($"{slice.Symbols[row]}:{slice.Close[row]}"));
            slices.Add($"{(slice.Opened - Open) / EngineTime.Minute} {string.Join(' ', rows)}");
        }
        return string.Join(", ", slices);
    }

    [Fact]
    public void Its_minutes_wait_for_what_it_missed_and_the_other_symbol_goes_on()
    {
        Join();
        Assert.Equal("0:10 1:20", Live(0, 10, 20));
        // The second symbol is silent from 09:31:10 on, and is asked for anew at 09:32:20.
        Assert.Equal("0:11", Live(1, 11));
        seam.Stream(1, At(2, 20), At(1, 10));
        // 09:31 is over and missing: asked for at once; 09:32 is in progress.
        Assert.Equal(At(1), seam.MissingSince(1, At(2, 20)));
        Assert.Null(seam.MissingSince(1, At(2, 21)));
        Assert.Null(seam.MissingSince(0, At(2, 21)));
        seam.Answered(1, new HistoryAnswer([Bar(0, 20), Bar(1, 21), Bar(2, 21.5)], At(2, 20)));
        Assert.Equal(0, seam.Advance(At(2, 22)));
        Assert.Equal("", Taught());
        // What the new stream saw of 09:32 is not the minute.
        Assert.Equal("0:12", Live(2, 12, 21.9));
        Assert.Equal(At(2), seam.MissingSince(1, At(3)));
        // The answer is slow: its next live minute waits.
        Assert.Equal("0:13", Live(3, 13, 23));
        seam.Answered(1, new HistoryAnswer([Bar(2, 22), Bar(3, 23)], At(3)));
        Assert.Equal(0, seam.Advance(At(4, 1)));
        Assert.Equal("1 1:21, 2 1:22, 3 1:23", Taught());
        Assert.True(seam.IsClosed);
        Assert.Equal("0:14 1:24", Live(4, 14, 24));
    }

    [Fact]
    public void A_minute_that_late_data_have_changed_is_told_when_it_was_handed_out_and_corrected_where_it_waits()
    {
        Join();
        Assert.Equal("0:10 1:20", Live(0, 10, 20));
        Assert.True(seam.Amended(1, Bar(0, 20.5)));
        // The second symbol has no bar of 09:31 until late data make one.
        Assert.Equal("0:11", Live(1, 11, double.NaN));
        Assert.True(seam.Amended(1, Bar(1, 21)));
        // Its stream begins anew at 09:32:20, and its minutes wait for 09:32.
        seam.Stream(1, At(2, 20), At(2, 10));
        Assert.Equal("0:12", Live(2, 12, 21.9));
        Assert.False(seam.Amended(1, Bar(2, 21.8)));
        Assert.Equal("0:13", Live(3, 13, 23));
        Assert.False(seam.Amended(1, Bar(3, 23.5)));
        Assert.Equal("0:14", Live(4, 14, double.NaN));
        Assert.False(seam.Amended(1, Bar(4, 24)));
        seam.Answered(1, new HistoryAnswer([Bar(1, 21), Bar(2, 22)], At(5)));
        seam.Advance(At(5, 1));
        Assert.Equal("2 1:22, 3 1:23.5, 4 1:24", Taught());
        // What history says of the minute that was known already.
        Assert.Equal([At(1)], seam.AlsoSeen.Select(b => b.Time));
    }

    [Fact]
    public void An_interruption_out_of_hours_asks_for_nothing()
    {
        Join();
        Assert.Equal("0:10 1:20", Live(389, 10, 20));
        seam.Closed(At(700));
        seam.Lost();
        seam.Connected(At(700));
        for (var symbol = 0; symbol < 2; symbol++)
        {
            seam.Stream(symbol, At(700, 5), At(390));
            Assert.Null(seam.MissingSince(symbol, At(701)));
        }
        Assert.Equal(0, seam.Advance(At(701)));
        Assert.True(seam.IsClosed);
    }
}
