using Bellwether.Core;
using Bellwether.Orders;
using static Bellwether.Tests.Orders.Desk;

namespace Bellwether.Tests.Orders;

/// <summary>The table of transitions, row by row: what moves an order, from where, to where.</summary>
public sealed class OrderTransitionTests
{
    readonly Desk desk = new();

    [Fact]
    public void An_order_is_created_made_durable_and_sent()
    {
        var order = desk.Create();
        Assert.Equal(OrderStage.Created, desk.StageOf(order));
        desk.Says(order, BrokerReportKind.Durable);
        Assert.Equal(OrderStage.Durable, desk.StageOf(order));
        desk.After(1).Says(order, BrokerReportKind.Sent);
        Assert.Equal(OrderStage.Sent, desk.StageOf(order));
        Assert.Equal(desk.Now, desk[order].SentAt);
        Assert.False(desk[order].IsAcknowledged);
    }

    [Fact]
    public void An_order_without_a_verdict_is_refused() =>
        Assert.Contains("verdict", Assert.Throws<InvalidOperationException>(() => desk.Orders.Create(default, OrderLinks.None, 1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_send_that_was_refused_before_any_byte_closes_it_as_never_arrived(bool durable)
    {
        var order = desk.Create();
        if (durable) desk.Says(order, BrokerReportKind.Durable);
        var effect = desk.Says(order, BrokerReportKind.NotSent, "no connection");
        Assert.Equal(OrderStage.NeverArrived, desk.StageOf(order));
        Assert.Equal("no connection", desk[order].Reason);
        Assert.Equal(FoldEffect.Changed | FoldEffect.Closed, effect);
    }

    [Fact]
    public void Once_sent_it_can_not_be_unsent()
    {
        var order = desk.Sent();
        Assert.Equal(FoldEffect.None, desk.Says(order, BrokerReportKind.NotSent));
        Assert.Equal(FoldEffect.None, desk.Says(order, BrokerReportKind.Durable));
        Assert.Equal(OrderStage.Sent, desk.StageOf(order));
    }

    [Theory]
    [InlineData(BrokerStatus.ApiPending)]
    [InlineData(BrokerStatus.PendingSubmit)]
    public void A_word_of_the_gateway_acknowledges_what_was_sent(BrokerStatus status)
    {
        var order = desk.Sent();
        desk.Status(order, status);
        Assert.Equal(OrderStage.Sent, desk.StageOf(order));
        Assert.True(desk[order].IsAcknowledged);
    }

    [Theory]
    [InlineData(BrokerStatus.PreSubmitted, OrderStage.Held)]
    [InlineData(BrokerStatus.Submitted, OrderStage.Working)]
    [InlineData(BrokerStatus.Inactive, OrderStage.Suspended)]
    public void Each_living_word_leads_to_its_stage_from_every_living_stage(BrokerStatus status, OrderStage stage)
    {
        foreach (var before in (BrokerStatus[])[BrokerStatus.ApiPending, BrokerStatus.PreSubmitted, BrokerStatus.Submitted, BrokerStatus.Inactive])
        {
            var (byStatus, byEcho) = (desk.Sent(), desk.Sent());
            desk.Status(byStatus, before);
            desk.Status(byEcho, before);
            desk.Status(byStatus, status);
            desk.Open(byEcho, status);
            Assert.Equal((stage, stage), (desk.StageOf(byStatus), desk.StageOf(byEcho)));
            Assert.True(desk[byStatus].IsAcknowledged);
            Assert.True(desk[byStatus].IsLive);
        }
    }

    [Theory]
    [InlineData(BrokerStatus.Submitted, OrderStage.Working)]
    [InlineData(BrokerStatus.Inactive, OrderStage.Suspended)]
    public void A_cancel_under_way_leaves_the_stage_and_the_order_may_still_execute(BrokerStatus status, OrderStage stage)
    {
        var order = desk.Sent();
        desk.Status(order, status);
        desk.Status(order, BrokerStatus.PendingCancel);
        Assert.Equal((stage, PendingChange.Cancel), (desk.StageOf(order), desk[order].Pending));
        desk.Executes(order, 100);
        Assert.Equal((OrderStage.Filled, PendingChange.None), (desk.StageOf(order), desk[order].Pending));
    }

    [Theory]
    [InlineData(BrokerStatus.Cancelled)]
    [InlineData(BrokerStatus.ApiCancelled)]
    public void The_word_cancelled_closes_any_living_order_and_its_request(BrokerStatus word)
    {
        foreach (var before in (BrokerStatus[])[BrokerStatus.Unknown, BrokerStatus.PreSubmitted, BrokerStatus.Submitted, BrokerStatus.Inactive])
        {
            var order = desk.Sent();
            if (before != BrokerStatus.Unknown) desk.Status(order, before);
            Assert.True(desk.Orders.RequestCancel(order, desk.Now));
            var effect = desk.Status(order, word);
            Assert.Equal((OrderStage.Cancelled, PendingChange.None), (desk.StageOf(order), desk[order].Pending));
            Assert.Equal(FoldEffect.Changed | FoldEffect.Closed, effect);
        }
    }

    [Fact]
    public void A_partly_filled_order_that_is_cancelled_keeps_what_was_filled()
    {
        var order = desk.Working();
        desk.Executes(order, 40);
        desk.Status(order, BrokerStatus.Cancelled, filled: 40);
        Assert.Equal((OrderStage.Cancelled, Shares(40), Quantity.Zero), (desk.StageOf(order), desk[order].Filled, desk[order].Open));
    }

    [Fact]
    public void An_execution_finds_its_order_in_any_stage()
    {
        var created = desk.Create();
        var sent = desk.Sent();
        var (cancelled, refused) = (desk.Working(), desk.Sent());
        desk.Status(cancelled, BrokerStatus.Cancelled);
        desk.Code(refused, 201);
        Assert.Equal(OrderStage.Rejected, desk.StageOf(refused));
        foreach (var order in (long[])[created, sent, cancelled, refused]) desk.Executes(order, 30);
        Assert.Equal(OrderStage.Working, desk.StageOf(created));
        Assert.Equal(OrderStage.Working, desk.StageOf(sent));
        Assert.True(desk[sent].IsAcknowledged);
        Assert.Equal((OrderStage.Cancelled, Shares(30)), (desk.StageOf(cancelled), desk[cancelled].Filled));
        Assert.Equal((OrderStage.Rejected, Shares(30)), (desk.StageOf(refused), desk[refused].Filled));
        foreach (var order in (long[])[created, sent, cancelled, refused]) desk.Executes(order, 70);
        foreach (var order in (long[])[created, sent, cancelled, refused]) Assert.Equal(OrderStage.Filled, desk.StageOf(order));
        Assert.Equal(4, desk.Orders.Counts.Filled);
        Assert.Equal(0, desk.Orders.Counts.Cancelled + desk.Orders.Counts.Rejected);
    }

    [Fact]
    public void More_shares_than_ordered_are_counted_and_alarmed()
    {
        var order = desk.Working();
        Assert.Equal(FoldEffect.None, desk.Executes(order, 100) & FoldEffect.Overfilled);
        Assert.Equal(FoldEffect.Overfilled, desk.Executes(order, 10) & FoldEffect.Overfilled);
        Assert.Equal((Shares(110), Quantity.Zero), (desk[order].Filled, desk[order].Open));
    }

    [Fact]
    public void The_average_price_is_value_over_shares()
    {
        var order = desk.Working();
        desk.Executes(order, 30, 10.00m);
        desk.Executes(order, 70, 10.10m);
        Assert.Equal(Price.FromDecimal(10.07m), desk[order].AverageFill);
    }

    [Fact]
    public void A_correction_that_takes_shares_back_reopens_the_order_and_asks()
    {
        var order = desk.Working();
        desk.Executes(order, 100);
        desk.Status(order, BrokerStatus.Filled, filled: 100);
        var effect = desk.Executes(order, -10);
        Assert.Equal((OrderStage.Working, Shares(90), Shares(10)), (desk.StageOf(order), desk[order].Filled, desk[order].Open));
        Assert.NotEqual(Uncertainty.None, desk[order].Uncertainty);
        Assert.True((effect & FoldEffect.ExecutionsMissing) != 0);
        // Nothing is claimed any more that executions have not shown, so two snapshots without it can prove that the rest is gone.
        desk.After(20).Absent(order);
        desk.After(31).Absent(order);
        Assert.Equal((OrderStage.Cancelled, Shares(90)), (desk.StageOf(order), desk[order].Filled));
    }

    [Fact]
    public void Losing_the_session_keeps_stages_puts_them_in_doubt_and_voids_what_was_asked_for()
    {
        var (created, sent, working, cancelling, filled) = (desk.Create(), desk.Sent(), desk.Working(), desk.Working(), desk.Working());
        desk.Executes(filled, 100);
        desk.Orders.RequestCancel(cancelling, desk.Now);
        foreach (var order in (long[])[created, sent, working, cancelling, filled]) desk.Orders.Unconfirm(order, Uncertainty.SessionLost, desk.Now);

        Assert.Equal((OrderStage.Created, Uncertainty.None), (desk.StageOf(created), desk[created].Uncertainty));
        Assert.Equal((OrderStage.Sent, Uncertainty.SessionLost), (desk.StageOf(sent), desk[sent].Uncertainty));
        Assert.Equal((OrderStage.Working, Uncertainty.SessionLost), (desk.StageOf(working), desk[working].Uncertainty));
        Assert.Equal((OrderStage.Filled, Uncertainty.None), (desk.StageOf(filled), desk[filled].Uncertainty));
        Assert.Equal(PendingChange.None, desk[cancelling].Pending);
        Assert.True(desk.Orders.RequestCancel(cancelling, desk.Now), "the request went down with the session; it must be possible to ask again");
        Assert.False(desk.Orders.Unconfirm(working, Uncertainty.SessionLost, desk.Now));
    }

    [Fact]
    public void A_word_of_life_settles_a_doubt()
    {
        var order = desk.Working();
        desk.Orders.Unconfirm(order, Uncertainty.SessionLost, desk.Now);
        desk.Open(order, BrokerStatus.Submitted, snapshot: 3);
        Assert.Equal(Uncertainty.None, desk[order].Uncertainty);
        Assert.Equal(3, desk[order].SeenInSnapshot);
    }

    [Fact]
    public void An_execution_acknowledges_an_order_that_no_word_has_acknowledged()
    {
        var order = desk.Sent();
        desk.After(15);
        desk.Orders.Unconfirm(order, Uncertainty.NoAcknowledgement, desk.Now);
        desk.Executes(order, 40);
        Assert.Equal((OrderStage.Working, Uncertainty.None, true), (desk.StageOf(order), desk[order].Uncertainty, desk[order].IsAcknowledged));
    }

    [Fact]
    public void A_repeated_cancel_request_is_none()
    {
        var order = desk.Working();
        Assert.True(desk.Orders.RequestCancel(order, desk.Now));
        Assert.False(desk.Orders.RequestCancel(order, desk.Now));
        Assert.False(desk.Orders.RequestCancel(777, desk.Now));
        desk.Status(order, BrokerStatus.Cancelled);
        Assert.False(desk.Orders.RequestCancel(order, desk.Now));
    }

    [Fact]
    public void An_unknown_word_changes_nothing_and_is_reported()
    {
        var order = desk.Working();
        Assert.Equal(FoldEffect.Unclassified, desk.Status(order, BrokerStatus.Unknown));
        Assert.Equal(OrderStage.Working, desk.StageOf(order));
    }

    [Fact]
    public void The_broker_lowers_a_quantity_and_the_order_is_complete_with_what_is_left()
    {
        var order = desk.Working();
        desk.Executes(order, 60);
        desk.Open(order, BrokerStatus.Submitted, quantity: 80);
        Assert.Equal(Shares(20), desk[order].Open);
        var effect = desk.Open(order, BrokerStatus.Submitted, quantity: 60);
        Assert.Equal(OrderStage.Filled, desk.StageOf(order));
        Assert.True((effect & FoldEffect.Closed) != 0);
    }
}
