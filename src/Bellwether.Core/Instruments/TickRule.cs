namespace Bellwether.Core;

/// <summary>Which way a price moves to the tick grid.</summary>
public enum TickRounding : byte { Nearest, Down, Up }

/// <summary>
/// The smallest price step of an instrument by price band, as a broker's market rule states it: from each <c>LowEdge</c> on, inclusive, the step is
/// <c>Increment</c>.
/// </summary>
public sealed class TickRule
{
    readonly Price[] lowEdges;
    readonly Price[] increments;

    /// <exception cref="ArgumentException">No band, a first band above zero, bands out of order, or a step that is not positive.</exception>
    public TickRule(params IReadOnlyList<(Price LowEdge, Price Increment)> bands)
    {
        if (bands.Count == 0 || bands[0].LowEdge != Price.Zero) throw new ArgumentException("a tick rule starts with a band at price 0", nameof(bands));
        for (var i = 0; i < bands.Count; i++)
        {
            if (bands[i].Increment <= Price.Zero) throw new ArgumentException($"band {i}: the increment {bands[i].Increment} must be above 0", nameof(bands));
            if (i > 0 && bands[i].LowEdge <= bands[i - 1].LowEdge) throw new ArgumentException($"band {i}: low edges must rise", nameof(bands));
        }
        lowEdges = [.. bands.Select(b => b.LowEdge)];
        increments = [.. bands.Select(b => b.Increment)];
    }

    /// <summary>SEC Rule 612 as in force for most US stocks: a hundredth from one dollar on, a ten-thousandth below.</summary>
    public static TickRule UsEquity { get; } = new((Price.Zero, Price.FromMicros(100)), (Price.FromMicros(1_000_000), Price.FromMicros(10_000)));

    /// <summary>One step at every price.</summary>
    public static TickRule Flat(Price increment) => new((Price.Zero, increment));

    public Price IncrementAt(Price price)
    {
        var i = lowEdges.Length - 1;
        while (i > 0 && price < lowEdges[i]) i--;
        return increments[i];
    }

    public bool IsOnTick(Price price) => price.Micros % IncrementAt(price).Micros == 0;

    /// <summary>The price on the grid of its own band; halves go up.</summary>
    public Price Round(Price price, TickRounding rounding = TickRounding.Nearest)
    {
        var step = IncrementAt(price).Micros;
        var below = FloorDivide(price.Micros, step) * step;
        if (below == price.Micros) return price;
        var up = rounding switch
        {
            TickRounding.Down => false,
            TickRounding.Up => true,
            _ => (price.Micros - below) * 2 >= step,
        };
        return Price.FromMicros(up ? checked(below + step) : below);
    }

    static long FloorDivide(long value, long step) => value >= 0 ? value / step : -((-value + step - 1) / step);
}
