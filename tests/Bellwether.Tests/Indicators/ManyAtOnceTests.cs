using System.Runtime.InteropServices;
using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.Indicators.Windows;

namespace Bellwether.Tests.Indicators;

/// <summary>What takes in many bars at once makes of them, bit for bit, what single bars make.</summary>
public sealed class ManyAtOnceTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 25), 31, 64, 100, 509, 3_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_of_a_window_do_not_depend_on_how_its_values_are_cut(int length)
    {
        var random = new SplitMix64((ulong)length);
        double[] values = [.. Enumerable.Range(0, 2_000).Select(_ => Price(ref random))];
        var (single, many) = (new WindowSum(length), new WindowSum(length));
        double[] singleWindow = new double[length], manyWindow = new double[length];
        for (var at = 0; at < values.Length;)
        {
            var count = Math.Min(random.NextInt(random.NextInt(3) == 0 ? 700 : 60), values.Length - at);
            var means = new double[count];
            many.AddMany(values.AsSpan(at, count), manyWindow, means);
            for (var i = 0; i < count; i++)
            {
                var sum = single.Add(values[at + i], singleWindow);
                AssertSame(single.IsFull ? sum / length : double.NaN, means[i], at + i);
            }
            at += count;
            Assert.True(Bytes(ref single).SequenceEqual(Bytes(ref many)), $"the state behind value {at}");
            Assert.True(MemoryMarshal.AsBytes<double>(singleWindow).SequenceEqual(MemoryMarshal.AsBytes<double>(manyWindow)), $"the window behind value {at}");
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_moving_average_over_history_is_that_of_single_bars_whatever_stands_in_the_column(int period)
    {
        foreach (var count in new[] { 0, 1, period - 1, period, period + 1, 511, 513, 1_700 })
            foreach (var share in new[] { 0, 400, 30 })
            {
                var random = new SplitMix64((ulong)(period + count + share));
                double[] close = [.. Enumerable.Range(0, count).Select(_ => share > 0 && random.NextInt(share) == 0 ? Damage(ref random) : Price(ref random))];
                var definition = IndicatorCatalogue.Standard.Parse($"sma({period})");
                var batch = definition.Entry.Run(definition.Arguments, new BatchColumns(count, default, default, default, default, default, close, default, default));
                var state = Sma.Create(definition.Arguments);
                var window = new double[period];
                var output = new double[1];
                for (var i = 0; i < count; i++)
                {
                    var bar = new BarInput(0, 0, 0, 0, 0, close[i], 0, 0);
                    var isReady = bar.IsUsable(Sma.Inputs) && state.Update(bar, window, output);
                    AssertSame(isReady ? output[0] : double.NaN, batch[i], i);
                }
            }
    }

    [Fact]
    public void One_absurd_price_does_no_harm_to_a_mean_once_it_has_left_the_window()
    {
        double[] close = [.. Enumerable.Range(0, 1_000).Select(i => i == 300 ? 1e29 : 1 + (i % 2))];
        var definition = IndicatorCatalogue.Standard.Parse("sma(20)");
        var means = definition.Entry.Run(definition.Arguments, new BatchColumns(close.Length, default, default, default, default, default, close, default, default));
        Assert.True(means[319] > 1e27);
        Assert.All(means[320..], mean => Assert.Equal(1.5, mean));
    }

    static double Price(ref SplitMix64 random) => random.NextInt(9) == 0 ? -0.0 : (random.NextInt(2_000_000) - 900_000) / 7.0;

    static double Damage(ref SplitMix64 random) => random.NextInt(5) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => 1e300,
        _ => 1e29,
    };

    static ReadOnlySpan<byte> Bytes(ref WindowSum sum) => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref sum, 1));

    static void AssertSame(double expected, double actual, int row) =>
        Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual) || (double.IsNaN(expected) && double.IsNaN(actual)), $"row {row}: one by one {expected:R}, at once {actual:R}");
}
