using Bellwether.Core;
using Bellwether.Orders;
using static Bellwether.Tests.Orders.Desk;

namespace Bellwether.Tests.Orders;

public sealed class OrderBookTests
{
    readonly Desk desk = new();

    [Fact]
    public void Numbers_rise_and_an_order_is_found_by_its_number()
    {
        var (first, second) = (desk.Create(10), desk.Create(20));
        Assert.Equal((1, 2), (first, second));
        Assert.Equal(Shares(20), desk.Orders[second].Terms.Quantity);
        Assert.False(desk.Orders.Contains(3));
        Assert.False(desk.Orders.Contains(0));
        Assert.Throws<KeyNotFoundException>(() => desk.Orders[3]);
        Assert.Throws<KeyNotFoundException>(() => desk.Orders[0]);
    }

    [Fact]
    public void A_report_about_an_order_that_is_forgotten_or_unknown_never_touches_another()
    {
        var order = desk.Working();
        foreach (var other in (long[])[order + 64, 0, -5])
        {
            Assert.Throws<KeyNotFoundException>(() => desk.Status(other, BrokerStatus.Cancelled));
            Assert.Throws<KeyNotFoundException>(() => desk.Executes(other, 5));
        }
        Assert.Equal((OrderStage.Working, Quantity.Zero), (desk.StageOf(order), desk[order].Filled));
    }

    [Fact]
    public void A_living_order_keeps_its_slot_while_thousands_come_and_go()
    {
        var lasting = desk.Working();
        var numbers = new HashSet<long> { lasting };
        for (var i = 0; i < 1_000; i++)
        {
            var passing = desk.Create();
            Assert.True(numbers.Add(passing));
            desk.Says(passing, BrokerReportKind.NotSent);
        }
        Assert.Equal((OrderStage.Working, 1), (desk.StageOf(lasting), desk.Orders.LiveCount));
        Assert.Equal(1_001, desk.Orders.Submitted);
        Assert.False(desk.Orders.Contains(2));
    }

    [Fact]
    public void A_book_that_is_full_of_living_orders_takes_no_more()
    {
        for (var i = 0; i < 33; i++) desk.Create(1);
        Assert.Contains("32", Assert.Throws<InvalidOperationException>(() => desk.Create(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exposure_follows_an_entry_through_its_life()
    {
        var order = desk.Working();
        Assert.Equal((Shares(100), Quantity.Zero, 1), (desk.Orders.Exposure(0).Buy, desk.Orders.Exposure(0).Sell, desk.Orders.Exposure(0).Entries));
        Assert.Equal((Money.FromDecimal(1_000), 1), (desk.Orders.EntryValue, desk.Orders.SymbolsWithEntries));
        desk.Executes(order, 33.3333m);
        Assert.Equal(Shares(66.6667m), desk.Orders.Exposure(0).Buy);
        Assert.Equal(Money.FromDecimal(666.667m), desk.Orders.EntryValue);
        desk.Status(order, BrokerStatus.Cancelled, filled: 33.3333m);
        Assert.Equal((Quantity.Zero, 0), (desk.Orders.Exposure(0).Buy, desk.Orders.Exposure(0).Entries));
        Assert.Equal((Money.Zero, 0), (desk.Orders.EntryValue, desk.Orders.SymbolsWithEntries));
    }

    [Fact]
    public void Fractions_of_shares_leave_no_crumbs_of_value_behind()
    {
        var order = desk.Create(1, reference: 0.000001m);
        for (var i = 0; i < 4; i++) desk.Executes(order, 0.25m, 0.000001m); // each quarter is worth a quarter of the smallest unit
        Assert.Equal(OrderStage.Filled, desk.StageOf(order));
        Assert.Equal(Money.Zero, desk.Orders.EntryValue);
    }

    [Fact]
    public void A_bracket_counts_one_entry_and_two_protective_orders()
    {
        var (entry, stop, target) = desk.CreateBracket();
        Assert.Equal((1, 2), (desk.Orders.Exposure(0).Entries, desk.Orders.Exposure(0).Protective));
        Assert.Equal(desk[entry].Verdict, desk[stop].Verdict);
        Assert.Equal((OrderRole.Stop, OrderRole.Target), (desk[stop].Role, desk[target].Role));
        desk.Executes(entry, 100);
        desk.Executes(target, 100);
        desk.Status(stop, BrokerStatus.Cancelled);
        Assert.Equal((0, 0), (desk.Orders.Exposure(0).Entries, desk.Orders.Exposure(0).Protective));
        Assert.Equal(new OrderCounts(3, 2, 1, 0), desk.Orders.Counts);
    }
}
