using Bellwether.Core;
using Bellwether.Orders;
using CsCheck;

namespace Bellwether.Tests.Orders;

/// <summary>What holds for any sequence of evidence about a handful of orders.</summary>
public sealed class OrderFoldPropertyTests
{
    enum What { Create, CreateBracket, Durable, Sent, NotSent, Status, OpenOrder, SnapshotOpenOrder, Code, Execution, Correction, Cancel, Lose, Absent }

    readonly record struct Step(What What, int Pick, int Word, int Tenths);

    static readonly int[] Codes = [103, 104, 110, 161, 201, 202, 399, 10147, 10148, 2102, 2109, 77_777];

    static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Frequency(
            (3, Gen.Const(What.Create)), (1, Gen.Const(What.CreateBracket)), (2, Gen.Const(What.Durable)), (4, Gen.Const(What.Sent)), (1, Gen.Const(What.NotSent)), (6, Gen.Const(What.Status)),
            (3, Gen.Const(What.OpenOrder)), (2, Gen.Const(What.SnapshotOpenOrder)), (3, Gen.Const(What.Code)), (6, Gen.Const(What.Execution)), (1, Gen.Const(What.Correction)),
            (2, Gen.Const(What.Cancel)), (1, Gen.Const(What.Lose)), (3, Gen.Const(What.Absent))),
        Gen.Int[0, 5], Gen.Int[0, 11], Gen.Int[0, 12],
        (what, pick, word, tenths) => new Step(what, pick, word, tenths)).Array[1, 50];

    static FoldEffect Take(Desk desk, List<long> orders, Step step)
    {
        if (step.What == What.Create || orders.Count == 0)
        {
            orders.Add(desk.Create(1.5m, step.Word % 2 == 0 ? Side.Buy : Side.Sell, reference: 3.333333m, symbol: step.Pick % 3));
            return FoldEffect.Changed;
        }
        if (step.What == What.CreateBracket)
        {
            var (entry, stop, target) = desk.CreateBracket(1.5m, step.Pick % 3);
            orders.AddRange([entry, stop, target]);
            return FoldEffect.Changed;
        }
        var order = orders[step.Pick % orders.Count];
        var filled = step.Tenths * 0.15m;
        desk.After(step.Word * 3);
        return step.What switch
        {
            What.Durable => desk.Says(order, BrokerReportKind.Durable),
            What.Sent => desk.Says(order, BrokerReportKind.Sent),
            What.NotSent => desk.Says(order, BrokerReportKind.NotSent),
            What.Status => desk.Status(order, (BrokerStatus)(step.Word % 10), filled),
            What.OpenOrder => desk.Open(order, (BrokerStatus)(step.Word % 10), 1.5m),
            What.SnapshotOpenOrder => desk.Open(order, (BrokerStatus)(step.Word % 10), 1.2m, snapshot: step.Pick + 1),
            What.Code => desk.Code(order, Codes[step.Word]),
            What.Execution => desk.Executes(order, 0.3333m, 3.333333m),
            What.Correction => desk[order].Filled >= Desk.Shares(0.3333m) ? desk.Executes(order, -0.3333m, 3.333333m) : FoldEffect.None,
            What.Cancel => desk.Orders.RequestCancel(order, desk.Now) ? FoldEffect.Changed : FoldEffect.None,
            What.Lose => desk.Orders.Unconfirm(order, Uncertainty.SessionLost, desk.Now) ? FoldEffect.Changed : FoldEffect.None,
            _ => desk.Absent(order),
        };
    }

    [Fact]
    public void Counters_always_equal_what_the_living_orders_add_up_to() =>
        Steps.Sample(steps =>
        {
            var desk = new Desk();
            var orders = new List<long>();
            foreach (var step in steps)
            {
                Take(desk, orders, step);
                CheckCounters(desk, orders);
            }
        }, iter: 2_000);

    [Fact]
    public void Only_executions_move_the_filled_quantity_and_closed_orders_wait_for_nothing() =>
        Steps.Sample(steps =>
        {
            var desk = new Desk();
            var orders = new List<long>();
            foreach (var step in steps)
            {
                var before = orders.ToDictionary(o => o, o => desk[o]);
                var effect = Take(desk, orders, step);
                foreach (var (number, old) in before)
                {
                    var order = desk[number];
                    if (step.What is not (What.Execution or What.Correction)) Assert.Equal(old.Filled, order.Filled);
                    if (order.Stage.IsClosed()) Assert.Equal((PendingChange.None, OrderStage.None), (order.Pending, order.ClosesAs));
                    if (order.Stage == OrderStage.None) Assert.Fail("an order lost its stage");
                    // The law about codes, in every state that any sequence can reach.
                    if (step.What == What.Code && old.IsAcknowledged) Assert.Equal(old.IsLive, order.IsLive);
                    // A closed order comes back by a snapshot or by a correction, and by nothing else.
                    if (old.Stage.IsClosed() && order.IsLive) Assert.True(step.What is What.SnapshotOpenOrder or What.Correction, $"{step.What} reopened it");
                    if (old.Stage.IsClosed() && order.IsLive && step.What == What.SnapshotOpenOrder) Assert.True((effect & FoldEffect.Resurrected) != 0);
                }
            }
        }, iter: 2_000);

    /// <summary>I24.</summary>
    [Fact]
    public void Any_report_delivered_again_changes_nothing() =>
        Steps.Sample(steps =>
        {
            var desk = new Desk();
            var orders = new List<long>();
            foreach (var step in steps)
            {
                var none = orders.Count == 0;
                Take(desk, orders, step);
                if (none || step.What is not (What.Durable or What.Sent or What.NotSent or What.Status or What.OpenOrder or What.SnapshotOpenOrder or What.Code)) continue;
                var order = orders[step.Pick % orders.Count];
                var before = desk[order];
                var effect = Take(desk, orders, step);
                var after = desk[order];
                Assert.Equal(FoldEffect.None, effect & (FoldEffect.Changed | FoldEffect.Closed | FoldEffect.Resurrected));
                before.Absences = after.Absences;
                Assert.Equal(before, after);
            }
        }, iter: 2_000);

    static void CheckCounters(Desk desk, List<long> orders)
    {
        var book = desk.Orders;
        var live = new List<long>();
        for (var i = 0; i < book.LiveCount; i++) live.Add(book.Live(i).Number);
        Assert.Equal(orders.Where(o => book[o].IsLive).Order(), live.Order());

        var value = Money.Zero;
        for (var symbol = 0; symbol < 3; symbol++)
        {
            var entries = live.Select(o => book[o]).Where(o => o.Terms.Symbol == symbol && o.Role == OrderRole.Entry).ToList();
            var exposure = book.Exposure(symbol);
            Assert.Equal(entries.Where(o => o.Terms.Side == Side.Buy).Sum(o => o.Open.Units), exposure.Buy.Units);
            Assert.Equal(entries.Where(o => o.Terms.Side == Side.Sell).Sum(o => o.Open.Units), exposure.Sell.Units);
            Assert.Equal(entries.Count, exposure.Entries);
            Assert.Equal(live.Count(o => book[o].Terms.Symbol == symbol && book[o].Role is OrderRole.Stop or OrderRole.Target), exposure.Protective);
            foreach (var order in entries) value += order.Reference * order.Open;
        }
        Assert.Equal(value, book.EntryValue);
        Assert.Equal(live.Where(o => book[o].Role == OrderRole.Entry).Select(o => book[o].Terms.Symbol).Distinct().Count(), book.SymbolsWithEntries);
        Assert.Equal(new OrderCounts(orders.Count, orders.Count(o => book[o].Stage == OrderStage.Filled), orders.Count(o => book[o].Stage == OrderStage.Cancelled),
            orders.Count(o => book[o].Stage is OrderStage.Rejected or OrderStage.NeverArrived)), book.Counts);
    }
}
