using Bellwether.Indicators;
using Bellwether.MarketData;
using Bellwether.Tests.Indicators;
using Bellwether.Web;

namespace Bellwether.Tests.Web;

public sealed class IndicatorCacheTests
{
    static readonly IReadOnlyDictionary<string, double[]> Alone = new Dictionary<string, double[]>();

    static IndicatorKey Key(string symbol) => new(symbol, BarSpec.OneMinute, SessionHours.Regular, PriceAdjustment.None, 0);

    static List<AggregatedBar> Bars(int count)
    {
        var walk = TestBars.Walk(count, 61);
        return [.. Enumerable.Range(0, count).Select(i => new AggregatedBar(walk.Time[i], walk.Open[i], walk.High[i], walk.Low[i], walk.Close[i], walk.Volume[i], double.NaN, -1, IsComplete: true))];
    }

    static WantedIndicator Wanted(string text) => new(text, IndicatorCatalogue.Standard.Parse(text));

    [Fact]
    public void What_was_not_asked_for_longest_goes_when_there_is_too_much()
    {
        // Room for two symbols with one indicator each: eleven values a bar.
        var cache = new IndicatorCache(capacity: 2_500);
        var bars = Bars(100);
        void Ask(string symbol) => cache.Columns(Key(symbol), bars, Alone, [Wanted("sma(5)")], 0);
        Ask("A");
        Ask("B");
        Ask("A");
        Ask("C");
        Assert.Equal((2, 300), (cache.Count, cache.Computed));
        Ask("A");
        Assert.Equal(300, cache.Computed);
        Ask("B");
        Assert.Equal((2, 400), (cache.Count, cache.Computed));
    }

    [Fact]
    public void Ever_other_indicators_over_the_same_bars_do_not_fill_the_memory()
    {
        var cache = new IndicatorCache();
        var bars = Bars(50);
        for (var n = 2; n <= 66; n++) cache.Columns(Key("A"), bars, Alone, [Wanted($"sma({n})")], 0);
        Assert.Equal(65 * 50, cache.Computed);
        // With the 65th everything began anew.
        cache.Columns(Key("A"), bars, Alone, [Wanted("sma(66)")], 0);
        Assert.Equal(65 * 50, cache.Computed);
        cache.Columns(Key("A"), bars, Alone, [Wanted("sma(2)")], 0);
        Assert.Equal(66 * 50, cache.Computed);
    }

    [Fact]
    public void A_shorter_range_leaves_what_is_known_behind_it()
    {
        var cache = new IndicatorCache();
        var bars = Bars(200);
        var whole = cache.Columns(Key("A"), bars, Alone, [Wanted("ema(9)")], 0)[0];
        Assert.Equal(whole[..120], cache.Columns(Key("A"), bars[..120], Alone, [Wanted("ema(9)")], 0)[0]);
        Assert.Equal(whole[150..], cache.Columns(Key("A"), bars, Alone, [Wanted("ema(9)")], 150)[0]);
        Assert.Equal(200, cache.Computed);
    }

    [Fact]
    public async Task Many_threads_get_the_same_values()
    {
        var cache = new IndicatorCache();
        var bars = Bars(800);
        var expected = TestBars.Batch("rsi(14)", TestBars.Walk(800, 61));
        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(i => Task.Run(() => cache.Columns(Key("A"), bars[..(i * 20)], Alone, [Wanted("rsi(14)")], 0)[0])));
        foreach (var answer in answers) Assert.Equal(expected[..answer.Length], answer);
        Assert.Equal(800, cache.Computed);
    }
}
