using Bellwether.Storage;

namespace Bellwether.Tests.Storage;

public sealed class TradeFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bellwether-trades-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Written(string text)
    {
        var path = Path.Combine(folder, "trades.csv");
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Trades_keep_the_order_of_the_file_and_doubtful_ones_are_left_out()
    {
        var trades = TradeFile.Read(Written(
            "time_utc,price,size,exchange,condition,suspicious\n"
            + "2013-10-07T13:30:00.072Z,181.9,100,N,1,0\n"
            + "2013-10-07T13:30:00.072Z,182.5,5,P,20002020,1\n"
            + "2013-10-07T13:30:00.072Z,182,0,,,0\n"
            + "2013-10-07T09:30:01.5-04:00,182.14,0.5,Q,,0\r\n"), "IBM");
        // 2013-10-07T13:30:00Z is 1,381,152,600 seconds after the epoch.
        Assert.Equal([1_381_152_600_072_000_000, 1_381_152_601_500_000_000], trades.Time.ToArray());
        Assert.Equal([181.9, 182.14], trades.Price.ToArray());
        Assert.Equal([100, 0.5], trades.Size.ToArray());
    }

    [Fact]
    public void Three_columns_do_and_the_last_line_needs_no_end() =>
        Assert.Equal(2, TradeFile.Read(Written("time_utc,price,size\n2013-10-07T13:30:00Z,1,2\n2013-10-07T13:30:00Z,1,3"), "X").Count);

    [Theory]
    [InlineData("2013-10-07,1,2,N,1,0", "time_utc")]
    [InlineData("2013-10-06T13:30:00Z,1,2,N,1,0", "time_utc")]
    [InlineData("2013-10-07T13:30:00Z,0,2,N,1,0", "price")]
    [InlineData("2013-10-07T13:30:00Z,-1,2,N,1,0", "price")]
    [InlineData("2013-10-07T13:30:00Z,NaN,2,N,1,0", "price")]
    [InlineData("2013-10-07T13:30:00Z,1e3,2,N,1,0", "price")]
    [InlineData("2013-10-07T13:30:00Z,1,-2,N,1,0", "size")]
    [InlineData("2013-10-07T13:30:00Z,1,,N,1,0", "size")]
    [InlineData("2013-10-07T13:30:00Z,1,2", "size")]
    [InlineData("2013-10-07T13:30:00Z,1,2,N", "exchange")]
    [InlineData("2013-10-07T13:30:00Z,1,2,N,1", "condition")]
    [InlineData("2013-10-07T13:30:00Z,1,2,N,1,2", "suspicious")]
    [InlineData("2013-10-07T13:30:00Z,1,2,N,1,", "suspicious")]
    [InlineData("2013-10-07T13:30:00Z,1,2,N,1,0,9", "suspicious")]
    public void A_broken_row_is_named_with_line_and_column(string row, string column)
    {
        var path = Written("time_utc,price,size,exchange,condition,suspicious\n2013-10-07T13:29:00Z,1,2,N,1,0\n" + row + "\n");
        var problem = Assert.Throws<DataFileException>(() => TradeFile.Read(path, "X"));
        Assert.Equal((3, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void No_mutation_of_a_file_does_more_than_be_refused()
    {
        var text = "time_utc,price,size,exchange,condition,suspicious\n2013-10-07T13:30:00.072Z,181.9,100,N,1,0\n2013-10-07T13:30:01Z,182.5,5,P,20002020,1\n"u8.ToArray();
        var random = new Bellwether.Core.SplitMix64(7);
        for (var i = 0; i < 1_000; i++)
        {
            var bytes = (byte[])text.Clone();
            for (var n = 1 + random.NextInt(3); n > 0; n--) bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
            var path = Path.Combine(folder, "mutated.csv");
            File.WriteAllBytes(path, bytes[..(1 + random.NextInt(bytes.Length))]);
            try
            {
                TradeFile.Read(path, "X");
            }
            catch (DataFileException)
            {
                // Refused: that is all that a bad file may do.
            }
        }
    }
}
