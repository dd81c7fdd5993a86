using Bellwether.Core;
using Bellwether.Orders;
using static Bellwether.Tests.Orders.Desk;

namespace Bellwether.Tests.Orders;

/// <summary>How an order is proved not to live, and how a closed one comes back.</summary>
public sealed class AbsenceTests
{
    readonly Desk desk = new();

    long Unanswered()
    {
        var order = desk.Sent();
        desk.After(15);
        desk.Orders.Unconfirm(order, Uncertainty.NoAcknowledgement, desk.Now);
        desk.After(1);
        return order;
    }

    [Fact]
    public void Two_snapshots_far_enough_apart_prove_that_an_unanswered_order_never_arrived()
    {
        var order = Unanswered();
        Assert.Equal(FoldEffect.None, desk.Absent(order));
        Assert.Equal(FoldEffect.None, desk.After(29).Absent(order));
        Assert.Equal(FoldEffect.Changed | FoldEffect.Closed, desk.After(1).Absent(order));
        Assert.Equal(OrderStage.NeverArrived, desk.StageOf(order));
        Assert.Contains("absent", desk[order].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_that_was_accepted_is_closed_as_cancelled()
    {
        var order = desk.Working();
        desk.Executes(order, 30);
        desk.After(60);
        desk.Orders.Unconfirm(order, Uncertainty.SessionLost, desk.Now);
        desk.Absent(order);
        desk.After(31).Absent(order);
        Assert.Equal((OrderStage.Cancelled, Shares(30)), (desk.StageOf(order), desk[order].Filled));
    }

    [Fact]
    public void A_sign_of_life_between_two_snapshots_begins_the_proof_anew()
    {
        var order = Unanswered();
        desk.Absent(order);
        desk.Open(order, BrokerStatus.Submitted);
        desk.After(31).Absent(order);
        Assert.True(desk[order].IsLive);
        desk.After(31).Absent(order);
        Assert.Equal(OrderStage.Cancelled, desk.StageOf(order));
    }

    [Fact]
    public void A_snapshot_that_began_soon_after_the_send_tells_nothing()
    {
        var order = desk.Sent();
        desk.Orders.Unconfirm(order, Uncertainty.SessionLost, desk.Now);
        // Began 14 s after the send, then 15 s after it.
        desk.After(15).Absent(order);
        Assert.Equal(0, desk[order].Absences);
        desk.After(1).Absent(order);
        Assert.Equal(1, desk[order].Absences);
    }

    [Fact]
    public void An_order_thought_certain_that_a_snapshot_does_not_show_is_in_doubt()
    {
        var order = desk.Working();
        desk.After(60);
        Assert.Equal(FoldEffect.Changed, desk.Absent(order));
        Assert.Equal((OrderStage.Working, Uncertainty.UnknownToBroker), (desk.StageOf(order), desk[order].Uncertainty));
        desk.After(30).Absent(order);
        Assert.Equal(OrderStage.Cancelled, desk.StageOf(order));
    }

    [Fact]
    public void Executions_that_are_claimed_and_missing_forbid_the_proof()
    {
        var order = desk.Working();
        desk.Status(order, BrokerStatus.Cancelled, filled: 100);
        for (var i = 0; i < 5; i++) desk.After(60).Absent(order);
        Assert.True(desk[order].IsLive);
        desk.Executes(order, 100);
        Assert.Equal(OrderStage.Filled, desk.StageOf(order));
    }

    [Fact]
    public void What_was_not_sent_can_not_be_absent()
    {
        var order = desk.Create();
        desk.After(60).Absent(order);
        desk.After(60).Absent(order);
        Assert.Equal(OrderStage.Created, desk.StageOf(order));
    }

    [Theory]
    [InlineData(BrokerStatus.PreSubmitted, OrderStage.Held, PendingChange.None)]
    [InlineData(BrokerStatus.Submitted, OrderStage.Working, PendingChange.None)]
    [InlineData(BrokerStatus.Inactive, OrderStage.Suspended, PendingChange.None)]
    [InlineData(BrokerStatus.PendingSubmit, OrderStage.Sent, PendingChange.None)]
    [InlineData(BrokerStatus.PendingCancel, OrderStage.Working, PendingChange.Cancel)]
    public void A_snapshot_that_shows_a_closed_order_as_open_brings_it_back(BrokerStatus word, OrderStage stage, PendingChange pending)
    {
        var order = Unanswered();
        desk.Absent(order);
        desk.After(30).Absent(order);
        Assert.Equal(0, desk.Orders.LiveCount);

        var effect = desk.Open(order, word, quantity: 80, snapshot: 7);
        Assert.Equal(FoldEffect.Resurrected, effect & FoldEffect.Resurrected);
        Assert.Equal((stage, pending, Uncertainty.None), (desk.StageOf(order), desk[order].Pending, desk[order].Uncertainty));
        Assert.Equal((1, 1), (desk.Orders.LiveCount, desk.Orders.Exposure(0).Entries));
        Assert.Equal(Shares(80), desk.Orders.Exposure(0).Buy);
        Assert.Equal(0, desk.Orders.Counts.Rejected);
        Assert.Null(desk[order].Reason);
    }

    [Fact]
    public void An_echo_or_a_word_on_its_own_brings_nothing_back_but_asks()
    {
        var order = desk.Working();
        desk.Status(order, BrokerStatus.Cancelled);
        Assert.Equal(FoldEffect.SeenAlive, desk.Open(order, BrokerStatus.Submitted));
        Assert.Equal(FoldEffect.SeenAlive, desk.Status(order, BrokerStatus.Submitted));
        Assert.Equal((OrderStage.Cancelled, 0), (desk.StageOf(order), desk.Orders.LiveCount));
    }

    [Fact]
    public void A_snapshot_does_not_bring_back_a_filled_order_or_show_a_cancelled_one_as_open()
    {
        var (filled, cancelled) = (desk.Working(), desk.Working());
        desk.Executes(filled, 100);
        desk.Status(cancelled, BrokerStatus.Cancelled);
        desk.Open(filled, BrokerStatus.Submitted, snapshot: 2);
        desk.Open(cancelled, BrokerStatus.Cancelled, snapshot: 2);
        Assert.Equal((OrderStage.Filled, OrderStage.Cancelled), (desk.StageOf(filled), desk.StageOf(cancelled)));
    }

    [Fact]
    public void An_order_that_came_back_is_not_closed_by_what_was_said_before()
    {
        var order = desk.Working();
        desk.Status(order, BrokerStatus.Cancelled, filled: 10);
        desk.Executes(order, 10);
        Assert.Equal(OrderStage.Cancelled, desk.StageOf(order));
        desk.Open(order, BrokerStatus.Submitted, snapshot: 1);
        desk.Executes(order, 10);
        Assert.Equal((OrderStage.Working, Shares(20)), (desk.StageOf(order), desk[order].Filled));
    }
}
