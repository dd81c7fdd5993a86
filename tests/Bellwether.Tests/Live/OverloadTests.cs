using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.Live;

/// <summary>What a flood of messages within one instant comes to: each stream has its declared way to give in, and what must not be lost is not.</summary>
public sealed class OverloadTests
{
    [Fact]
    public void Quotes_conflate_to_the_latest_while_every_bar_and_every_report_goes_on_in_its_order()
    {
        var desk = new AdapterDesk();
        desk.Open();
        desk.Compare();
        desk.After(0.1);
        desk.Compare();
        desk.After(0.1);
        var quotes = desk.Requests.Last(r => r.Name == nameof(ReqMktData)).Id;
        var bars = desk.Requests.Last(r => r.Name == nameof(ReqRealTimeBars)).Id;
        _ = desk.Reports;
        while (desk.Adapter.TryTakeQuote(0, out _)) { }
        var merged = desk.Bars.CountersOf(0).Merged;
        var first = (desk.Now / EngineTime.Minute * 60) + 60;

        for (var i = 0; i < 120_000; i++)
        {
            desk.Adapter.On(new TickPrice { ReqId = quotes, TickType = i % 2 == 0 ? 1 : 2, Price = i % 2 == 0 ? 100 + (i % 7 * 0.01) : 100.10 });
            if (i % 10_000 == 0) desk.Adapter.On(new RealTimeBar { ReqId = bars, Time = first + (i / 10_000 * 5), Open = 100, High = 100, Low = 100, Close = 100, Volume = 1 });
            if (i % 1_000 == 0) desk.Adapter.On(new TickGeneric { ReqId = quotes, TickType = 49, Value = i / 1_000 % 2 == 0 ? 1 : 0 });
        }

        Assert.True(desk.Adapter.TryTakeQuote(0, out var quote));
        // 119,998 is the latest even one: 4 more than a multiple of 7.
        Assert.Equal((100.04, 100.10), (Math.Round(quote.Bid, 2), quote.Ask));
        Assert.False(desk.Adapter.TryTakeQuote(0, out _));
        Assert.Equal(12, desk.Bars.CountersOf(0).Merged - merged);
        var codes = desk.Reports.Where(r => r.Kind == BrokerReportKind.Halt).Select(r => r.Code).ToList();
        Assert.Equal(Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? 1 : 3), codes);
    }
}
