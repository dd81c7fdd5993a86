using Bellwether.Core;
using CsCheck;

namespace Bellwether.Tests.Core.Values;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(100, 1, 3, 33)]
    [InlineData(200, 1, 3, 67)]
    [InlineData(-200, 1, 3, -67)]
    [InlineData(5, 1, 2, 2)] // 2.5 to the even 2
    [InlineData(7, 1, 2, 4)] // 3.5 to the even 4
    [InlineData(-5, 1, 2, -2)]
    [InlineData(-7, 1, 2, -4)]
    [InlineData(123, 7, 7, 123)]
    public void A_portion_is_rounded_half_to_even(long micros, long part, long whole, long expected) =>
        Assert.Equal(expected, Money.FromMicros(micros).Portion(Quantity.FromShares(part), Quantity.FromShares(whole)).Micros);

    [Theory]
    [InlineData(100_010_000, 3, 33_336_667)] // 100.01 ÷ 3 = 33.336666…: up to …67
    [InlineData(100_000_000, 3, 33_333_333)]
    [InlineData(-100_010_000, -3, 33_336_667)] // the proceeds of a short position: the same price
    [InlineData(-100_000_000, -3, 33_333_333)]
    [InlineData(100_010_000, -3, -33_336_667)]
    [InlineData(-5, 2, -2)]
    [InlineData(5, -2, -2)]
    [InlineData(-5, -2, 2)]
    public void The_price_per_share_is_the_same_long_or_short(long micros, long shares, long expected) =>
        Assert.Equal(expected, Money.FromMicros(micros).Per(Quantity.FromShares(shares)).Micros);

    [Fact]
    public void Portion_and_price_mirror_each_other_in_every_sign() =>
        Gen.Select(Gen.Long[-900_000_000_000_000, 900_000_000_000_000], Gen.Long[1, 100_000_000], Gen.Long[1, 100_000_000]).Sample((micros, one, other) =>
        {
            // A part is no larger than its whole, and 900 million dollars for a ten-thousandth of a share is the most that a price can hold.
            var (money, p, w) = (Money.FromMicros(micros), Quantity.FromUnits(Math.Min(one, other)), Quantity.FromUnits(Math.Max(one, other)));
            return money.Portion(p, -w) == -money.Portion(p, w) && money.Portion(-p, -w) == money.Portion(p, w) && (-money).Per(-w) == money.Per(w);
        }, iter: 5_000);

    [Fact]
    public void A_share_of_nothing_has_no_price() =>
        Assert.Throws<DivideByZeroException>(() => Money.FromMicros(1).Per(Quantity.Zero));

    [Fact]
    public void Sums_are_checked_and_the_sign_can_be_taken_away()
    {
        Assert.Throws<OverflowException>(() => Money.FromMicros(long.MaxValue) + Money.FromMicros(1));
        Assert.Throws<OverflowException>(() => Money.FromMicros(long.MinValue) - Money.FromMicros(1));
        Assert.Throws<OverflowException>(() => Money.Abs(Money.FromMicros(long.MinValue)));
        Assert.Equal(Money.FromDecimal(3.25m), Money.Abs(Money.FromDecimal(-3.25m)));
        Assert.Equal(Money.FromDecimal(2), Money.Max(Money.FromDecimal(-5), Money.FromDecimal(2)));
    }
}
