using Bellwether.Core;
using Bellwether.Orders;

namespace Bellwether.Tests.Orders;

/// <summary>
/// The table of codes with the pending request as a key, written out once more by hand: every code that is listed anywhere, against everything that can be
/// pending, for an order that was only sent and for one that was acknowledged.
/// </summary>
public sealed class CodeTableTests
{
    enum Outcome { Nothing, Rejected, Doubted, ModifyRefused, AsksExecutions, Unlisted }

    static readonly int[] Placement = [109, 110, 200, 201, 203, 321, 383, 388, 434, 451, 460, 10289, 10293];
    static readonly int[] Modification = [105, 110, 201, 321, 329, 383, 2102];
    static readonly int[] Notices = [399, 404, 2102, 2109, 2137, 2100, 2148, 2161, 2199, 10311, 10349];
    static readonly int[] Others = [103, 104, 161, 202, 10147, 10148, 105, 329, 1, 100, 300, 354, 10197, 10318, 99_999];

    public static TheoryData<int, PendingChange, bool> Cases()
    {
        var cases = new TheoryData<int, PendingChange, bool>();
        foreach (var code in Placement.Concat(Modification).Concat(Notices).Concat(Others).Distinct().Order())
            foreach (var pending in Enum.GetValues<PendingChange>())
                foreach (var isAcknowledged in (bool[])[false, true])
                    cases.Add(code, pending, isAcknowledged);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_code_does_to_an_order_what_the_table_says(int code, PendingChange pending, bool isAcknowledged)
    {
        var terms = OrderTerms.Market(0, Side.Buy, Quantity.FromShares(100));
        var order = new Order { Number = 1, Verdict = 1, Terms = terms, Stage = isAcknowledged ? OrderStage.Working : OrderStage.Sent, IsAcknowledged = isAcknowledged, Pending = pending };
        var effect = OrderFold.Apply(ref order, new BrokerReport { Kind = BrokerReportKind.Code, Order = 1, Code = code, Text = "text" }, 1_000);

        Assert.Equal(Quantity.Zero, order.Filled);
        Assert.Equal(terms, order.Terms);
        switch (Expected(code, pending, isAcknowledged))
        {
            case Outcome.Rejected:
                Assert.Equal((OrderStage.Rejected, "text"), (order.Stage, order.Reason));
                return;
            case Outcome.Doubted:
                Assert.NotEqual(Uncertainty.None, order.Uncertainty);
                break;
            case Outcome.ModifyRefused:
                Assert.Equal((PendingChange.None, Uncertainty.None), (order.Pending, order.Uncertainty));
                break;
            case Outcome.AsksExecutions:
                Assert.Equal((PendingChange.None, Uncertainty.ExecutionsMissing), (order.Pending, order.Uncertainty));
                Assert.True((effect & FoldEffect.ExecutionsMissing) != 0);
                break;
            case Outcome.Unlisted:
                Assert.Equal(FoldEffect.Unclassified, effect);
                Assert.Equal((pending, Uncertainty.None), (order.Pending, order.Uncertainty));
                break;
            default:
                Assert.Equal(FoldEffect.None, effect);
                Assert.Equal((pending, Uncertainty.None), (order.Pending, order.Uncertainty));
                break;
        }
        Assert.Equal(isAcknowledged ? OrderStage.Working : OrderStage.Sent, order.Stage);
    }

    static Outcome Expected(int code, PendingChange pending, bool isAcknowledged)
    {
        if (pending == PendingChange.Modify && Modification.Contains(code)) return Outcome.ModifyRefused;
        if (code == 103) return Outcome.Doubted;
        if (Placement.Contains(code)) return isAcknowledged ? Outcome.Doubted : Outcome.Rejected;
        if (code is 104 or 161 or 10148) return Outcome.AsksExecutions;
        if (code == 10147) return Outcome.Doubted;
        return code == 202 || Notices.Contains(code) ? Outcome.Nothing : Outcome.Unlisted;
    }

    [Theory]
    [InlineData(BrokerStatus.ApiPending, OrderStage.Sent, true)]
    [InlineData(BrokerStatus.PendingSubmit, OrderStage.Sent, true)]
    [InlineData(BrokerStatus.PreSubmitted, OrderStage.Held, true)]
    [InlineData(BrokerStatus.Submitted, OrderStage.Working, true)]
    [InlineData(BrokerStatus.PendingCancel, OrderStage.Sent, true)]
    [InlineData(BrokerStatus.ApiCancelled, OrderStage.Cancelled, false)]
    [InlineData(BrokerStatus.Cancelled, OrderStage.Cancelled, false)]
    [InlineData(BrokerStatus.Filled, OrderStage.Sent, true)]
    [InlineData(BrokerStatus.Inactive, OrderStage.Suspended, true)]
    [InlineData(BrokerStatus.Unknown, OrderStage.Sent, false)]
    public void Every_word_leads_a_sent_order_where_the_table_says(BrokerStatus word, OrderStage stage, bool acknowledges)
    {
        var desk = new Desk();
        var order = desk.Sent();
        // The word "filled" is a claim: here it claims more than any execution has shown.
        var effect = desk.Status(order, word, filled: word == BrokerStatus.Filled ? 100 : 0);
        Assert.Equal((stage, Quantity.Zero), (desk.StageOf(order), desk[order].Filled));
        if (stage != OrderStage.Cancelled) Assert.Equal(acknowledges, desk[order].IsAcknowledged);
        Assert.Equal(word == BrokerStatus.PendingCancel ? PendingChange.Cancel : PendingChange.None, desk[order].Pending);
        Assert.Equal(word == BrokerStatus.Filled, (effect & FoldEffect.ExecutionsMissing) != 0);
        Assert.Equal(word == BrokerStatus.Unknown, (effect & FoldEffect.Unclassified) != 0);
    }

    [Theory]
    [InlineData(BrokerStatus.Cancelled, 0, OrderStage.Cancelled)]
    [InlineData(BrokerStatus.ApiCancelled, 0, OrderStage.Cancelled)]
    [InlineData(BrokerStatus.Inactive, 0, OrderStage.Rejected)]
    [InlineData(BrokerStatus.Cancelled, 40, OrderStage.Cancelled)]
    [InlineData(BrokerStatus.Filled, 100, OrderStage.Filled)]
    public void A_finished_order_closes_as_it_is_listed_once_its_executions_are_here(BrokerStatus word, int shares, OrderStage end)
    {
        var desk = new Desk();
        var order = desk.Working();
        var report = new BrokerReport { Kind = BrokerReportKind.CompletedOrder, Order = order, Status = word, Filled = Quantity.FromShares(shares), PermId = 901 };
        var effect = desk.Orders.Apply(order, report, desk.Now);
        if (shares > 0)
        {
            Assert.True((effect & FoldEffect.ExecutionsMissing) != 0);
            Assert.True(desk[order].IsLive);
            desk.Executes(order, shares);
        }
        Assert.Equal((end, Quantity.FromShares(shares)), (desk.StageOf(order), desk[order].Filled));
        Assert.Equal(FoldEffect.None, desk.Orders.Apply(order, report, desk.Now));
    }
}
