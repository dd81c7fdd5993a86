using Bellwether.Core;
using Bellwether.MarketData;
using Bellwether.Storage;
using Bellwether.Tests.Storage.Csv;
using NodaTime;

namespace Bellwether.Tests.Storage;

public sealed class ActionFileTests : IDisposable
{
    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    IReadOnlyList<CorporateAction> Read(string text) => ActionFile.Read(folder.File("actions.csv", text));

    [Fact]
    public void The_projects_own_form_has_splits_dividends_tickers_and_delistings() => Assert.Equal(
        [
            new CorporateAction(new(2014, 6, 9), CorporateActionKind.Split, 7, 645.57),
            new CorporateAction(new(2014, 8, 7), CorporateActionKind.Dividend, 0.47),
            new CorporateAction(new(2015, 1, 2), CorporateActionKind.Split, 0.125),
            new CorporateAction(new(2016, 1, 4), CorporateActionKind.Ticker, double.NaN, Ticker: "META"),
            new CorporateAction(new(2018, 6, 16), CorporateActionKind.Delisting, double.NaN),
        ],
        Read("date,kind,value,previous_close\n2014-06-09,split,7:1,645.57\n2014-08-07,dividend,0.47,\r\n2015-01-02,split,1:8,\n2016-01-04,ticker,META,\n2018-06-16,delisting,,\n"));

    [Theory]
    [InlineData("value")]
    [InlineData("ratio")]
    [InlineData("amount")]
    public void Three_columns_do(string name) => Assert.Equal([new CorporateAction(new(2014, 6, 9), CorporateActionKind.Split, 7)], Read($"date,kind,{name}\n2014-06-09,split,7"));

    [Fact]
    public void Factors_take_force_at_the_session_after_their_date()
    {
        // 2014-06-06 is a Friday. 1 for 7 and 1 % of 645.57.
        var actions = Read("date,price_factor,split_factor,reference_close\n2014-01-02,0.99,0.1,1\n2014-06-06,0.99,0.1,645.57\n2014-08-06,1,0.7,94.97\n2050-12-31,1,0.7,0\n");
        Assert.Equal([(new LocalDate(2014, 6, 9), CorporateActionKind.Split), (new(2014, 6, 9), CorporateActionKind.Dividend)], actions.Select(a => (a.Date, a.Kind)));
        Assert.Equal(7, actions[0].Value, 1e-12);
        Assert.Equal(6.4557, actions[1].Value, 1e-9);
    }

    [Fact]
    public void A_ticker_map_tells_from_when_each_ticker_was_in_use_and_that_the_last_one_ended()
    {
        var actions = Read("last_date,ticker,listing_exchange\n1998-01-02,AOL,N\n2003-10-15,AOL,N\n2018-06-15,TWX,N\n");
        Assert.Equal([(new LocalDate(1998, 1, 2), "AOL"), (new(2003, 10, 16), "TWX"), (new(2018, 6, 16), null)], actions.Select(a => (a.Date, a.Ticker)));
        Assert.Equal(CorporateActionKind.Delisting, actions[2].Kind);
        Assert.Single(Read("last_date,ticker,listing_exchange\n1998-01-02,IBM,N\n2050-12-31,IBM,N\n"));
    }

    [Theory]
    [InlineData("date,kind,value\n2014-06-32,split,7", "date")]
    [InlineData("date,kind,value\n2014-06-09,merger,7", "kind")]
    [InlineData("date,kind,value\n2014-06-09,split,0", "value")]
    [InlineData("date,kind,value\n2014-06-09,split,7:0", "value")]
    [InlineData("date,kind,value\n2014-06-09,split,-7", "value")]
    [InlineData("date,kind,value\n2014-06-09,split,seven", "value")]
    [InlineData("date,kind,value\n2014-06-09,dividend,0", "value")]
    [InlineData("date,kind,value,previous_close\n2014-06-09,dividend,5,5", "value")]
    [InlineData("date,kind,value\n2014-06-09,ticker,no ticker", "value")]
    [InlineData("date,kind,value\n2014-06-09,delisting,1", "value")]
    [InlineData("date,kind,value\n2014-06-09,split", "kind")]
    [InlineData("date,kind,value\n2014-06-09,split,7,1", "value")]
    [InlineData("date,price_factor,split_factor,reference_close\n2014-06-06,0,1,10", "price_factor")]
    [InlineData("date,price_factor,split_factor,reference_close\n2014-06-06,x,1,10", "price_factor")]
    [InlineData("last_date,ticker,listing_exchange\n2014-06-06,?,N", "ticker")]
    public void A_broken_row_is_named_with_line_and_column(string text, string column)
    {
        var problem = Assert.Throws<DataFileException>(() => Read(text));
        Assert.Equal((2, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void Dates_of_factors_rise_and_a_factor_never_falls()
    {
        const string Header = "date,price_factor,split_factor,reference_close\n2014-06-06,0.9,1,10\n";
        Assert.Equal("date", Assert.Throws<DataFileException>(() => Read(Header + "2014-06-06,1,1,0\n")).Column);
        Assert.Equal("price_factor", Assert.Throws<DataFileException>(() => Read(Header + "2014-06-09,0.8,1,0\n")).Column);
    }

    [Fact]
    public void What_is_kept_reads_back_the_same_and_taking_it_again_changes_nothing()
    {
        CorporateAction[] actions = [
            new(new(2014, 6, 9), CorporateActionKind.Split, 0.1 + 0.2, 645.57), new(new(2014, 6, 9), CorporateActionKind.Dividend, 0.00001234567890123, 1e15 / 3),
            new(new(2012, 1, 3), CorporateActionKind.Ticker, double.NaN, Ticker: "AOL"), new(new(2018, 6, 16), CorporateActionKind.Delisting, double.NaN)];
        using (var store = BarStore.OpenForWriting(folder.Root))
        {
            Assert.Equal(new ActionImport(4, 0, 0), ActionStore.Add(store, "TWX", actions));
            Assert.Equal(new ActionImport(0, 4, 0), ActionStore.Add(store, "TWX", actions));
            Assert.Equal(new ActionImport(0, 0, 1), ActionStore.Add(store, "TWX", [actions[0] with { Value = 7 }]));
        }
        Assert.Equal([actions[2], actions[0] with { Value = 7 }, actions[1], actions[3]], ActionStore.Read(folder.Root, "TWX"));
        Assert.Equal(["TWX"], ActionStore.Symbols(folder.Root));
        Assert.Empty(ActionStore.Read(folder.Root, "AAPL"));
    }
}
