using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>Bars for intervals in which nothing traded, made of the last close before them. Never on its own account: missing bars stay missing unless somebody asks, and what is made up says so.</summary>
public static class FillForward
{
    /// <summary>
    /// Fills between the bars of each New York date; nothing is made up before the first of them or behind the last. A filled bar has the last close as each of its prices, no volume
    /// and no average.
    /// </summary>
    /// <param name="bars">Bars of one symbol in order of time.</param>
    /// <param name="spec">Their length.</param>
    /// <returns>All bars in order of time, each with whether it was made up.</returns>
    /// <exception cref="ArgumentException">Not bars of seconds, minutes or hours.</exception>
    public static IEnumerable<(AggregatedBar Bar, bool IsFilled)> Between(IReadOnlyList<AggregatedBar> bars, BarSpec spec)
    {
        if (spec.Kind != BarKind.Time) throw new ArgumentException($"{spec}: expected bars of seconds, minutes or hours", nameof(spec));
        return Fill(bars, spec.Size);
    }

    static IEnumerable<(AggregatedBar Bar, bool IsFilled)> Fill(IReadOnlyList<AggregatedBar> bars, long length)
    {
        for (var i = 0; i < bars.Count; i++)
        {
            yield return (bars[i], false);
            if (i + 1 == bars.Count || DateOf(bars[i]) != DateOf(bars[i + 1])) continue;
            var close = bars[i].Close;
            for (var time = bars[i].Time + length; time < bars[i + 1].Time; time += length)
                yield return (new AggregatedBar(time, close, close, close, close, 0, double.NaN, bars[i].Trades < 0 ? -1 : 0, IsComplete: true), true);
        }
    }

    static NodaTime.LocalDate DateOf(AggregatedBar bar) => ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(bar.Time));
}
