using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Orders;

namespace Bellwether.Tests.Engine;

/// <summary>What the broker does not answer, cannot work, or quotes crossed.</summary>
public sealed class UnansweredTests
{
    readonly EngineDesk desk = new();

    [Fact]
    public void I23_a_cancel_without_an_answer_is_alarmed_after_a_minute_and_stays_pending()
    {
        var (entry, _, _) = desk.Enter();
        Stop();
        Assert.Contains(desk.Outputs(), o => o.Kind == OutputKind.Cancel && o.Order == entry);
        desk.After(59.9);
        Assert.DoesNotContain(desk.Alerts, a => a.Contains("not answered", StringComparison.Ordinal));
        desk.After(0.1);
        Assert.Equal($"Order {entry}: a cancel is not answered", desk.Alerts[^1]);
        Assert.Contains(desk.Outputs(), o => o.Kind == OutputKind.RequestSnapshot);
        Assert.Equal((PendingChange.Cancel, true), (desk[entry].Pending, desk[entry].IsLive));
        desk.Status(entry, BrokerStatus.Cancelled);
        desk.After(120);
        Assert.Single(desk.Alerts, a => a == $"Order {entry}: a cancel is not answered");
    }

    [Fact]
    public void REP13_an_inactive_entry_counts_as_live_and_is_cancelled_after_a_minute()
    {
        var (entry, _, _) = desk.Enter();
        desk.Status(entry, BrokerStatus.Inactive);
        Assert.Equal((OrderStage.Suspended, 1), (desk[entry].Stage, desk.Engine.Orders.Exposure(0).Entries));
        desk.After(59.9);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Cancel);
        desk.After(0.1);
        Assert.Equal(entry, Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Cancel).Order);
        Assert.True(desk[entry].IsLive);
    }

    [Fact]
    public void REP13_an_inactive_entry_that_works_again_stays()
    {
        var (entry, _, _) = desk.Enter();
        desk.Status(entry, BrokerStatus.Inactive);
        desk.After(30).Status(entry, BrokerStatus.Submitted);
        desk.After(60);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Cancel);
    }

    [Fact]
    public void REP13_an_entry_that_waits_for_shares_to_borrow_is_given_ten_minutes()
    {
        var (entry, _, _) = desk.Enter(side: Side.Sell);
        desk.Status(entry, BrokerStatus.Inactive, text: "locate");
        desk.After(599);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Cancel);
        desk.After(1);
        Assert.Equal(entry, Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Cancel).Order);
    }

    [Fact]
    public void MKT3_a_quote_that_is_crossed_for_more_than_two_seconds_prices_no_entry()
    {
        desk.Quote(100.10, 100.00);
        desk.After(2.1);
        Assert.Equal(0, desk.Enter().Entry);
        Assert.Equal(0, desk.Engine.Orders.Submitted);
        desk.Quote(100.00, 100.10);
        Assert.NotEqual(0, desk.Enter().Entry);
    }

    [Fact]
    public void MKT3_a_quote_that_is_crossed_for_a_moment_stops_nothing()
    {
        desk.Quote(100.10, 100.00);
        desk.After(1.9);
        desk.Quote(100.11, 100.00);
        Assert.NotEqual(0, desk.Enter().Entry);
    }

    void Stop() => desk.Command(OperatorCommand.Stop);
}
