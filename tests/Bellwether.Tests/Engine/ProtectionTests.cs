using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Orders;

namespace Bellwether.Tests.Engine;

/// <summary>A position and its protection: what is done when they do not fit each other, in which order, and when it ends.</summary>
public sealed class ProtectionTests
{
    readonly EngineDesk desk = new();

    /// <summary>Two seconds of grace, then the broker is asked, then it has answered.</summary>
    List<Output> AfterTheSnapshot(params long[] without)
    {
        desk.After(2);
        Assert.Contains(desk.Outputs(), o => o.Kind == OutputKind.RequestSnapshot);
        desk.Snapshot(without);
        return desk.Outputs();
    }

    [Fact]
    public void A_stop_that_is_rejected_late_is_placed_again_at_its_price_in_the_group_of_the_target()
    {
        var (entry, _, stop) = desk.Hold();
        Reject(stop);
        var again = Assert.Single(AfterTheSnapshot(), o => o.Kind == OutputKind.Place).Order;
        Assert.Equal(OrderTerms.Stop(0, Side.Sell, Quantity.FromShares(100), Price.FromDecimal(95)), desk[again].Terms);
        Assert.Equal(new OrderLinks(0, entry, OcaType.ReduceWithBlock), desk[again].Links);
        Assert.True(desk.Engine.Risk.IsSymbolFrozen(0));
        Accept(again);
        desk.After(10);
        Assert.False(desk.Engine.Risk.IsSymbolFrozen(0));
        Assert.Equal("ZZA: protection is in order again", desk.Alerts[^1]);
    }

    [Fact]
    public void A_stop_that_is_refused_twice_is_followed_by_a_collared_exit_and_then_by_one_at_market()
    {
        var (entry, _, stop) = desk.Hold();
        Reject(stop);
        var second = Assert.Single(AfterTheSnapshot(), o => o.Kind == OutputKind.Place).Order;
        desk.Sent(second);
        desk.Code(second, 201);
        desk.After(0);
        var third = Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Place).Order;
        Assert.Equal(OrderRole.Stop, desk[third].Role);
        desk.Sent(third);
        desk.Code(third, 201);
        desk.After(0);
        var exit = Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Place).Order;
        // The last price was 100: two per cent below it.
        Assert.Equal(OrderTerms.Limit(0, Side.Sell, Quantity.FromShares(100), Price.FromDecimal(98)), desk[exit].Terms);
        Assert.Equal(entry, desk[exit].Links.OcaGroup);
        Accept(exit);
        desk.After(7);
        Assert.Equal(exit, Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Cancel).Order);
        desk.Status(exit, BrokerStatus.Cancelled);
        desk.After(2);
        var market = Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Place).Order;
        Assert.Equal(OrderTerms.Market(0, Side.Sell, Quantity.FromShares(100)), desk[market].Terms);
    }

    [Fact]
    public void A_fourth_emergency_exit_within_a_minute_ends_all_new_risk()
    {
        var stops = Enumerable.Range(0, 4).Select(symbol => desk.Hold(symbol).Stop).ToList();
        foreach (var stop in stops) Reject(stop);
        var exits = new List<long>();
        var placed = AfterTheSnapshot();
        for (var round = 0; round < 3; round++)
        {
            foreach (var order in placed.Where(o => o.Kind == OutputKind.Place).Select(o => o.Order))
            {
                desk.Sent(order);
                if (desk[order].Role == OrderRole.Exit) exits.Add(order);
                else desk.Code(order, 201);
            }
            desk.After(0);
            placed = desk.Outputs();
        }
        Assert.Equal(3, exits.Count);
        Assert.True(desk.Engine.IsStopped);
        Assert.Contains("Too many emergency exits", desk.Alerts);
        // The fourth follows when the first is a minute old.
        desk.After(58);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Place && desk[o.Order].Terms.Symbol == 3);
        desk.After(5);
        Assert.Contains(desk.Outputs(), o => o.Kind == OutputKind.Place && desk[o.Order].Terms.Symbol == 3);
    }

    [Fact]
    public void An_entry_that_waits_is_cancelled_when_its_stop_is_rejected()
    {
        var (entry, _, stop) = desk.Enter();
        Reject(stop);
        Assert.Equal(PendingChange.Cancel, desk[entry].Pending);
    }

    [Fact]
    public void A_bust_of_a_part_makes_stop_and_target_smaller()
    {
        var (entry, target, stop) = desk.Enter();
        desk.Execute(entry, 60, 100);
        var second = desk.Execute(entry, 40, 100);
        desk.Execute(entry, 0, 100, second, revision: 2);
        // What the entry is short of now may still come while it lives.
        desk.After(20);
        desk.Snapshot([entry]);
        desk.After(31);
        desk.Snapshot([entry]);
        desk.Outputs();
        var changed = AfterTheSnapshot().Where(o => o.Kind == OutputKind.Modify).ToList();
        Assert.Equal([target, stop], changed.Select(o => o.Order).Order());
        Assert.All(changed, o => Assert.Equal(Quantity.FromShares(60), desk[o.Order].PendingQuantity));
        desk.Echo(stop, 60);
        Assert.Equal((PendingChange.None, Quantity.FromShares(60)), (desk[stop].Pending, desk[stop].Terms.Quantity));
    }

    [Fact]
    public void A_change_that_is_refused_twice_is_followed_by_a_smaller_order()
    {
        var (entry, target, stop) = desk.Hold();
        desk.Execute(entry, 70, 100, 1, revision: 2);
        desk.Status(entry, BrokerStatus.Cancelled);
        var changes = AfterTheSnapshot(entry);
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(2, changes.Count(o => o.Kind == OutputKind.Modify));
            foreach (var change in changes.Where(o => o.Kind == OutputKind.Modify)) desk.Code(change.Order, 201);
            Assert.Equal(PendingChange.None, desk[stop].Pending);
            desk.After(3);
            changes = desk.Outputs();
        }
        Assert.Equal([target, stop], changes.Where(o => o.Kind == OutputKind.Cancel).Select(o => o.Order).Order());
        desk.Status(stop, BrokerStatus.Cancelled);
        desk.Status(target, BrokerStatus.Cancelled);
        desk.After(3);
        var anew = changes.Concat(desk.Outputs()).First(o => o.Kind == OutputKind.Place).Order;
        Assert.Equal(OrderTerms.Stop(0, Side.Sell, Quantity.FromShares(70), Price.FromDecimal(95)), desk[anew].Terms);
    }

    [Fact]
    public void When_both_sides_execute_the_excess_is_bought_back_once_the_broker_has_confirmed_it()
    {
        var (_, target, stop) = desk.Hold();
        desk.Execute(target, 100, 110);
        desk.Execute(stop, 100, 95);
        Assert.Equal(Quantity.FromShares(-100), desk.Engine.Positions[0].Quantity);
        desk.After(30);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Place);
        Assert.Contains("ZZA: more was closed than was held", desk.Alerts);
        desk.Snapshot();
        var exit = Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Place).Order;
        Assert.Equal((Side.Buy, Quantity.FromShares(100), OrderRole.Exit), (desk[exit].Terms.Side, desk[exit].Terms.Quantity, desk[exit].Role));
    }

    [Fact]
    public void A_target_that_is_told_before_its_entry_is_no_accident()
    {
        var (entry, target, _) = desk.Enter();
        desk.Execute(target, 100, 110);
        desk.After(8);
        desk.Execute(entry, 100, 100);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind is OutputKind.Place or OutputKind.Modify);
    }

    [Fact]
    public void A_position_that_the_broker_does_not_confirm_is_not_traded()
    {
        var (_, _, stop) = desk.Hold();
        Reject(stop);
        desk.After(2);
        desk.Snapshot(null, symbol => symbol == 0 ? 40 : 0);
        desk.After(30);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Place);
        Assert.True(desk.Engine.IsInDoubt);
        desk.Snapshot();
        Assert.Contains(desk.Outputs(), o => o.Kind == OutputKind.Place);
    }

    [Fact]
    public void What_was_lost_while_the_link_was_gone_is_mended_before_the_gate_opens()
    {
        var (_, _, stop) = desk.Hold();
        desk.Connection(BrokerReportKind.SessionLost);
        desk.After(60);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Place);
        desk.Connection(BrokerReportKind.SessionRestored);
        desk.Snapshot([stop]);
        // Its fate is not known yet: it counts as one that is not there, and the new one shares its group.
        Assert.NotEqual(Uncertainty.None, desk[stop].Uncertainty);
        var again = Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Place).Order;
        Assert.Equal((OrderRole.Stop, desk[stop].Links.OcaGroup), (desk[again].Role, desk[again].Links.OcaGroup));
        Assert.False(desk.Engine.Risk.EntriesAllowedIn(0));
        Assert.True(desk.Engine.Risk.EntriesAllowedIn(1));
    }

    [Fact]
    public void A_target_that_is_lost_is_placed_twice_and_never_left_for()
    {
        var (_, target, _) = desk.Hold();
        Reject(target);
        var second = Assert.Single(AfterTheSnapshot(), o => o.Kind == OutputKind.Place).Order;
        Assert.Equal(OrderTerms.Limit(0, Side.Sell, Quantity.FromShares(100), Price.FromDecimal(110), TimeInForce.Gtc), desk[second].Terms);
        desk.Sent(second);
        desk.Code(second, 201);
        desk.After(3);
        var third = Assert.Single(desk.Outputs(), o => o.Kind == OutputKind.Place).Order;
        desk.Sent(third);
        desk.Code(third, 201);
        desk.After(120);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Place);
        Assert.Equal("ZZA: the target does not cover the position, and it cannot be mended", desk.Alerts[^1]);
    }

    void Accept(long order)
    {
        desk.Sent(order);
        desk.Status(order, BrokerStatus.PreSubmitted);
    }

    void Reject(long order)
    {
        desk.Status(order, BrokerStatus.Inactive);
        desk.Code(order, 201);
        desk.Snapshot([order]);
        Assert.Equal(OrderStage.Rejected, desk[order].Stage);
        desk.Outputs();
    }
}
