using Bellwether.Core;
using Bellwether.Orders;
using Bellwether.Positions;
using Bellwether.Risk;

namespace Bellwether.Tests.Risk;

/// <summary>
/// What the gate lets through and what it denies, at the borders of each limit: 10,000 an order, 30,000 a position, 50,000 gross, two open positions.
/// All shares at 100 dollars unless said otherwise.
/// </summary>
public sealed class RiskGateTests
{
    readonly PositionBook positions = new(4, Money.FromDecimal(1_000_000));
    readonly OrderBook orders = new(4);
    readonly RiskGate gate;

    public RiskGateTests()
    {
        var limits = new RiskLimits(MaxOrderValue: Dollars(10_000), MaxPositionValue: Dollars(30_000), MaxGrossExposure: Dollars(50_000), MaxOpenPositions: 2);
        gate = new RiskGate(limits, positions, orders) { IsArmed = true };
    }

    static Money Dollars(decimal dollars) => Money.FromDecimal(dollars);

    static Price At(decimal dollars) => Price.FromDecimal(dollars);

    RiskVerdict Propose(decimal shares, int symbol = 0, Side side = Side.Buy, decimal reference = 100, decimal stop = 0, decimal target = 0) =>
        Propose(out _, shares, symbol, side, reference, stop, target);

    RiskVerdict Propose(out BracketApproval approval, decimal shares, int symbol = 0, Side side = Side.Buy, decimal reference = 100, decimal stop = 0, decimal target = 0) =>
        gate.Check(new BracketProposal(OrderTerms.Market(symbol, side, Quantity.FromDecimal(shares)), At(reference), At(stop), At(target)), out approval);

    /// <summary>An entry that works at the broker: its number.</summary>
    long Enter(decimal shares, int symbol = 0, Side side = Side.Buy, decimal reference = 100)
    {
        var verdict = Propose(out var approval, shares, symbol, side, reference);
        Assert.True(verdict.IsApproved, verdict.ToString());
        return orders.Create(approval.Entry, OrderLinks.None, 1);
    }

    void Hold(decimal shares, int symbol = 0, decimal price = 100) => positions.Apply(symbol, Quantity.FromDecimal(shares), At(price), 1);

    [Fact]
    public void An_entry_within_every_limit_is_approved_with_its_protection_on_the_other_side()
    {
        var verdict = Propose(out var approval, 50, stop: 95, target: 110);

        Assert.True(verdict.IsApproved);
        Assert.Equal((OrderRole.Entry, Side.Buy, Quantity.FromShares(50)), (approval.Entry.Role, approval.Entry.Terms.Side, approval.Entry.Terms.Quantity));
        Assert.Equal(OrderTerms.Stop(0, Side.Sell, Quantity.FromShares(50), At(95)), approval.Stop.Terms);
        Assert.Equal(OrderTerms.Limit(0, Side.Sell, Quantity.FromShares(50), At(110), TimeInForce.Gtc), approval.Target.Terms);
        Assert.All([approval.Entry, approval.Stop, approval.Target], order => Assert.Equal(verdict.Number, order.Verdict));
    }

    [Fact]
    public void An_entry_without_protective_prices_gets_no_protection()
    {
        Propose(out var approval, 50);
        Assert.False(approval.HasStop);
        Assert.False(approval.HasTarget);
    }

    [Fact]
    public void A_denial_approves_nothing_and_verdicts_are_numbered_on()
    {
        var first = Propose(out var approval, 101, stop: 95, target: 110);
        Assert.Equal(DenyReason.OrderValue, first.Reason);
        Assert.Equal(0, approval.Entry.Verdict);
        Assert.False(approval.HasStop || approval.HasTarget);
        Assert.Equal(first.Number + 1, Propose(1).Number);
    }

    [Theory]
    [InlineData(false, false, DenyReason.NotArmed)]
    [InlineData(true, true, DenyReason.Frozen)]
    public void Without_authority_or_reconciliation_nothing_adds_risk(bool armed, bool frozen, DenyReason expected)
    {
        (gate.IsArmed, gate.IsFrozen) = (armed, frozen);
        Assert.Equal(expected, Propose(1).Reason);
        Assert.False(gate.EntriesAllowed);
        Assert.False(gate.EntriesAllowedIn(0));
    }

    [Fact]
    public void A_frozen_symbol_is_frozen_alone()
    {
        gate.FreezeSymbol(1, true);
        Assert.Equal(DenyReason.SymbolFrozen, Propose(1, symbol: 1).Reason);
        Assert.True(Propose(1, symbol: 0).IsApproved);
        gate.FreezeSymbol(1, false);
        Assert.True(Propose(1, symbol: 1).IsApproved);
    }

    [Fact]
    public void An_order_needs_a_price_and_shares()
    {
        Assert.Equal(DenyReason.NoPrice, Propose(1, reference: 0).Reason);
        Assert.Equal(DenyReason.NoPrice, Propose(1, reference: -1).Reason);
        Assert.Equal(DenyReason.ZeroQuantity, Propose(0).Reason);
        Assert.Equal(DenyReason.ZeroQuantity, Propose(-5).Reason);
    }

    [Fact]
    public void An_order_may_be_worth_the_limit_and_not_a_millionth_more()
    {
        Assert.True(Propose(100).IsApproved);
        var denied = Propose(100, reference: 100.00000001m + 0.00000099m);
        Assert.Equal(DenyReason.OrderValue, denied.Reason);
        Assert.Equal((10_000_000_100, 10_000_000_000), (denied.Value, denied.Limit));
    }

    [Fact]
    public void A_position_counts_what_is_held_and_what_still_works_on_that_side()
    {
        Hold(150);
        Enter(100);
        Assert.True(Propose(50).IsApproved);
        var denied = Propose(51);
        Assert.Equal(DenyReason.PositionValue, denied.Reason);
        Assert.Equal((Dollars(30_100).Micros, Dollars(30_000).Micros), (denied.Value, denied.Limit));
    }

    [Fact]
    public void A_sale_out_of_a_long_position_is_measured_by_the_short_position_it_could_end_in()
    {
        Hold(50);
        for (var i = 0; i < 3; i++) Enter(100, side: Side.Sell);
        Assert.True(Propose(50, side: Side.Sell).IsApproved);
        var denied = Propose(51, side: Side.Sell);
        Assert.Equal(DenyReason.PositionValue, denied.Reason);
        Assert.Equal(Dollars(30_100).Micros, denied.Value);
    }

    [Fact]
    public void Gross_exposure_counts_long_short_and_working()
    {
        Hold(150, symbol: 0);
        Hold(-200, symbol: 1);
        Enter(100, symbol: 0);
        Assert.True(Propose(50, symbol: 0).IsApproved);
        var denied = Propose(51, symbol: 1, side: Side.Sell);
        Assert.Equal(DenyReason.GrossExposure, denied.Reason);
        Assert.Equal((Dollars(50_100).Micros, Dollars(50_000).Micros), (denied.Value, denied.Limit));
    }

    [Fact]
    public void Gross_exposure_follows_the_market()
    {
        Hold(200, symbol: 0);
        Assert.True(Propose(100, symbol: 1).IsApproved);
        positions.Mark(0, At(205));
        Assert.Equal(DenyReason.GrossExposure, Propose(100, symbol: 1).Reason);
    }

    [Fact]
    public void Symbols_held_or_being_entered_are_counted_once()
    {
        Hold(10, symbol: 0);
        Enter(10, symbol: 0);
        Enter(10, symbol: 1);
        Assert.True(Propose(10, symbol: 0).IsApproved);
        Assert.True(Propose(10, symbol: 1).IsApproved);
        var denied = Propose(10, symbol: 2);
        Assert.Equal((DenyReason.OpenPositions, 3L, 2L), (denied.Reason, denied.Value, denied.Limit));
    }

    [Fact]
    public void A_cancelled_entry_gives_its_room_back()
    {
        Enter(100, symbol: 0);
        var second = Enter(100, symbol: 1);
        Assert.Equal(DenyReason.OpenPositions, Propose(1, symbol: 2).Reason);

        orders.Apply(second, new BrokerReport { Kind = BrokerReportKind.NotSent, Order = second, Text = "the session ended" }, 2);

        Assert.True(Propose(1, symbol: 2).IsApproved);
        Assert.Equal(Dollars(10_000), orders.EntryValue);
    }

    [Theory]
    [InlineData(Side.Buy, 100, 0)]     // a stop at the market
    [InlineData(Side.Buy, 101, 0)]     // a stop of a long position above it
    [InlineData(Side.Buy, 0, 99)]      // a target of a long position below it
    [InlineData(Side.Buy, -1, 0)]
    [InlineData(Side.Sell, 99, 0)]
    [InlineData(Side.Sell, 0, 101)]
    [InlineData(Side.Sell, 0, 100)]
    public void Protection_on_the_wrong_side_of_the_market_is_denied(Side side, int stop, int target) =>
        Assert.Equal(DenyReason.ProtectionPrice, Propose(10, side: side, stop: stop, target: target).Reason);

    [Theory]
    [InlineData(Side.Buy, 99.99, 100.01)]
    [InlineData(Side.Sell, 100.01, 99.99)]
    public void Protection_on_its_side_is_approved_however_close(Side side, double stop, double target) =>
        Assert.True(Propose(10, side: side, stop: (decimal)stop, target: (decimal)target).IsApproved);

    [Fact]
    public void An_exit_passes_whatever_the_limits_say()
    {
        Hold(1_000, price: 500);
        (gate.IsArmed, gate.IsFrozen) = (false, true);
        gate.FreezeSymbol(0, true);

        var verdict = gate.CheckExit(OrderTerms.Market(0, Side.Sell, Quantity.FromShares(1_000)), At(500), Quantity.Zero, out var approved);

        Assert.True(verdict.IsApproved);
        Assert.Equal((OrderRole.Exit, verdict.Number), (approved.Role, approved.Verdict));
    }

    [Theory]
    [InlineData(100, Side.Sell, 101, 0)]   // more than is held
    [InlineData(100, Side.Buy, 10, 0)]     // on the position's own side
    [InlineData(0, Side.Sell, 10, 0)]      // nothing held
    [InlineData(100, Side.Sell, 60, 41)]   // with the exits under way more than is held
    [InlineData(-100, Side.Sell, 10, 0)]
    [InlineData(-100, Side.Buy, 101, 0)]
    [InlineData(100, Side.Sell, 0, 0)]
    public void An_exit_that_could_turn_the_position_around_is_denied(int held, Side side, int shares, int exiting)
    {
        if (held != 0) Hold(held);
        var verdict = gate.CheckExit(OrderTerms.Market(0, side, Quantity.FromShares(shares)), At(100), Quantity.FromShares(exiting), out var approved);
        Assert.Equal(DenyReason.WouldNotReduce, verdict.Reason);
        Assert.Equal(0, approved.Verdict);
    }

    [Fact]
    public void Limits_are_above_zero()
    {
        var fine = new RiskLimits(Dollars(1), Dollars(1), Dollars(1), 1);
        Assert.Same(fine, fine.Checked());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskGate(fine with { MaxOrderValue = Money.Zero }, positions, orders));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskGate(fine with { MaxPositionValue = Dollars(-1) }, positions, orders));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskGate(fine with { MaxGrossExposure = Money.Zero }, positions, orders));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskGate(fine with { MaxOpenPositions = 0 }, positions, orders));
    }

    [Theory]
    [InlineData(10_000, 33, 303)]
    [InlineData(10_000, 10_000, 1)]
    [InlineData(10_000, 10_001, 0)]
    [InlineData(10_000, 0, 0)]
    public void A_fixed_allocation_buys_whole_shares_rounded_down(int allocation, int price, int shares) =>
        Assert.Equal(Quantity.FromShares(shares), new FixedAllocation(Dollars(allocation)).Size(At(price)));
}
