using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Tests.Storage.Csv;

public sealed class QuoteFileTests : IDisposable
{
    const string Bars = QuoteFile.HeaderOfBars + "\n2013-10-07T13:29:00Z,2013-10-07T09:29:00-04:00,,,,,0,10.2,10.3,10.1,10.2,100\n";

    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_empty_price_leaves_its_side_and_doubtful_quotes_are_left_out()
    {
        var quotes = QuoteFile.Read(folder.File("q.csv",
            QuoteFile.HeaderOfTheTape + "\n2013-10-07T13:30:00.072Z,,,14.02,500,Q,1,0\n2013-10-07T13:30:00.072Z,1,1,,,P,1,1\r\n2013-10-07T09:30:01-04:00,0,-1,,,P,1,0"), "X");
        // 2013-10-07T13:30:00Z is 1,381,152,600 seconds after the epoch.
        Assert.Equal([1_381_152_600_072_000_000, 1_381_152_601_000_000_000], quotes.Time.ToArray());
        Assert.Equal([double.NaN, 0], quotes.Bid.ToArray());
        Assert.Equal([14.02, double.NaN], quotes.Ask.ToArray());
        Assert.Equal([500, double.NaN], quotes.AskSize.ToArray());
    }

    [Theory]
    [InlineData("2013-10-07,1,2,3,4,N,1,0", "time_utc")]
    [InlineData("2013-10-06T13:30:00Z,1,2,3,4,N,1,0", "time_utc")]
    [InlineData("2013-10-07T13:30:00Z,x,2,3,4,N,1,0", "bid_price")]
    [InlineData("2013-10-07T13:30:00Z,1,2,3e3,4,N,1,0", "ask_price")]
    [InlineData("2013-10-07T13:30:00Z,1,2,9999999999,4,N,1,0", "ask_price")]
    [InlineData("2013-10-07T13:30:00Z,1,2,3", "ask_price")]
    [InlineData("2013-10-07T13:30:00Z,1,2,3,4", "ask_size")]
    [InlineData("2013-10-07T13:30:00Z,1,2,3,4,N,1,2", "suspicious")]
    [InlineData("2013-10-07T13:30:00Z,1,2,3,4,N,1,0,5", "suspicious")]
    public void A_broken_quote_is_named_with_line_and_column(string row, string column)
    {
        var path = folder.File("q.csv", QuoteFile.HeaderOfTheTape + "\n2013-10-07T13:29:00Z,1,2,3,4,N,1,0\n" + row + "\n");
        var problem = Assert.Throws<DataFileException>(() => QuoteFile.Read(path, "X"));
        Assert.Equal((3, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void A_side_of_a_bar_that_was_not_quoted_is_absent()
    {
        var bars = QuoteFile.ReadBars(folder.File("q.csv", Bars), "X");
        Assert.Equal((QuoteSide.Absent, new QuoteSide(10.2, 10.3, 10.1, 10.2, 100)), (bars.Bid[0], bars.Ask[0]));
    }

    [Theory]
    [InlineData("2013-10-07T13:29:00Z,2013-10-07T09:29:00-04:00,1,1,1,1,1,2,2,2,2,1", "time_utc")]
    [InlineData("2013-10-07T13:30:00Z,2013-10-07T09:31:00-04:00,1,1,1,1,1,2,2,2,2,1", "time_et")]
    [InlineData("2013-10-07T13:30:00Z,2013-10-07T09:30:00-04:00,1,1,,1,1,2,2,2,2,1", "bid_low")]
    [InlineData("2013-10-07T13:30:00Z,2013-10-07T09:30:00-04:00,1,1,1,1,1,2,2,2.1,2,1", "ask_low")]
    [InlineData("2013-10-07T13:30:00Z,2013-10-07T09:30:00-04:00,0,0,0,0,1,2,2,2,2,1", "bid_low")]
    public void A_broken_bar_of_quotes_is_named_with_line_and_column(string row, string column)
    {
        var problem = Assert.Throws<DataFileException>(() => QuoteFile.ReadBars(folder.File("q.csv", Bars + row + "\n"), "X"));
        Assert.Equal((3, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void No_mutation_of_a_file_does_more_than_be_refused()
    {
        var random = new SplitMix64(7);
        foreach (var text in new[] { QuoteFile.HeaderOfTheTape + "\n2013-10-07T13:30:00.072Z,1.5,2,,,N,1,0\n2013-10-07T13:30:01Z,,,182.5,5,P,20002020,1\n", Bars })
        {
            var original = System.Text.Encoding.UTF8.GetBytes(text);
            for (var i = 0; i < 1_000; i++)
            {
                var bytes = (byte[])original.Clone();
                for (var n = 1 + random.NextInt(3); n > 0; n--) bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
                var path = folder.File("mutated.csv", bytes[..(1 + random.NextInt(bytes.Length))]);
                try
                {
                    if (text == Bars) QuoteFile.ReadBars(path, "X");
                    else QuoteFile.Read(path, "X");
                }
                catch (DataFileException)
                {
                    // Refused: that is all that a bad file may do.
                }
            }
        }
    }
}
