using Bellwether.Core;
using Bellwether.Positions;

namespace Bellwether.Tests.Positions;

/// <summary>Sequences worked by hand. One symbol (0) unless said otherwise; 10,000.00 dollars at the start.</summary>
public sealed class PositionBookTests
{
    readonly PositionBook book = new(3, Dollars(10_000));
    long now = 1_000;

    static Money Dollars(decimal amount) => Money.FromDecimal(amount);

    PositionChange Buy(decimal shares, decimal price, int symbol = 0) => book.Apply(symbol, Quantity.FromDecimal(shares), Price.FromDecimal(price), now++);

    PositionChange Sell(decimal shares, decimal price, int symbol = 0) => Buy(-shares, price, symbol);

    void Holds(decimal quantity, decimal cost, decimal realised, decimal cash)
    {
        Assert.Equal(quantity, book[0].Quantity.ToDecimal());
        Assert.Equal(cost, book[0].Cost.ToDecimal());
        Assert.Equal(realised, book[0].Realised.ToDecimal());
        Assert.Equal(cash, book.Cash.ToDecimal());
    }

    [Fact]
    public void Buying_twice_and_selling_in_parts_realises_against_the_average_cost()
    {
        Buy(100, 10.00m);
        Holds(100, 1_000, 0, 9_000);
        Buy(100, 11.00m);
        Holds(200, 2_100, 0, 7_900);
        Assert.Equal(Price.FromDecimal(10.50m), book[0].AveragePrice);

        var change = Sell(50, 12.00m); // 50 × (12.00 − 10.50)
        Assert.Equal(new PositionChange(Quantity.FromShares(200), Quantity.FromShares(150), Dollars(75)), change);
        Holds(150, 1_575, 75, 8_500);

        Sell(150, 9.00m); // 150 × (9.00 − 10.50)
        Holds(0, 0, -150, 9_850);
        Assert.Equal(Dollars(9_850), book.Value().Equity);
        Assert.Equal(Price.Zero, book[0].AveragePrice);
    }

    [Fact]
    public void A_short_position_earns_when_the_price_falls()
    {
        Sell(100, 20.00m);
        Holds(-100, -2_000, 0, 12_000);
        Assert.Equal(Price.FromDecimal(20), book[0].AveragePrice);

        book.Mark(0, Price.FromDecimal(18.50m));
        Assert.Equal(Dollars(150), book[0].Unrealised);
        Assert.Equal(new Valuation(Dollars(10_150), Dollars(1_850), Dollars(150)), book.Value());

        Buy(40, 18.00m); // 40 × 2.00
        Holds(-60, -1_200, 80, 11_280);
    }

    [Fact]
    public void An_execution_through_zero_closes_one_side_and_opens_the_other_at_its_own_price()
    {
        Buy(100, 10.00m);
        var opened = book[0].OpenedAt;
        var change = Sell(250, 12.00m);
        Assert.Equal(Dollars(200), change.Realised);
        Holds(-150, -1_800, 200, 12_000);
        Assert.Equal(Price.FromDecimal(12), book[0].AveragePrice);
        Assert.True(book[0].OpenedAt > opened);

        Buy(150, 11.00m);
        Holds(0, 0, 350, 10_350);
        Assert.Equal(0, book[0].OpenedAt);
    }

    [Fact]
    public void A_cost_that_does_not_divide_leaves_its_rounding_in_the_rest_and_loses_nothing()
    {
        Buy(1, 0.01m);
        Buy(2, 0.02m); // 3 shares for 0.05: 0.0166666… each
        Sell(1, 0.02m); // cost 0.016667: realised 0.003333
        Holds(2, 0.033333m, 0.003333m, 9_999.97m);
        Sell(1, 0.02m); // cost 0.0166665 → half to even 0.016666: realised 0.003334
        Holds(1, 0.016667m, 0.006667m, 9_999.99m);
        Sell(1, 0.02m);
        Holds(0, 0, 0.01m, 10_000.01m);
    }

    [Fact]
    public void The_average_of_a_short_position_is_rounded_like_that_of_a_long_one()
    {
        Sell(1, 33.33m);
        Sell(2, 33.34m); // 100.01 for 3 shares: 33.336667
        Assert.Equal(Price.FromDecimal(33.336667m), book[0].AveragePrice);
    }

    [Fact]
    public void Commission_lowers_cash_and_equity_and_no_quantity()
    {
        Buy(10, 5.00m);
        book.ApplyCommission(0, Dollars(1.25m));
        book.ApplyCommission(0, Dollars(-0.25m)); // a rebate
        Holds(10, 50, 0, 9_949);
        Assert.Equal(Dollars(1), book.Commission);
        Assert.Equal(Dollars(1), book[0].Commission);
        Assert.Equal(Dollars(9_999), book.Value().Equity);
    }

    [Fact]
    public void A_corrected_price_moves_the_cost_of_what_is_held()
    {
        Buy(100, 10.00m);
        book.Correct(0, Quantity.FromShares(100), Price.FromDecimal(10.00m), Quantity.FromShares(100), Price.FromDecimal(10.10m), now++);
        Holds(100, 1_010, 0, 8_990);
    }

    [Fact]
    public void A_corrected_price_after_the_position_is_closed_moves_the_profit()
    {
        Buy(100, 10.00m);
        Sell(100, 11.00m);
        var change = book.Correct(0, Quantity.FromShares(-100), Price.FromDecimal(11.00m), Quantity.FromShares(-100), Price.FromDecimal(11.05m), now++);
        Assert.Equal(Dollars(5), change.Realised);
        Holds(0, 0, 105, 10_105);
        Assert.Equal(Dollars(105), book.Realised);
    }

    [Fact]
    public void A_corrected_quantity_moves_the_position_by_the_difference()
    {
        Buy(100, 10.00m);
        var change = book.Correct(0, Quantity.FromShares(100), Price.FromDecimal(10.00m), Quantity.FromShares(80), Price.FromDecimal(10.00m), now++);
        Assert.Equal((Quantity.FromShares(100), Quantity.FromShares(80)), (change.Before, change.After));
        Holds(80, 800, 0, 9_200);
        book.Correct(0, Quantity.FromShares(80), Price.FromDecimal(10.00m), Quantity.FromShares(120), Price.FromDecimal(10.50m), now++);
        Holds(120, 1_260, 0, 8_740); // as if 120 at 10.50 had been the only execution
    }

    [Fact]
    public void A_busted_execution_is_undone()
    {
        Buy(100, 10.00m);
        book.Correct(0, Quantity.FromShares(100), Price.FromDecimal(10.00m), Quantity.Zero, Price.FromDecimal(10.00m), now++);
        Holds(0, 0, 0, 10_000);
        Assert.Equal(0, book.HeldCount);
    }

    [Fact]
    public void An_adopted_position_invents_no_profit()
    {
        book.Adjust(0, Quantity.FromShares(-50), Price.FromDecimal(30.00m), now);
        Assert.Equal(Dollars(8_500), book.StartEquity);
        book.Mark(0, Price.FromDecimal(30.00m));
        Assert.Equal(new Valuation(Dollars(8_500), Dollars(1_500), Money.Zero), book.Value());
        Assert.Equal(Quantity.FromShares(-50), book[0].Adjusted);

        Buy(50, 29.00m);
        Assert.Equal(Dollars(50), book[0].Realised);
        Assert.Equal(Dollars(8_550), book.Value().Equity);
    }

    [Fact]
    public void An_adjustment_to_zero_takes_the_cost_out_of_the_start()
    {
        Buy(10, 7.00m);
        book.Adjust(0, Quantity.FromShares(-10), Price.FromDecimal(8.00m), now);
        Assert.True(book[0].IsFlat);
        Assert.Equal(Money.Zero, book[0].Cost);
        Assert.Equal(Dollars(9_930), book.Value().Equity);
        Assert.Equal(Dollars(9_930), book.StartEquity);
    }

    [Fact]
    public void The_broker_may_restate_the_cash_also_beside_a_position_and_no_profit_comes_of_it()
    {
        book.Adjust(1, Quantity.FromShares(10), Price.FromDecimal(5), now);
        book.RestateCash(Dollars(2_000));
        Assert.Equal(Dollars(2_050), book.StartEquity);
        Assert.Equal(Dollars(2_050), book.Value().Equity);
    }

    [Fact]
    public void Symbols_with_shares_are_listed_once_and_leave_the_list_when_flat()
    {
        Buy(1, 1, 0);
        Buy(1, 1, 1);
        Buy(1, 1, 2);
        Sell(1, 1, 0);
        Assert.Equal([1, 2], book.Held.ToArray().Order());
        Sell(3, 1, 1); // through zero: stays
        Assert.Equal([1, 2], book.Held.ToArray().Order());
        Buy(1, 1, 0);
        Buy(2, 1, 1);
        Sell(1, 1, 2);
        Assert.Equal([0], book.Held.ToArray());
    }

    [Fact]
    public void The_first_execution_is_the_mark_until_the_market_gives_one()
    {
        Buy(10, 4.00m);
        Assert.Equal(Price.FromDecimal(4), book[0].Last);
        Buy(10, 5.00m);
        Assert.Equal(Price.FromDecimal(4), book[0].Last);
    }
}
