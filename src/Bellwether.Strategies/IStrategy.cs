using Bellwether.Core;
using Bellwether.Indicators;

namespace Bellwether.Strategies;

/// <summary>
/// Decides what is wanted; sizing and permission are not its business. It is called on the engine's thread, in session only, and returns at once: no I/O,
/// no clock, no randomness. Within one slice it speaks in symbol order.
/// </summary>
public interface IStrategy
{
    string Name { get; }

    /// <summary>The computations that the engine keeps up to date with every slice, warm-up included, before the strategy is asked. Viewers may ask it for more.</summary>
    IndicatorGraph Indicators { get; }

    /// <summary>How long before the session's close everything is flattened, nanoseconds; 0 = positions stay.</summary>
    long FlatBeforeClose { get; }

    /// <summary>Shows it bars that closed, warm-up included and in session or not, before it may be asked; indicators are up to date.</summary>
    void Observe(in StrategyContext context, in Slice slice);

    /// <summary>The latest bar of a symbol turned out to have been different, or one that was missing came; indicators are up to date. Nothing is decided by it.</summary>
    /// <param name="context">The engine's state as of that bar.</param>
    /// <param name="symbol">Its index.</param>
    /// <param name="isNew">It had not been shown before.</param>
    void ObserveAgain(in StrategyContext context, int symbol, bool isNew)
    {
    }

    /// <summary>Bars closed.</summary>
    void OnSlice(in StrategyContext context, in Slice slice, IntentBuffer intents);

    /// <summary>A prediction for the symbol was accepted.</summary>
    void OnPrediction(in StrategyContext context, int symbol, IntentBuffer intents);

    /// <summary>The symbol's position was closed.</summary>
    void OnFlat(int symbol, long time);

    /// <summary>The texts that give what it remembers its meaning: memory of other texts is not taken back. Default: the name.</summary>
    string Definition => Name;

    /// <summary>Writes all that it remembers besides its indicators, so that a run that is started again need not see the bars once more. Default: it remembers nothing.</summary>
    void Save(MemoryWriter memory)
    {
    }

    /// <summary>Takes back what <see cref="Save"/> wrote. Called before anything else is.</summary>
    /// <exception cref="FormatException">It is of another strategy.</exception>
    void Restore(ref MemoryReader memory)
    {
    }
}
