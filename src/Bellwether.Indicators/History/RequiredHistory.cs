using Bellwether.Core;
using Bellwether.MarketData;

namespace Bellwether.Indicators;

/// <summary>
/// How much history an indicator needs until it no longer matters where the history began: an average that feeds on itself has its first value long before that. Found by
/// trying: over a walk of prices, states that begin at different bars are compared with one that saw everything.
/// </summary>
public static class RequiredHistory
{
    const int Starts = 6;
    const int LongestWalk = 60_000;
    const int BarsOfDay = 390;

    /// <summary>
    /// Bars until every output is, and stays, within a tolerance of the value that all history would have given; null when it never comes that near, because everything that
    /// was ever seen goes on counting (on-balance volume), or not within the tens of thousands of bars that are tried.
    /// </summary>
    /// <param name="definition">The indicator; a second series stands for itself.</param>
    /// <param name="tolerance">Largest difference, relative to the value where that is above 1.</param>
    public static int? Bars(IndicatorDefinition definition, double tolerance = 1e-9)
    {
        var unit = definition.Bars.IsAsGiven ? 1 : definition.Bars.IsSession ? BarsOfDay : (int)Math.Max(1, definition.Bars.Nanoseconds / EngineTime.Minute);
        // Indicators of the session count their past in days.
        var least = (definition.Entry.Inputs & IndicatorInputs.Session) != 0 ? 30_000 : 12_000;
        var count = (int)Math.Min(LongestWalk, Math.Max(least, (long)definition.WarmUp * unit * 50));
        var walk = Walk(count);
        var reference = History(walk, 0).Compute(definition);
        var most = 0;
        for (var start = 1; start <= Starts; start++)
        {
            // Not a multiple of a day: histories begin in the middle of sessions, too.
            var first = start * 331;
            if (BarsFrom(History(walk, first).Compute(definition), reference, first, tolerance) is not { } bars) return null;
            most = Math.Max(most, bars);
        }
        return most;
    }

    static int? BarsFrom(IndicatorResult late, IndicatorResult reference, int first, double tolerance)
    {
        var row = late.Count;
        while (row > 0 && Agrees(late.Row(row - 1), reference.Row(first + row - 1), tolerance)) row--;
        // It must agree for a good while to count.
        return row < late.Count * 3 / 4 ? row + 1 : null;
    }

    static bool Agrees(ReadOnlySpan<double> late, ReadOnlySpan<double> reference, double tolerance)
    {
        for (var i = 0; i < late.Length; i++)
            if (double.IsNaN(late[i]) != double.IsNaN(reference[i]) || Math.Abs(late[i] - reference[i]) > tolerance * Math.Max(1, Math.Abs(reference[i]))) return false;
        return true;
    }

    static IndicatorHistory History(BarColumns walk, int first)
    {
        var bars = new BarColumns(walk.Symbol, walk.Time[first..].ToArray(), walk.Open[first..].ToArray(), walk.High[first..].ToArray(), walk.Low[first..].ToArray(), walk.Close[first..].ToArray(), walk.Volume[first..].ToArray());
        long[] opens = [.. Enumerable.Range(first, bars.Count).Select(i => i / BarsOfDay * Day)];
        // Another symbol is another walk.
        return new IndicatorHistory(bars, opens, [.. opens.Select(open => open + (BarsOfDay * EngineTime.Minute))], EngineTime.Minute, _ => bars.Open.ToArray());
    }

    const long Day = 24 * 60 * EngineTime.Minute;

    static BarColumns Walk(int count)
    {
        var random = new SplitMix64(20_240_304);
        var time = new long[count];
        double[] open = new double[count], high = new double[count], low = new double[count], close = new double[count], volume = new double[count];
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            time[i] = (i / BarsOfDay * Day) + (i % BarsOfDay * EngineTime.Minute);
            open[i] = price * (1 + (0.0003 * random.NextNormal()));
            // Drawn back to 100, so that it stays a price.
            price = close[i] = open[i] * (1 + (0.001 * random.NextNormal()) + (0.0005 * (100 - open[i]) / 100));
            high[i] = Math.Max(open[i], close[i]) * (1 + (0.0005 * random.NextDouble()));
            low[i] = Math.Min(open[i], close[i]) * (1 - (0.0005 * random.NextDouble()));
            volume[i] = 100 + random.NextInt(10_000);
        }
        return new BarColumns("WALK", time, open, high, low, close, volume);
    }
}
