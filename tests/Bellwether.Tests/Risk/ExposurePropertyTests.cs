using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Risk;
using CsCheck;

namespace Bellwether.Tests.Risk;

/// <summary>
/// Whatever is proposed, executed and cancelled, in whichever order, the worst that could still happen stays inside the limits: counted here from the orders
/// themselves, one by one, and not from the books that the gate looks at. Prices stand still, since a limit cannot hold the market.
/// </summary>
public sealed class ExposurePropertyTests
{
    const int Symbols = 4;
    static readonly Price Reference = Price.FromDecimal(10);
    static readonly RiskLimits Limits = new(Money.FromDecimal(4_000), Money.FromDecimal(6_000), Money.FromDecimal(12_000), 3);

    enum What { Propose, Execute, Cancel }

    readonly record struct Step(What What, int Symbol, Side Side, int Shares, int Pick);

    static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency((5, Gen.Const(What.Propose)), (4, Gen.Const(What.Execute)), (2, Gen.Const(What.Cancel))),
        Gen.Int[0, Symbols - 1],
        Gen.Bool.Select(buys => buys ? Side.Buy : Side.Sell),
        Gen.Int[1, 500],
        Gen.Int[0, 1_000_000],
        (what, symbol, side, shares, pick) => new Step(what, symbol, side, shares, pick));

    [Fact]
    public void The_worst_case_of_every_symbol_and_of_the_account_stays_inside_the_limits() =>
        Steps.Array[1, 80].Sample(steps =>
        {
            var positions = new PositionBook(Symbols, Money.FromDecimal(1_000_000));
            var orders = new OrderBook(Symbols);
            var gate = new RiskGate(Limits, positions, orders) { IsArmed = true };
            var time = 0L;
            foreach (var step in steps)
            {
                time++;
                switch (step.What)
                {
                    case What.Propose:
                        var terms = OrderTerms.Market(step.Symbol, step.Side, Quantity.FromShares(step.Shares));
                        if (gate.Check(new BracketProposal(terms, Reference, Price.Zero, Price.Zero), out var approval).IsApproved)
                            orders.Create(approval.Entry, OrderLinks.None, time);
                        break;
                    case What.Execute when orders.LiveCount > 0:
                        var order = orders.Live(step.Pick % orders.LiveCount);
                        var part = Quantity.FromShares(1 + (step.Shares % (order.Open.Units / Quantity.Scale)));
                        positions.Apply(order.Terms.Symbol, order.Terms.Side == Side.Buy ? part : -part, Reference, time);
                        orders.ApplyExecution(order.Number, part, Reference * part, time);
                        break;
                    case What.Cancel when orders.LiveCount > 0:
                        var cancelled = orders.Live(step.Pick % orders.LiveCount).Number;
                        orders.Apply(cancelled, new BrokerReport { Kind = BrokerReportKind.NotSent, Order = cancelled, Text = "not sent" }, time);
                        break;
                }
                Check(positions, orders);
            }
        }, iter: 2_000);

    static void Check(PositionBook positions, OrderBook orders)
    {
        var (buys, sells, gross, involved) = (new long[Symbols], new long[Symbols], 0L, 0);
        for (var i = 0; i < orders.LiveCount; i++)
        {
            ref readonly var order = ref orders.Live(i);
            (order.Terms.Side == Side.Buy ? buys : sells)[order.Terms.Symbol] += order.Open.Units;
            gross += order.Open.Units;
        }
        for (var symbol = 0; symbol < Symbols; symbol++)
        {
            var held = positions[symbol].Quantity.Units;
            Assert.True(Value(held + buys[symbol]) <= Limits.MaxPositionValue.Micros, $"long side of {symbol}");
            Assert.True(Value(sells[symbol] - held) <= Limits.MaxPositionValue.Micros, $"short side of {symbol}");
            gross += Math.Abs(held);
            if (held != 0 || buys[symbol] + sells[symbol] > 0) involved++;
        }
        Assert.True(Value(gross) <= Limits.MaxGrossExposure.Micros, "gross");
        Assert.True(involved <= Limits.MaxOpenPositions, "open positions");
    }

    static long Value(long units) => units / Quantity.Scale * Reference.Micros;
}
