using Bellwether.Core;

namespace Bellwether.Tests.Core.Values;

public sealed class InstrumentTableTests
{
    [Fact]
    public void Symbols_get_dense_indexes_in_the_order_given()
    {
        var table = InstrumentTable.UsEquities("MSFT", "AAPL", "BRK B");
        Assert.Equal(3, table.Count);
        Assert.Equal("AAPL", table[1].Symbol);
        Assert.True(table.TryFind("BRK B", out var found));
        Assert.Equal(2, found.Index);
        Assert.False(table.TryFind("aapl", out _));
    }

    [Fact]
    public void No_symbol_a_symbol_twice_and_what_is_no_ticker_are_refused()
    {
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => InstrumentTable.UsEquities()).Message, StringComparison.Ordinal);
        Assert.Contains("AAPL is listed twice", Assert.Throws<ArgumentException>(() => InstrumentTable.UsEquities("AAPL", "MSFT", "AAPL")).Message, StringComparison.Ordinal);
        foreach (var wrong in (string[])["", "aapl", "1ABC", "ABCDEFGHIJKLM", "AB/C", " A", "Ä"])
            Assert.Contains("is not a ticker", Assert.Throws<ArgumentException>(() => InstrumentTable.UsEquities("AAPL", wrong)).Message, StringComparison.Ordinal);
        Assert.False(InstrumentTable.IsSymbol(null));
    }
}
