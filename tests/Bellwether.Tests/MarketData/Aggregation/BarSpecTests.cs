using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Tests.MarketData;

public sealed class BarSpecTests
{
    [Theory]
    [InlineData("5s", BarKind.Time, 5 * EngineTime.Second, "5s")]
    [InlineData("60s", BarKind.Time, EngineTime.Minute, "1m")]
    [InlineData(" 90S ", BarKind.Time, 90 * EngineTime.Second, "90s")]
    [InlineData("60m", BarKind.Time, 60 * EngineTime.Minute, "1h")]
    [InlineData("1h", BarKind.Time, 60 * EngineTime.Minute, "1h")]
    [InlineData("24h", BarKind.Time, 24 * 60 * EngineTime.Minute, "24h")]
    [InlineData("1d", BarKind.Day, 1, "1d")]
    [InlineData("1w", BarKind.Week, 1, "1w")]
    [InlineData("1mo", BarKind.Month, 1, "1mo")]
    [InlineData("tick:200", BarKind.Tick, 200, "tick:200")]
    [InlineData("volume:20000", BarKind.Volume, 200_000_000, "volume:20000")]
    [InlineData("volume:0.5", BarKind.Volume, 5_000, "volume:0.5")]
    [InlineData("dollar:4000000", BarKind.Dollar, 4_000_000_000_000, "dollar:4000000")]
    [InlineData("range:0.250", BarKind.Range, 250_000, "range:0.25")]
    [InlineData("renko:0.0001", BarKind.Renko, 100, "renko:0.0001")]
    [InlineData("Tick-Imbalance:50", BarKind.TickImbalance, 50, "tick-imbalance:50")]
    [InlineData("volume-imbalance:0.5", BarKind.VolumeImbalance, 5_000, "volume-imbalance:0.5")]
    [InlineData("dollar-imbalance:1000000", BarKind.DollarImbalance, 1_000_000_000_000, "dollar-imbalance:1000000")]
    [InlineData("tick-imbalance:ewma:200", BarKind.TickImbalance, 200, "tick-imbalance:ewma:200")]
    [InlineData("volume-imbalance:ewma:200", BarKind.VolumeImbalance, 200, "volume-imbalance:ewma:200")]
    [InlineData("dollar-imbalance:ewma:10", BarKind.DollarImbalance, 10, "dollar-imbalance:ewma:10")]
    public void Reads_its_text_forms(string text, BarKind kind, long size, string canonical)
    {
        Assert.True(BarSpec.TryParse(text, out var spec, out var problem), problem);
        Assert.Equal((kind, size, canonical), (spec.Kind, spec.Size, spec.ToString()));
        Assert.True(BarSpec.TryParse(spec.ToString(), out var again, out _));
        Assert.Equal(spec, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("0m")]
    [InlineData("-5m")]
    [InlineData("1.5m")]
    [InlineData("25h")]
    [InlineData("2d")]
    [InlineData("2w")]
    [InlineData("5x")]
    [InlineData("99999999999s")]
    [InlineData("tick:0")]
    [InlineData("tick:1.5")]
    [InlineData("tick:")]
    [InlineData("volume:0.00001")]
    [InlineData("dollar:-1")]
    [InlineData("dollar:1e6")]
    [InlineData("dollar:99999999999999999999999999999999")]
    [InlineData("renko:0")]
    [InlineData("renko:0.00005")]
    [InlineData("renko:0.1000001")]
    [InlineData("range:1000001")]
    [InlineData("range:ewma:5")]
    [InlineData("tick:ewma:200")]
    [InlineData("tick-imbalance:1.5")]
    [InlineData("tick-imbalance:ewma:9")]
    [InlineData("volume-imbalance:ewma:10.5")]
    [InlineData("dollar-imbalance:ewma:1000001")]
    [InlineData("dollar-imbalance:ewma:")]
    [InlineData("run:5")]
    public void Anything_else_is_refused_with_what_would_be_right(string text)
    {
        Assert.False(BarSpec.TryParse(text, out _, out var problem));
        Assert.StartsWith($"bar \"{text}\": expected", problem);
    }
}
