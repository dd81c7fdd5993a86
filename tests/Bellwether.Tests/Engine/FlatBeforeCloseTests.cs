using Bellwether.Core;
using Bellwether.Engine;

namespace Bellwether.Tests.Engine;

/// <summary>A strategy that ends the session flat does so although an exit is refused or cannot go out.</summary>
public sealed class FlatBeforeCloseTests
{
    // The desk stands a minute after the open: the exit is due five minutes later.
    readonly EngineDesk desk = new(flatBeforeClose: (390 - 6) * EngineTime.Minute);

    long Exit()
    {
        var placed = desk.Outputs().Where(o => o.Kind == OutputKind.Place).ToList();
        var exit = Assert.Single(placed).Order;
        Assert.Equal((OrderRole.Exit, Side.Sell, Quantity.FromShares(100)), (desk[exit].Role, desk[exit].Terms.Side, desk[exit].Terms.Quantity));
        return exit;
    }

    [Fact]
    public void An_exit_that_did_not_go_out_is_placed_again()
    {
        desk.Hold();
        desk.After(5 * 60);
        desk.NotSent(Exit());
        Assert.Empty(desk.Outputs());

        desk.After(15);

        desk.Sent(Exit());
    }

    [Fact]
    public void While_the_link_is_down_nothing_is_placed_and_after_the_comparison_the_exit_is()
    {
        desk.Hold();
        desk.Connection(BrokerReportKind.SessionLost);
        desk.After(6 * 60);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Place);

        desk.Connection(BrokerReportKind.SessionRestored);
        desk.Snapshot();
        desk.Outputs();
        desk.After(15);

        desk.Sent(Exit());
    }

    [Fact]
    public void While_one_works_no_other_is_placed_and_afterwards_none()
    {
        desk.Hold();
        desk.After(5 * 60);
        var exit = Exit();
        desk.Sent(exit);
        desk.Status(exit, BrokerStatus.Submitted);

        desk.After(31);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Place);
        desk.Execute(exit, 100, 101);
        desk.Outputs();
        desk.After(60);
        Assert.DoesNotContain(desk.Outputs(), o => o.Kind == OutputKind.Place);
    }
}
