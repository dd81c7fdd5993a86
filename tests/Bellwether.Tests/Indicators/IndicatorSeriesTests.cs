using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.MarketData;
using CsCheck;

namespace Bellwether.Tests.Indicators;

public sealed class IndicatorSeriesTests
{
    [Fact]
    public void Sma_is_the_mean_of_the_last_closes() =>
        Assert.Equal([double.NaN, double.NaN, 2, 3, 5, 6], IndicatorCatalogue.Create("sma(3)", 1).Over(Closes(1, 2, 3, 4, 8, 6)));

    [Fact]
    public void Ema_starts_from_the_mean_and_weighs_two_parts_in_n_plus_one() =>
        // Seed (2 + 4 + 6) / 3 = 4, then half of the way to 8 and to 2.
        Assert.Equal([double.NaN, double.NaN, 4, 6, 4], IndicatorCatalogue.Create("ema(3)", 1).Over(Closes(2, 4, 6, 8, 2)));

    [Fact]
    public void Atr_follows_Wilder_from_the_first_bar_on()
    {
        // True ranges: 2 (high - low of the first bar), 3 (gap up from 10 to 13), 5 (gap down from 12 to 7), 1.
        var bars = Bars((11, 9, 10), (13, 12, 12), (9, 7, 8), (8.5, 7.5, 8));
        Assert.Equal([double.NaN, 2.5, 3.75, 2.375], IndicatorCatalogue.Create("atr(2)", 1).Over(bars));
    }

    [Fact]
    public void Rsi_is_the_share_of_rises_in_all_movement()
    {
        // Changes +1, +3, -2, 0: gains 2 then 1 then 0.5, losses 0 then 1 then 0.5.
        Assert.Equal([double.NaN, double.NaN, 100, 50, 50], IndicatorCatalogue.Create("rsi(2)", 1).Over(Closes(10, 11, 14, 12, 12)));
        Assert.Equal([double.NaN, double.NaN, 0], IndicatorCatalogue.Create("rsi(2)", 1).Over(Closes(10, 10, 10)));
    }

    [Fact]
    public void A_symbol_is_ready_when_its_own_bars_suffice()
    {
        var series = IndicatorCatalogue.Create("sma(2)", 3);
        Feed(series, 0, 1);
        Feed(series, 2, 5);
        Feed(series, 2, 7);
        Assert.Equal((false, false, true), (series.IsReady(0), series.IsReady(1), series.IsReady(2)));
        Assert.Equal([double.NaN, double.NaN, 6], series.Values.ToArray());
        series.Reset(2);
        Feed(series, 2, 100);
        Assert.False(series.IsReady(2));
        Feed(series, 2, 200);
        Assert.Equal(150, series[2]);
    }

    [Theory]
    [InlineData("sma(7)")]
    [InlineData("ema(7)")]
    [InlineData("atr(7)")]
    [InlineData("rsi(7)")]
    public void The_stream_and_the_batch_agree_bit_for_bit_whatever_symbols_trade_together(string definition)
    {
        const int symbols = 5;
        Gen.Select(Gen.Int[0, (1 << symbols) - 1], Gen.Double[1, 1000].Array[symbols]).Array[1, 60].Sample(
            minutes =>
            {
                var series = IndicatorCatalogue.Create(definition, symbols);
                var histories = new List<(double, double, double)>[symbols];
                for (var s = 0; s < symbols; s++) histories[s] = [];
                foreach (var (mask, prices) in minutes)
                {
                    var present = Enumerable.Range(0, symbols).Where(s => (mask >> s & 1) != 0).ToArray();
                    var close = present.Select(s => prices[s]).ToArray();
                    var (high, low) = (close.Select(c => c * 1.01).ToArray(), close.Select(c => c * 0.98).ToArray());
                    series.Update(new Slice(present, close, high, low, close, close));
                    for (var i = 0; i < present.Length; i++) histories[present[i]].Add((high[i], low[i], close[i]));
                }
                for (var s = 0; s < symbols; s++)
                {
                    if (histories[s].Count == 0) Assert.False(series.IsReady(s));
                    else Assert.Equal(BitConverter.DoubleToInt64Bits(series.Over(Bars([.. histories[s]]))[^1]), BitConverter.DoubleToInt64Bits(series[s]));
                }
            },
            iter: 200, threads: 1);
    }

    [Fact]
    public void The_rounding_of_a_huge_price_leaves_the_average_with_it()
    {
        double[] closes = [.. Enumerable.Repeat(0.1, 7), 1e15, .. Enumerable.Repeat(0.1, 30)];
        Assert.Equal(0.1, IndicatorCatalogue.Create("sma(10)", 1).Over(Closes(closes))[^1], 1e-16);
    }

    [Theory]
    [InlineData("sma(10)")]
    [InlineData("ema(10)")]
    [InlineData("atr(14)")]
    [InlineData("rsi(14)")]
    public void An_update_allocates_nothing(string definition)
    {
        var series = IndicatorCatalogue.Create(definition, 100);
        int[] symbols = [.. Enumerable.Range(0, 100)];
        double[] prices = [.. symbols.Select(s => s + 1.0)];
        Run(50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int times)
        {
            for (var i = 0; i < times; i++) series.Update(new Slice(symbols, prices, prices, prices, prices, prices));
        }
    }

    static void Feed(IndicatorSeries series, int symbol, double close) => series.Update(new Slice([symbol], [close], [close], [close], [close], [1]));

    static BarColumns Closes(params double[] closes) => Bars([.. closes.Select(c => (c, c, c))]);

    static BarColumns Bars(params (double High, double Low, double Close)[] bars) => new(
        "ZAA", [.. bars.Select((_, i) => i * EngineTime.Minute)], [.. bars.Select(b => b.Close)], [.. bars.Select(b => b.High)], [.. bars.Select(b => b.Low)],
        [.. bars.Select(b => b.Close)], [.. bars.Select(_ => 1.0)]);
}
