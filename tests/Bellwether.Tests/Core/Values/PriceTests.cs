using System.Globalization;
using Bellwether.Core;
using CsCheck;

namespace Bellwether.Tests.Core.Values;

public sealed class PriceTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1_000_000_000.000001)]
    [InlineData(-1_000_000_001.0)]
    [InlineData(1.7976931348623157e308)]
    public void What_is_not_a_price_is_refused_with_the_value_in_the_message(double value)
    {
        var price = Assert.Throws<ArgumentOutOfRangeException>(() => Price.FromDouble(value));
        Assert.Contains("between -1,000,000,000 and 1,000,000,000", price.Message, StringComparison.Ordinal);
        Assert.Equal(value, price.ActualValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromDouble(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantity.FromDouble(value));
    }

    [Theory]
    [InlineData(1_000_000_000, 1_000_000_000_000_000)]
    [InlineData(-1_000_000_000, -1_000_000_000_000_000)]
    [InlineData(0.0, 0)]
    [InlineData(0.1, 100_000)]
    [InlineData(0.29, 290_000)]
    [InlineData(123.4567, 123_456_700)]
    public void A_double_becomes_its_nearest_millionth(double dollars, long micros) => Assert.Equal(micros, Price.FromDouble(dollars).Micros);

    [Fact]
    public void Every_four_decimal_price_survives_the_way_through_double() =>
        Gen.Long[0, 10_000_000_000].Sample(tenThousandths =>
        {
            var text = (tenThousandths / 10_000m).ToString(CultureInfo.InvariantCulture);
            var fromText = double.Parse(text, CultureInfo.InvariantCulture);
            var price = Price.FromDouble(fromText);
            return price.Micros == tenThousandths * 100 && price.ToDouble() == fromText && Price.FromDouble(price.ToDouble()) == price;
        }, iter: 20_000);

    [Fact]
    public void A_decimal_of_up_to_six_places_is_exact_and_one_of_seven_is_refused()
    {
        Assert.Equal(1_234_567, Price.FromDecimal(1.234567m).Micros);
        Assert.Equal(1.234567m, Price.FromDecimal(1.234567m).ToDecimal());
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => Price.FromDecimal(1.2345678m));
        Assert.Contains("at most 6 decimals", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Price.FromDecimal(9_000_000_000_000.01m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Price.FromDecimal(-9_000_000_000_000.01m));
    }

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(1_000_000, "1.00")]
    [InlineData(1_500_000, "1.50")]
    [InlineData(1_234_500, "1.2345")]
    [InlineData(-500_000, "-0.50")]
    [InlineData(1, "0.000001")]
    [InlineData(977_205_000_000, "977205.00")]
    [InlineData(long.MinValue, "-9223372036854.775808")]
    public void It_prints_in_dollars_with_two_to_six_decimals_whatever_the_culture(long micros, string text)
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(text, Price.FromMicros(micros).ToString());
            Assert.Equal(text, Money.FromMicros(micros).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Sums_that_leave_the_range_throw_instead_of_wrapping()
    {
        var most = Price.FromMicros(long.MaxValue);
        var least = Price.FromMicros(long.MinValue);
        Assert.Throws<OverflowException>(() => most + Price.FromMicros(1));
        Assert.Throws<OverflowException>(() => least - Price.FromMicros(1));
        Assert.Throws<OverflowException>(() => -least);
        Assert.Throws<OverflowException>(() => Price.FromDouble(1e9) * Quantity.FromShares(10_000));
    }

    [Theory]
    [InlineData(10_000_000, 1_000_000, 1_000_000_000)] // 10.00 × 100 shares
    [InlineData(3, 5_000, 2)] // 1.5 millionths: to the even 2
    [InlineData(1, 5_000, 0)] // 0.5: to the even 0
    [InlineData(5, 5_000, 2)] // 2.5: to the even 2
    [InlineData(5, -5_000, -2)]
    [InlineData(-3, 5_000, -2)]
    [InlineData(1, 5_001, 1)] // just above a half
    [InlineData(1, 4_999, 0)]
    [InlineData(99_999_900, 33_333, 333_329_667)] // 99.9999 × 3.3333 = 333.32966667, the rest 0.00000067 rounds up
    public void A_price_times_a_quantity_rounds_half_to_even(long price, long units, long expected) =>
        Assert.Equal(expected, (Price.FromMicros(price) * Quantity.FromUnits(units)).Micros);

    [Fact]
    public void Products_agree_with_exact_arithmetic_also_beyond_64_bits() =>
        Gen.Select(Gen.Long[-2_000_000_000_000, 2_000_000_000_000], Gen.Long[-40_000_000_000, 40_000_000_000]).Sample((price, units) =>
        {
            var exact = (Int128)price * units;
            var (quotient, remainder) = Int128.DivRem(exact, 10_000);
            var twice = Int128.Abs(remainder) * 2;
            if (twice > 10_000 || (twice == 10_000 && Int128.IsOddInteger(quotient))) quotient += Int128.Sign(exact);
            return (Price.FromMicros(price) * Quantity.FromUnits(units)).Micros == (long)quotient;
        }, iter: 5_000);

    [Fact]
    public void Whole_shares_are_exact() =>
        Gen.Select(Gen.Long[0, 100_000_000_000], Gen.Long[-1_000_000, 1_000_000]).Sample((price, shares) =>
            (Price.FromMicros(price) * Quantity.FromShares(shares)).Micros == price * shares, iter: 2_000);

    [Fact]
    public void Prices_compare_by_their_value()
    {
        var (low, high) = (Price.FromDecimal(1.10m), Price.FromDecimal(1.2m));
        Assert.True(low < high && high > low && low <= high && high >= low && low != high);
        Assert.Equal(Price.FromDecimal(1.1m), low);
        Assert.True(low.CompareTo(high) < 0);
        Assert.Equal(Price.Zero, default);
    }
}
