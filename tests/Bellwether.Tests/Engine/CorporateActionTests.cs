using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.MarketData;
using Bellwether.Orders;

namespace Bellwether.Tests.Engine;

/// <summary>What happens to what is held when its company does something to its shares. 100 shares are held at 100 dollars, with a stop at 95 and a target at 110.</summary>
public sealed class CorporateActionTests
{
    static readonly decimal Cost = 10_000m;

    static (EngineDesk Desk, long Target, long Stop) Holding()
    {
        var desk = new EngineDesk();
        var (_, target, stop) = desk.Hold();
        desk.After(30);
        desk.Outputs();
        return (desk, target, stop);
    }

    [Fact]
    public void A_split_multiplies_the_shares_and_leaves_their_cost()
    {
        var (desk, _, _) = Holding();
        var equity = desk.Engine.Valuation.Equity;
        desk.Action(CorporateActionKind.Split, 4);
        var position = desk.Engine.Positions[0];
        Assert.Equal(400m, position.Quantity.ToDecimal());
        Assert.Equal(Cost, position.Cost.ToDecimal());
        Assert.Equal(25m, position.AveragePrice.ToDecimal());
        Assert.Equal(0m, position.Realised.ToDecimal());
        Assert.Equal(equity, desk.Engine.Valuation.Equity);
        Assert.Null(desk.Engine.Violation);
    }

    [Fact]
    public void Its_stop_and_target_are_divided_and_what_works_at_old_prices_is_cancelled()
    {
        var (desk, target, stop) = Holding();
        desk.Action(CorporateActionKind.Split, 4);
        Assert.Equal((23.75m, 27.5m), (desk.Engine.ProtectionOf(0).Stop.ToDecimal(), desk.Engine.ProtectionOf(0).Target.ToDecimal()));
        Assert.Equal([target, stop], desk.Outputs().Where(o => o.Kind == OutputKind.Cancel).Select(o => o.Order).Order());
    }

    [Fact]
    public void Protection_is_placed_anew_at_the_new_prices_for_all_shares()
    {
        var (desk, target, stop) = Holding();
        // The broker cancels what rests by itself, and its next word on the position is the new one.
        desk.Status(target, BrokerStatus.Cancelled);
        desk.Status(stop, BrokerStatus.Cancelled);
        desk.Action(CorporateActionKind.Split, 4);
        desk.After(3);
        desk.Snapshot();
        desk.After(3);
        var stopAnew = Placed(desk, OrderRole.Stop);
        Assert.Equal((400m, 23.75m, TimeInForce.Gtc), (stopAnew.Terms.Quantity.ToDecimal(), stopAnew.Terms.StopPrice.ToDecimal(), stopAnew.Terms.TimeInForce));
        Assert.Equal(Side.Sell, stopAnew.Terms.Side);
    }

    [Fact]
    public void An_order_from_before_the_split_that_the_broker_still_shows_is_cancelled_after_a_new_connection()
    {
        var (desk, target, stop) = Holding();
        desk.Connection(BrokerReportKind.SessionLost);
        desk.Action(CorporateActionKind.Split, 4);
        Assert.Empty(desk.Outputs());
        desk.Connection(BrokerReportKind.SessionRestored);
        desk.Snapshot();
        Assert.Equal([target, stop], desk.Outputs().Where(o => o.Kind == OutputKind.Cancel).Select(o => o.Order).Order());
    }

    [Fact]
    public void A_split_takes_force_once()
    {
        var (desk, _, _) = Holding();
        desk.Action(CorporateActionKind.Split, 4);
        desk.Action(CorporateActionKind.Split, 4);
        Assert.Equal(400m, desk.Engine.Positions[0].Quantity.ToDecimal());
        Assert.Equal(23.75m, desk.Engine.ProtectionOf(0).Stop.ToDecimal());
    }

    [Fact]
    public void What_was_bought_since_the_date_is_in_new_shares_already()
    {
        var (desk, _, _) = Holding();
        desk.Action(CorporateActionKind.Split, 4, date: new NodaTime.LocalDate(2025, 3, 3));
        Assert.Equal(100m, desk.Engine.Positions[0].Quantity.ToDecimal());
        Assert.Equal(95m, desk.Engine.ProtectionOf(0).Stop.ToDecimal());
    }

    [Fact]
    public void A_reverse_split_leaves_whole_shares_and_the_broker_decides_about_the_fraction()
    {
        var (desk, _, _) = Holding();
        desk.Action(CorporateActionKind.Split, 0.125);
        // 100 shares are 12.5: twelve, and half a share in cash; or thirteen where it is rounded up.
        Assert.Equal(12m, desk.Engine.Positions[0].Quantity.ToDecimal());
        desk.Snapshot(positions: symbol => symbol == 0 ? 13 : 0);
        Assert.Equal(13m, desk.Engine.Positions[0].Quantity.ToDecimal());
        Assert.Equal(Cost, desk.Engine.Positions[0].Cost.ToDecimal());
        Assert.DoesNotContain(desk.Alerts, a => a.Contains("another position", StringComparison.Ordinal));
        Assert.Null(desk.Engine.Violation);
    }

    [Fact]
    public void A_broker_that_is_a_whole_share_off_is_another_position()
    {
        var (desk, _, _) = Holding();
        desk.Action(CorporateActionKind.Split, 0.125);
        desk.Snapshot(positions: symbol => symbol == 0 ? 14 : 0);
        Assert.Contains(desk.Alerts, a => a == "ZZA: the broker holds another position");
        Assert.True(desk.Engine.Risk.IsSymbolFrozen(0));
    }

    [Fact]
    public void An_unknown_split_freezes_the_symbol_and_names_the_command_that_imports_it()
    {
        var (desk, _, _) = Holding();
        desk.Snapshot(positions: symbol => symbol == 0 ? 400 : 0);
        Assert.True(desk.Engine.Risk.IsSymbolFrozen(0));
        Assert.Equal(100m, desk.Engine.Positions[0].Quantity.ToDecimal());
        var told = desk.Texts.Last(t => t.Contains("the broker says 400", StringComparison.Ordinal));
        Assert.Contains("4 for 1", told, StringComparison.Ordinal);
        Assert.Contains("bellwether data actions import FILE --symbol ZZA", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_is_behind_a_known_split_is_waited_for()
    {
        var (desk, _, _) = Holding();
        desk.Action(CorporateActionKind.Split, 4);
        desk.Snapshot(positions: symbol => symbol == 0 ? 100 : 0);
        Assert.Contains("has not carried it out yet", desk.Texts.Last(t => t.Contains("the broker says 100", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.True(desk.Engine.Risk.IsSymbolFrozen(0));
        desk.Snapshot();
        desk.After(60);
        Assert.False(desk.Engine.Positions[0].Quantity != Quantity.FromShares(400));
    }

    [Fact]
    public void A_dividend_moves_no_stop_and_no_cash()
    {
        var (desk, _, _) = Holding();
        var cash = desk.Engine.Positions.Cash;
        desk.Action(CorporateActionKind.Dividend, 0.24);
        Assert.Equal((100m, 95m, cash), (desk.Engine.Positions[0].Quantity.ToDecimal(), desk.Engine.ProtectionOf(0).Stop.ToDecimal(), desk.Engine.Positions.Cash));
        Assert.Empty(desk.Outputs());
        Assert.Contains("ZZA: dividend of 0.24 a share", desk.Alerts);
    }

    [Fact]
    public void A_symbol_that_is_delisted_or_renamed_is_not_entered_any_more()
    {
        var (desk, _, _) = Holding();
        desk.Action(CorporateActionKind.Delisting);
        desk.Action(CorporateActionKind.Ticker, ticker: "META", symbol: 1);
        Assert.True(desk.Engine.Risk.IsSymbolFrozen(0));
        Assert.True(desk.Engine.Risk.IsSymbolFrozen(1));
        Assert.False(desk.Engine.Risk.IsSymbolFrozen(2));
        Assert.Equal(default, desk.Enter(1));
        Assert.Contains("ZZB: its ticker is META now", desk.Alerts);
        // A comparison with the broker does not take it back.
        desk.Snapshot();
        Assert.True(desk.Engine.Risk.IsSymbolFrozen(0));
    }

    [Fact]
    public void A_split_makes_the_indicators_of_its_symbol_begin_anew_and_no_others()
    {
        var desk = new EngineDesk();
        var line = desk.Indicators.Add("sma(2)");
        desk.After(60);
        desk.Bars(100);
        desk.After(60);
        desk.Bars(102);
        Assert.Equal((101, 101), (line[0], line[1]));
        desk.Action(CorporateActionKind.Split, 2);
        Assert.Equal((double.NaN, 101), (line[0], line[1]));
    }

    static Order Placed(EngineDesk desk, OrderRole role)
    {
        var orders = desk.Outputs().Where(o => o.Kind == OutputKind.Place).Select(o => desk[o.Order]).ToList();
        return Assert.Single(orders, o => o.Role == role);
    }
}
