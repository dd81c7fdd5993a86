using Bellwether.Core;
using Bellwether.Indicators;
using Bellwether.Strategies;

namespace Bellwether.Engine;

// What looks back over bars, kept so that a run that is started again need not see them once more. Orders, positions and money are the journal's.
public sealed partial class TradingEngine<TJournal>
{
    long rememberedUntil = long.MinValue;

    /// <summary>
    /// All that looks back over bars: the indicators with their longer bars in progress and the latest bar of each symbol, the statistics of sessions as far as
    /// bars tell them, the conditions of rules and alerts, when a symbol may
    /// be entered again, where alerts are armed and how often they spoke. To be called between two inputs.
    /// </summary>
    /// <param name="about">What else gives it its meaning, such as the version of the program.</param>
    /// <param name="hasHole">By symbol: it went on without bars that it should have seen. It is not taken back, and warms up anew.</param>
    public byte[] SaveMemory(string about, ReadOnlySpan<bool> hasHole)
    {
        var memory = new MemoryWriter();
        memory.Add(hasHole);
        memory.Add<byte>(strategy.Indicators.Sessions?.Save());
        bars.Save(memory);
        strategy.Save(memory);
        options.Alerts?.Save(memory);
        return IndicatorCheckpoint.Write(strategy.Indicators, Symbols, Math.Max(Time, recoveredUntil), About(about), memory.Written);
    }

    /// <summary>The open of the latest bar that the indicators of a symbol have seen, nanoseconds since the Unix epoch; <see cref="long.MinValue"/> before the first.</summary>
    public long LatestBar(int symbol) => strategy.Indicators.LatestOpen(symbol);

    /// <summary>Takes back what <see cref="SaveMemory"/> wrote, whole or not at all: before an earlier run is taken up, and before the first input.</summary>
    /// <param name="memory">The bytes.</param>
    /// <param name="about">See <see cref="SaveMemory"/>.</param>
    /// <param name="now">The present time, nanoseconds since the Unix epoch.</param>
    /// <returns>Why it cannot be used, for a person; null when it was taken.</returns>
    public string? RestoreMemory(ReadOnlySpan<byte> memory, string about, long now)
    {
        if (lastSequence != 0 || recoveredUntil != 0) throw new InvalidOperationException("what an earlier run remembered is taken back before its journal and before the first input, not after them");
        var blank = SaveMemory(about, new bool[Instruments.Count]);
        var problem = Take(memory, about, out var time);
        if (problem is null && time > now) problem = "it is of a later time than the present, so the clock was set back";
        if (problem is null && !IsOfToday(now)) problem = "it has no bar of today, and shares may have been split since";
        if (problem is null) rememberedUntil = time;
        else Take(blank, about, out _);
        return problem;
    }

    string? Take(ReadOnlySpan<byte> memory, string about, out long time)
    {
        if (IndicatorCheckpoint.Open(strategy.Indicators, Symbols, memory, About(about), out time, out var indicators, out var beside) is { } refusal) return refusal;
        try
        {
            var hasHole = new bool[Instruments.Count];
            new MemoryReader(beside, default).TakeAll<bool>(hasHole);
            var reader = new MemoryReader(beside, hasHole);
            reader.TakeAll<bool>(hasHole);
            strategy.Indicators.Restore(indicators, hasHole);
            var sessions = strategy.Indicators.Sessions?.Save() ?? [];
            reader.Take<byte>(sessions);
            strategy.Indicators.Sessions?.Restore(sessions);
            bars.Restore(ref reader);
            strategy.Restore(ref reader);
            options.Alerts?.Restore(ref reader);
            return reader.IsAtEnd ? null : "more is remembered in it than this run can remember";
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>The latest bar, if there is any, is of the same day in New York: prices are restated for splits between sessions only.</summary>
    bool IsOfToday(long now)
    {
        var latest = long.MinValue;
        for (var symbol = 0; symbol < Instruments.Count; symbol++) latest = Math.Max(latest, strategy.Indicators.LatestOpen(symbol));
        var calendar = ExchangeCalendar.NewYork;
        return latest == long.MinValue || calendar.DateOf(EngineTime.ToInstant(latest)) == calendar.DateOf(EngineTime.ToInstant(now));
    }

    string About(string more) => $"{more}\n\n{strategy.Definition}\n\n{options.Alerts?.Definition}";

    string[] Symbols => [.. Instruments.All.ToArray().Select(i => i.Symbol)];
}
