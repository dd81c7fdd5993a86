using Bellwether.Core;
using Bellwether.Engine;
using Bellwether.Storage;

namespace Bellwether.Live;

// What a run takes up of the one before it: what that knew of the bars, and what it had at the broker.
public sealed partial class TradingDesk<TJournal>
{
    /// <summary>
    /// Takes back what an earlier run remembered of the bars that it saw, before <see cref="Recover"/>: history is then asked for from there on. What cannot be used changes
    /// nothing, and history is asked for as at the first start.
    /// </summary>
    /// <param name="memory">What <see cref="Memory"/> gave.</param>
    /// <param name="now">The present time, nanoseconds since the Unix epoch.</param>
    /// <returns>Why it cannot be used, for a person; null when it was taken.</returns>
    public string? Remember(ReadOnlySpan<byte> memory, long now)
    {
        if (Engine.RestoreMemory(memory, options.About, now) is { } refusal) return refusal;
        for (var symbol = 0; symbol < Engine.Instruments.Count; symbol++)
        {
            var latest = Engine.LatestBar(symbol);
            if (latest == long.MinValue) continue;
            seam.Known(symbol, latest);
            Broker.Known(symbol, latest + EngineTime.Minute - options.Overlap);
            RememberedSymbols++;
        }
        return null;
    }

    /// <summary>Symbols whose indicators need no warm-up, because an earlier run has seen their bars.</summary>
    public int RememberedSymbols { get; private set; }

    /// <summary>All that looks back over bars, as of the latest instant, for <see cref="Remember"/>.</summary>
    public byte[] Memory() => Engine.SaveMemory(options.About, seam.HasHole);

    /// <summary>Hands on what the desk remembers when it is time. For moments in which nothing else waits to be done.</summary>
    public void KeepMemory()
    {
        if (options.KeepMemory is { } keep && schedule.IsDue(time)) keep(Memory());
    }

    /// <summary>
    /// Takes up an earlier run, before the first connection: its orders, positions and executions are known from then on, and compared with the broker at the first
    /// barrier. The state is restated in the new journal, and made durable.
    /// </summary>
    /// <exception cref="DeskException">It holds shares or orders in a symbol that this run does not have.</exception>
    /// <exception cref="JournalFormatException">Its journal is damaged.</exception>
    public void Recover(EarlierRun earlier)
    {
        var symbols = earlier.Header.Symbols.Select(name => Engine.Instruments.TryFind(name, out var instrument) || (options.Actions?.SuccessorOf(name) is { } renamed && Engine.Instruments.TryFind(renamed, out instrument)) ? instrument.Index : -1).ToArray();
        foreach (var entry in earlier.Entries) Engine.Recover(entry.Kind, entry.Time, entry.Payload, symbols);
        if (Engine.LeftBehind is { Count: > 0 } missing)
        {
            throw new DeskException($"the journal holds shares or living orders in {string.Join(", ", missing.Select(symbol => earlier.Header.Symbols[symbol]))}, which this run does not trade: " +
                "add them to \"symbols\", or close them at the broker and give this run a journal of its own with --journal");
        }
        Engine.EndRecovery();
        Broker.Recover(Engine.Orders);
        makeDurable();
    }
}
