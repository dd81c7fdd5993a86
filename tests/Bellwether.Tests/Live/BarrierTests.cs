using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Live;

namespace Bellwether.Tests.Live;

/// <summary>The comparison with the broker: its questions, what counts as an answer, and what happens when none comes.</summary>
public sealed class BarrierTests
{
    const string Whole = "ReqPositions CancelPositions ReqAllOpenOrders ReqExecutions ReqCompletedOrders ReqPositions CancelPositions ReqAccountSummary CancelAccountSummary";
    readonly AdapterDesk desk = new();

    [Fact]
    public void It_asks_one_thing_after_the_other_and_reads_positions_before_and_after()
    {
        desk.Open();
        Assert.EndsWith(Whole, desk.Compare(100, 100), StringComparison.Ordinal);
        var reports = desk.Reports;
        Assert.Equal([BrokerReportKind.SessionRestored, BrokerReportKind.SnapshotBegin, BrokerReportKind.Position, BrokerReportKind.SnapshotEnd], reports.Select(r => r.Kind));
        Assert.Equal(Quantity.FromShares(100), reports[2].Quantity);
    }

    [Fact]
    public void Positions_that_moved_without_an_execution_make_it_begin_again_after_1_2_4_seconds()
    {
        desk.Open();
        desk.Compare(100, 90);
        foreach (var pause in (double[])[1, 2, 4, 8, 16, 30, 30])
        {
            var failed = desk.Reports[^1];
            Assert.Equal(BrokerReportKind.SnapshotFailed, failed.Kind);
            Assert.Contains("AAPL", failed.Text, StringComparison.Ordinal);
            desk.Adapter.Heard();
            desk.After(pause - 0.1);
            Assert.DoesNotContain(desk.Requests, r => r.Name == "ReqPositions");
            desk.Adapter.Heard();
            desk.After(0.1);
            desk.Compare(100, 90);
        }
        Assert.Equal(SessionPhase.Reconciling, desk.Adapter.Phase);
        Assert.Contains(desk.Adapter.Notices, n => n.Contains("failed 5 times", StringComparison.Ordinal));
    }

    [Fact]
    public void An_execution_between_the_readings_explains_what_moved()
    {
        desk.Open();
        desk.Requests.Clear();
        desk.Position(100);
        desk.Adapter.On(new PositionEnd());
        desk.Adapter.On(new ExecDetails { ReqId = -1, ExecId = "0001.01.01", AcctNumber = AdapterDesk.Account, Side = "SLD", Shares = 40, Price = 10, Contract = new Contract { ConId = AdapterDesk.ConId, Symbol = "AAPL", SecType = "STK" } });
        desk.Adapter.On(new OpenOrderEnd());
        desk.Adapter.On(new ExecDetailsEnd { ReqId = desk.Requests[^1].Id });
        desk.Adapter.On(new CompletedOrdersEnd());
        desk.Position(60);
        desk.Adapter.On(new PositionEnd());
        desk.Adapter.On(new AccountSummaryEnd { ReqId = desk.Requests[^1].Id });
        Assert.Equal(BrokerReportKind.SnapshotEnd, desk.Reports[^1].Kind);
    }

    [Fact]
    public void A_question_without_an_end_fails_after_ten_seconds_and_is_not_taken_for_empty()
    {
        desk.Open();
        desk.Adapter.On(new PositionEnd());
        desk.After(9.9);
        Assert.True(desk.Adapter.IsTakingSnapshot);
        desk.After(0.2);
        Assert.False(desk.Adapter.IsTakingSnapshot);
        Assert.Contains("no end of the open orders within 10 s", desk.Reports[^1].Text, StringComparison.Ordinal);
        Assert.Equal(SessionPhase.Reconciling, desk.Adapter.Phase);
    }

    [Fact]
    public void A_gateway_that_never_tells_of_finished_orders_is_asked_twice_and_then_worked_with()
    {
        desk.Open();
        for (var tries = 0; tries < 2; tries++)
        {
            desk.Requests.Clear();
            desk.Adapter.On(new PositionEnd());
            desk.Adapter.On(new OpenOrderEnd());
            desk.Adapter.On(new ExecDetailsEnd { ReqId = desk.Requests[^1].Id });
            desk.After(10.1);
            Assert.Contains("finished orders", desk.Reports[^1].Text, StringComparison.Ordinal);
            desk.Requests.Clear();
            desk.Adapter.Heard();
            desk.After(2);
        }
        Assert.DoesNotContain("ReqCompletedOrders", desk.Compare(), StringComparison.Ordinal);
        Assert.Equal(BrokerReportKind.SnapshotEnd, desk.Reports.Last(r => r.Kind is BrokerReportKind.SnapshotEnd or BrokerReportKind.SnapshotFailed).Kind);
    }

    [Theory]
    [InlineData(0, null)] // Nothing was ever known: what is here already is taken as it is.
    [InlineData(3, null)] // Three hours ago, the same day: what a gateway gives by itself.
    [InlineData(16, 2)] // 18:00 of the day before, New York.
    [InlineData(67, 4)] // Friday 15:00, and now it is Monday.
    [InlineData(2_000, 7)] // No gateway keeps more.
    public void Executions_are_asked_for_since_the_last_known_one(int hours, int? days)
    {
        if (hours > 0) desk.Adapter.ExecutionsSince = desk.Now - (hours * 3_600 * EngineTime.Second);
        desk.Open();
        desk.Compare();
        Assert.Equal(days, desk.DaysAsked);
    }

    [Fact]
    public void An_older_gateway_gives_the_executions_of_its_trade_log()
    {
        var old = new AdapterDesk(serverVersion: ServerVersions.ParametrizedExecutions - 1);
        old.Adapter.ExecutionsSince = old.Now - (67 * 3_600 * EngineTime.Second);
        old.Open();
        old.Compare();
        Assert.Null(old.DaysAsked);
    }

    [Fact]
    public void A_gateway_too_old_for_finished_orders_is_not_asked_for_them()
    {
        var old = new AdapterDesk(serverVersion: ServerVersions.CompletedOrders - 1).Open();
        Assert.DoesNotContain("ReqCompletedOrders", old.Compare(), StringComparison.Ordinal);
        Assert.Contains(old.Reports, r => r.Kind == BrokerReportKind.SnapshotEnd);
    }

    [Fact]
    public void A_refused_question_fails_by_its_code()
    {
        desk.Open();
        desk.Requests.Clear();
        desk.Adapter.On(new PositionEnd());
        desk.Adapter.On(new OpenOrderEnd());
        desk.Code(321, "not allowed", desk.Requests[^1].Id);
        Assert.Contains("321", desk.Reports[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_of_the_broker_in_the_middle_makes_it_worthless()
    {
        desk.Open();
        desk.Requests.Clear();
        desk.Adapter.On(new PositionEnd());
        desk.Code(1100);
        desk.Adapter.On(new OpenOrderEnd());
        Assert.False(desk.Adapter.IsTakingSnapshot);
        Assert.Equal(BrokerReportKind.SessionLost, desk.Reports[^1].Kind);
        desk.Requests.Clear();
        desk.After(1);
        Assert.DoesNotContain(desk.Requests, r => r.Name.StartsWith("ReqPos", StringComparison.Ordinal));
        desk.Code(1102);
        Assert.EndsWith(Whole, string.Join(' ', desk.Compare().Split(' ').TakeWhile(r => r != "ReqMktData")), StringComparison.Ordinal);
        Assert.Contains(desk.Reports, r => r.Kind == BrokerReportKind.SnapshotEnd);
    }

    [Fact]
    public void A_minute_later_open_orders_and_executions_are_looked_at_again()
    {
        desk.Ready();
        var asked = "";
        for (var seconds = 0; seconds < 65; seconds++)
        {
            desk.Adapter.Heard();
            desk.After(1, isMarketOpen: false);
            asked += desk.Compare();
        }
        Assert.Equal("ReqAllOpenOrdersReqExecutions", asked.Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains(desk.Reports, r => r.Kind == BrokerReportKind.LightSnapshotEnd);
    }
}
