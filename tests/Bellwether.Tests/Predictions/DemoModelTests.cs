using Bellwether.Core;
using Bellwether.Predictions.Service;
using NodaTime;

namespace Bellwether.Tests.Predictions;

public sealed class DemoModelTests
{
    static readonly string[] Symbols = ["SPY", "IBM", "BAC", "AAPL", "QQQ", "IWM", "TWX", "BRK B"];
    static readonly TradingSession[] Sessions = [.. ExchangeCalendar.NewYork.Sessions(new(2024, 1, 2), new(2024, 6, 28))];

    [Fact]
    public void Two_models_of_one_seed_agree_and_another_seed_differs()
    {
        var opinions = All(new DemoModel(7)).ToList();
        Assert.Equal(opinions, All(new DemoModel(7)));
        Assert.NotEqual(opinions, All(new DemoModel(8)));
    }

    [Fact]
    public void An_opinion_holds_for_a_quarter_of_an_hour_and_changes_at_another_minute_for_each_symbol()
    {
        var model = new DemoModel(7);
        var start = Sessions[0].Open;
        var changes = Symbols.Select(symbol => Enumerable.Range(1, 300).Where(m =>
            model.On(symbol, start.Plus(Duration.FromMinutes(m))) != model.On(symbol, start.Plus(Duration.FromMinutes(m - 1)))).ToList()).ToList();
        Assert.All(changes, minutes =>
        {
            Assert.InRange(minutes.Count, 18, 20);
            Assert.All(minutes.Zip(minutes.Skip(1)), pair => Assert.Equal(0, (pair.Second - pair.First) % 15));
        });
        Assert.True(changes.Select(minutes => minutes[0] % 15).Distinct().Count() >= 4);
    }

    [Fact]
    public void About_one_opinion_in_four_has_a_direction_and_a_confidence_of_sixty_percent()
    {
        var opinions = All(new DemoModel(42)).ToList();
        Assert.InRange(opinions.Count(o => o.Direction != 0 && o.Confidence >= 0.6) / (double)opinions.Count, 0.23, 0.27);
        Assert.InRange(opinions.Count(o => o.Direction == 0) / (double)opinions.Count, 0.18, 0.22);
        Assert.InRange(opinions.Count(o => o.Direction > 0) / (double)opinions.Count(o => o.Direction != 0), 0.47, 0.53);
        Assert.All(opinions, o => Assert.InRange(o.Confidence, 0.34, 0.8));
    }

    [Fact]
    public void The_stated_latency_is_a_function_of_seed_and_time()
    {
        var latencies = Enumerable.Range(0, 500).Select(m => new DemoModel(3).LatencyMilliseconds(Sessions[0].Open.Plus(Duration.FromMinutes(m)))).ToList();
        Assert.All(latencies, l => Assert.InRange(l, 60, 139));
        Assert.True(latencies.Distinct().Count() > 50);
    }

    /// <summary>One opinion a symbol and quarter of an hour.</summary>
    static IEnumerable<Opinion> All(DemoModel model) =>
        from symbol in Symbols
        from session in Sessions
        from quarter in Enumerable.Range(0, 26)
        select model.On(symbol, session.Open.Plus(Duration.FromMinutes(15 * quarter)));
}
