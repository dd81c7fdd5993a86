using Bellwether.Core;
using Bellwether.Orders;
using CsCheck;
using static Bellwether.Tests.Orders.Desk;

namespace Bellwether.Tests.Orders;

/// <summary>Codes answer requests. They are hints about an order, never the proof of its end.</summary>
public sealed class BrokerCodeTests
{
    static readonly int[] Refusals = [109, 110, 200, 201, 203, 321, 383, 388, 434, 451, 460, 10289, 10293];

    static readonly int[] All = [.. Refusals, 103, 104, 105, 161, 202, 329, 399, 404, 2102, 2109, 10147, 10148, 10311, 10349, 5];

    readonly Desk desk = new(4096);

    [Fact]
    public void A_refusal_closes_what_was_only_sent()
    {
        foreach (var code in Refusals)
        {
            var order = desk.Sent();
            Assert.Equal(FoldEffect.Changed | FoldEffect.Closed, desk.Code(order, code));
            Assert.Equal((OrderStage.Rejected, code, $"code {code}"), (desk.StageOf(order), desk[order].Code, desk[order].Reason));
        }
    }

    [Fact]
    public void The_same_refusal_after_an_acknowledgement_only_raises_a_doubt()
    {
        foreach (var code in Refusals)
            foreach (var word in (BrokerStatus[])[BrokerStatus.PendingSubmit, BrokerStatus.PreSubmitted, BrokerStatus.Submitted, BrokerStatus.Inactive])
            {
                var order = desk.Sent();
                desk.Status(order, word);
                desk.Code(order, code);
                Assert.True(desk[order].IsLive, $"{code} after {word}");
                Assert.Equal(Uncertainty.RefusedAfterAcknowledgement, desk[order].Uncertainty);
            }
    }

    [Fact]
    public void A_refused_order_that_was_acknowledged_is_rejected_by_one_absence_from_open_orders()
    {
        var order = desk.Working();
        desk.Code(order, 201);
        desk.After(2).Absent(order);
        Assert.Equal((OrderStage.Rejected, "code 201"), (desk.StageOf(order), desk[order].Reason));
    }

    [Fact]
    public void A_cancelled_order_whose_word_was_lost_is_closed_by_one_absence_from_open_orders()
    {
        var order = desk.Working();
        desk.Orders.RequestCancel(order, desk.Now);
        desk.Code(order, 202);
        desk.After(2).Absent(order);
        Assert.Equal((OrderStage.Cancelled, PendingChange.None), (desk.StageOf(order), desk[order].Pending));
    }

    [Fact]
    public void A_snapshot_that_began_before_the_code_proves_nothing()
    {
        var order = desk.Working();
        desk.After(20).Code(order, 201);
        desk.Absent(order);
        Assert.True(desk[order].IsLive);
    }

    [Fact]
    public void A_sign_of_life_takes_the_hint_of_a_code_back()
    {
        var order = desk.Working();
        desk.Code(order, 201);
        desk.After(1).Open(order, BrokerStatus.Submitted, snapshot: 1);
        desk.After(2).Absent(order);
        Assert.Equal(OrderStage.Working, desk.StageOf(order));
    }

    [Fact]
    public void An_id_in_use_leaves_the_order_in_doubt_even_unacknowledged()
    {
        var order = desk.Sent();
        desk.Code(order, 103);
        Assert.Equal((OrderStage.Sent, Uncertainty.RefusedAfterAcknowledgement), (desk.StageOf(order), desk[order].Uncertainty));
    }

    [Fact]
    public void The_code_cancelled_waits_for_the_word()
    {
        var order = desk.Working();
        desk.Orders.RequestCancel(order, desk.Now);
        desk.Code(order, 202);
        Assert.Equal((OrderStage.Working, PendingChange.Cancel), (desk.StageOf(order), desk[order].Pending));
    }

    [Fact]
    public void A_cancel_of_an_order_that_the_broker_does_not_know_starts_the_proof_of_absence()
    {
        var order = desk.Working();
        desk.Orders.RequestCancel(order, desk.Now);
        desk.After(20).Code(order, 10147);
        Assert.Equal((OrderStage.Working, PendingChange.None, Uncertainty.UnknownToBroker), (desk.StageOf(order), desk[order].Pending, desk[order].Uncertainty));
    }

    [Theory]
    [InlineData(161)]
    [InlineData(10148)]
    [InlineData(104)]
    public void A_change_that_came_too_late_asks_for_executions_and_leaves_the_order_to_them(int code)
    {
        var order = desk.Working();
        desk.Orders.RequestCancel(order, desk.Now);
        Assert.True((desk.Code(order, code) & FoldEffect.ExecutionsMissing) != 0);
        Assert.Equal((OrderStage.Working, PendingChange.None), (desk.StageOf(order), desk[order].Pending));

        // The order turns out to live: the doubt must not stay for ever.
        desk.Open(order, BrokerStatus.Submitted, snapshot: 1);
        Assert.Equal(Uncertainty.None, desk[order].Uncertainty);
        Assert.True(desk.Orders.RequestCancel(order, desk.Now));
    }

    [Theory]
    [InlineData(2102)]
    [InlineData(399)]
    [InlineData(404)]
    [InlineData(10349)]
    [InlineData(2109)]
    [InlineData(2137)]
    public void Notices_leave_the_order_as_it_is(int code)
    {
        var order = desk.Sent();
        Assert.Equal(FoldEffect.None, desk.Code(order, code));
        Assert.Equal((OrderStage.Sent, Uncertainty.None), (desk.StageOf(order), desk[order].Uncertainty));
    }

    [Fact]
    public void A_code_that_is_not_in_the_table_changes_nothing_and_is_reported()
    {
        var order = desk.Sent();
        Assert.Equal(FoldEffect.Unclassified, desk.Code(order, 987654));
        Assert.Equal((OrderStage.Sent, Uncertainty.None), (desk.StageOf(order), desk[order].Uncertainty));
    }

    /// <summary>I22, over every code up to 12,000 and every state that an acknowledged order can be in.</summary>
    [Fact]
    public void No_code_alone_closes_an_acknowledged_order()
    {
        var order = desk.Working();
        foreach (var word in (BrokerStatus[])[BrokerStatus.PendingSubmit, BrokerStatus.PreSubmitted, BrokerStatus.Submitted, BrokerStatus.Inactive, BrokerStatus.PendingCancel])
            foreach (var asked in (bool[])[false, true])
                for (var code = -1; code <= 12_000; code++)
                {
                    if (code % 500 == 0)
                    {
                        order = desk.Sent();
                        desk.Status(order, word);
                        if (asked) desk.Orders.RequestCancel(order, desk.Now);
                    }
                    Assert.Equal(FoldEffect.None, desk.Code(order, code) & FoldEffect.Closed);
                    Assert.True(desk[order].IsLive);
                }
    }

    [Fact]
    public void No_sequence_of_codes_closes_an_acknowledged_order() =>
        Gen.Int[0, All.Length - 1].Select(i => All[i]).Array[1, 12].Sample(codes =>
        {
            var here = new Desk();
            var order = here.Working();
            foreach (var code in codes) here.Code(order, code);
            return here[order].IsLive && here[order].Filled == Shares(0);
        }, iter: 2_000);
}
