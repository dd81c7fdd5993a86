using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.Live;

/// <summary>MKT1: what the desk does about price bands. At 10:00 a stock of the first tier trades at 100, which makes a band from 95 to 105.</summary>
public sealed class PriceBandTests
{
    [Fact]
    public void A_stock_whose_bid_stands_at_its_upper_band_is_not_entered_until_it_has_left_it()
    {
        var desk = Trading(out var quotes);
        Quote(desk, quotes, 105.00, 105.01);
        var told = Assert.Single(desk.Reports, r => r.Kind == BrokerReportKind.Data);
        Assert.Equal((0, "its market stands at its price band (limit up or limit down)"), (told.Symbol, told.Text));
        Assert.Equal(told.Text, desk.Adapter.EntryObstacle(0));
        Quote(desk, quotes, 104.90, 104.95);
        Assert.Null(Assert.Single(desk.Reports, r => r.Kind == BrokerReportKind.Data).Text);
        Assert.Null(desk.Adapter.EntryObstacle(0));
    }

    [Theory]
    [InlineData(Side.Buy, 105.00, false)]
    [InlineData(Side.Buy, 105.01, true)]
    [InlineData(Side.Sell, 95.00, false)]
    [InlineData(Side.Sell, 94.99, true)]
    public void A_limit_of_an_entry_beyond_the_band_is_refused(Side side, double limit, bool isRefused)
    {
        var desk = Trading(out var quotes);
        Quote(desk, quotes, 99.99, 100.01);
        var obstacle = desk.Adapter.BandObstacle(OrderTerms.Limit(0, side, Quantity.FromDecimal(100), Price.FromDouble(limit)));
        Assert.Equal(isRefused, obstacle is not null);
        if (isRefused) Assert.Equal($"{limit.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)} lies beyond its price band of 95.00 to 105.00 (limit up, limit down)", obstacle);
    }

    [Fact]
    public void A_market_entry_that_would_have_to_trade_beyond_the_band_is_refused_and_the_other_side_is_not()
    {
        var desk = Trading(out var quotes);
        Quote(desk, quotes, 104.00, 105.50);
        Assert.NotNull(desk.Adapter.BandObstacle(OrderTerms.Market(0, Side.Buy, Quantity.FromDecimal(100))));
        Assert.Null(desk.Adapter.BandObstacle(OrderTerms.Market(0, Side.Sell, Quantity.FromDecimal(100))));
    }

    [Fact]
    public void After_a_halt_the_band_is_that_of_the_reopening()
    {
        var desk = Trading(out var quotes);
        var bars = desk.Requests.Last(r => r.Name == nameof(ReqRealTimeBars)).Id;
        Quote(desk, quotes, 99.99, 100.01);
        desk.Adapter.On(new TickGeneric { ReqId = quotes, TickType = 49, Value = 2 });
        desk.After(1);
        desk.Adapter.On(new TickGeneric { ReqId = quotes, TickType = 49, Value = 0 });
        desk.After(1);
        Trade(desk, bars, 80);
        Quote(desk, quotes, 79.99, 80.01);
        Assert.NotNull(desk.Adapter.BandObstacle(OrderTerms.Limit(0, Side.Buy, Quantity.FromDecimal(100), Price.FromDouble(84.01))));
        Assert.Null(desk.Adapter.BandObstacle(OrderTerms.Limit(0, Side.Buy, Quantity.FromDecimal(100), Price.FromDouble(84.00))));
    }

    static AdapterDesk Trading(out int quotes)
    {
        var desk = new AdapterDesk();
        desk.Open();
        desk.Compare();
        desk.After(0.1);
        desk.Compare();
        desk.After(0.1);
        quotes = desk.Requests.Last(r => r.Name == nameof(ReqMktData)).Id;
        Quote(desk, quotes, 99.99, 100.01);
        Trade(desk, desk.Requests.Last(r => r.Name == nameof(ReqRealTimeBars)).Id, 100);
        _ = desk.Reports;
        return desk;
    }

    static void Trade(AdapterDesk desk, int bars, double price)
    {
        desk.Adapter.On(new RealTimeBar { ReqId = bars, Time = (desk.Now / EngineTime.Second) - 5, Open = price, High = price, Low = price, Close = price, Volume = 500, Wap = (decimal)price, Count = 5 });
        desk.After(0.1);
    }

    static void Quote(AdapterDesk desk, int quotes, double bid, double ask)
    {
        desk.Adapter.On(new TickPrice { ReqId = quotes, TickType = 1, Price = bid });
        desk.Adapter.On(new TickPrice { ReqId = quotes, TickType = 2, Price = ask });
        desk.After(0.1);
    }
}
