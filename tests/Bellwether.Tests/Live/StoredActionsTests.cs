using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Tests.Storage.Csv;

namespace Bellwether.Tests.Live;

/// <summary>The actions of a store by the tickers of a run: those of a security lie under its newest ticker.</summary>
public sealed class StoredActionsTests : IDisposable
{
    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    StoredActions Of(params string[] symbols)
    {
        folder.File("actions/symbol=META/actions.csv", "date,kind,value,previous_close\n2012-05-18,ticker,FB,\n2014-06-09,split,2,\n2022-06-09,ticker,META,\n2024-06-10,split,3,\n");
        folder.File("actions/symbol=OLDX/actions.csv", "date,kind,value,previous_close\n2024-03-01,dividend,0.5,\n2024-05-01,delisting,,\n");
        return new StoredActions(folder.Root, InstrumentTable.UsEquities(symbols));
    }

    [Fact]
    public void An_action_is_that_of_whoever_traded_under_the_ticker_on_its_date()
    {
        Assert.Equal([(CorporateActionKind.Split, new SplitRatio(3, 1))], Of("META").Read().Select(e => (e.Kind, e.Ratio)));
        Assert.Equal([(CorporateActionKind.Split, new SplitRatio(2, 1), null), (CorporateActionKind.Ticker, new SplitRatio(1, 1), "META")], Of("FB").Read().Select(e => (e.Kind, e.Ratio, e.Ticker)));
        Assert.Equal([CorporateActionKind.Dividend, CorporateActionKind.Delisting], Of("OLDX").Read().Select(e => e.Kind));
        Assert.Empty(Of("IBM").Read());
    }

    [Fact]
    public void A_ticker_of_once_has_a_successor()
    {
        Assert.Equal("META", Of("META").SuccessorOf("FB"));
        Assert.Null(Of("META").SuccessorOf("META"));
        Assert.Null(Of("META").SuccessorOf("IBM"));
    }
}
