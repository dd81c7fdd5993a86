using Bellwether.Core;
using Bellwether.Orders;
using static Bellwether.Tests.Orders.Desk;

namespace Bellwether.Tests.Orders;

/// <summary>The broker's words run ahead of its executions, or behind them. Only executions count; nothing is lost and nothing stays open for ever.</summary>
public sealed class MissingExecutionTests
{
    readonly Desk desk = new();

    [Fact]
    public void The_word_filled_is_a_claim_until_the_executions_are_there()
    {
        var order = desk.Working();
        var effect = desk.Status(order, BrokerStatus.Filled, filled: 100);
        Assert.Equal((OrderStage.Working, Quantity.Zero), (desk.StageOf(order), desk[order].Filled));
        Assert.Equal(Uncertainty.ExecutionsMissing, desk[order].Uncertainty);
        Assert.True((effect & FoldEffect.ExecutionsMissing) != 0);
        desk.Executes(order, 100);
        Assert.Equal((OrderStage.Filled, Uncertainty.None), (desk.StageOf(order), desk[order].Uncertainty));
    }

    [Fact]
    public void A_claim_is_settled_by_the_last_of_its_executions_and_not_before()
    {
        var order = desk.Working();
        desk.Status(order, BrokerStatus.Submitted, filled: 60);
        desk.Executes(order, 30);
        Assert.Equal(Uncertainty.ExecutionsMissing, desk[order].Uncertainty);
        desk.Executes(order, 30);
        Assert.Equal((OrderStage.Working, Uncertainty.None), (desk.StageOf(order), desk[order].Uncertainty));
    }

    [Fact]
    public void An_older_claim_does_not_lower_a_newer_one()
    {
        var order = desk.Working();
        desk.Status(order, BrokerStatus.Submitted, filled: 80);
        desk.Status(order, BrokerStatus.Submitted, filled: 50);
        desk.Executes(order, 50);
        Assert.Equal(Uncertainty.ExecutionsMissing, desk[order].Uncertainty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cancelled_with_executions_missing_closes_with_the_last_of_them(bool acknowledged)
    {
        var order = acknowledged ? desk.Working() : desk.Sent();
        desk.Orders.RequestCancel(order, desk.Now);
        desk.Status(order, BrokerStatus.Cancelled, filled: 40);
        Assert.True(desk[order].IsLive);
        Assert.Equal(FoldEffect.None, desk.Executes(order, 25) & FoldEffect.Closed);
        Assert.Equal(FoldEffect.Closed, desk.Executes(order, 15) & FoldEffect.Closed);
        Assert.Equal((OrderStage.Cancelled, Shares(40), PendingChange.None), (desk.StageOf(order), desk[order].Filled, desk[order].Pending));
    }

    [Fact]
    public void The_word_filled_closes_an_order_that_the_broker_had_made_smaller()
    {
        var (first, second) = (desk.Working(), desk.Working());
        desk.Executes(first, 60);
        desk.Status(first, BrokerStatus.Filled, filled: 60);
        desk.Status(second, BrokerStatus.Filled, filled: 60);
        desk.Executes(second, 60);
        Assert.Equal((OrderStage.Filled, OrderStage.Filled), (desk.StageOf(first), desk.StageOf(second)));
        Assert.Equal(0, desk.Orders.LiveCount);
    }

    [Fact]
    public void The_word_filled_without_a_quantity_closes_nothing()
    {
        var order = desk.Working();
        desk.Open(order, BrokerStatus.Filled);
        Assert.Equal(OrderStage.Working, desk.StageOf(order));
    }

    [Fact]
    public void A_word_with_fewer_shares_than_were_executed_is_old_and_moves_nothing()
    {
        var order = desk.Working();
        desk.Executes(order, 60);
        Assert.Equal(FoldEffect.None, desk.Status(order, BrokerStatus.PreSubmitted, filled: 0));
        Assert.Equal(OrderStage.Working, desk.StageOf(order));
    }

    [Fact]
    public void Words_after_the_end_change_nothing()
    {
        var order = desk.Working();
        desk.Executes(order, 100);
        foreach (var word in Enum.GetValues<BrokerStatus>().Where(w => w != BrokerStatus.Unknown))
        {
            Assert.Equal(FoldEffect.None, desk.Status(order, word, filled: 100) & ~FoldEffect.Changed);
            Assert.Equal((OrderStage.Filled, PendingChange.None), (desk.StageOf(order), desk[order].Pending));
        }
    }

    [Fact]
    public void A_refusal_of_a_cancel_does_not_hide_executions_that_are_missing()
    {
        var order = desk.Working();
        desk.Status(order, BrokerStatus.Submitted, filled: 50);
        desk.Code(order, 201);
        desk.Status(order, BrokerStatus.Submitted, filled: 50);
        Assert.Equal(Uncertainty.ExecutionsMissing, desk[order].Uncertainty);
    }
}
