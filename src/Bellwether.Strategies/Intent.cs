using Bellwether.Core;

namespace Bellwether.Strategies;

public enum IntentKind : byte { Enter = 1, Exit = 2 }

/// <summary>Which rule spoke. Written to the journal by number: never renumber.</summary>
public enum IntentReason : byte
{
    EntryRule = 1,
    ExitRule = 2,
    BeforeClose = 3,
    OperatorStop = 4,
}

/// <summary>
/// A wish of a strategy, before sizing and before the risk gate. Distances are dollars per share from the price at which the entry is valued; 0 = none.
/// </summary>
/// <param name="Conviction">0 to 1: the prediction's confidence, or 1 for a rule that uses none.</param>
public readonly record struct Intent(IntentKind Kind, int Symbol, Side Side, double Conviction, double StopDistance, double TargetDistance, IntentReason Reason);

/// <summary>Intents of one engine event, in the order in which rules spoke. Preallocated; grows only when a strategy says more than two things a symbol.</summary>
public sealed class IntentBuffer(int symbolCount)
{
    Intent[] intents = new Intent[symbolCount * 2];

    public int Count { get; private set; }

    public ref readonly Intent this[int index] => ref intents[index];

    public void Clear() => Count = 0;

    public void Add(in Intent intent)
    {
        if (Count == intents.Length) Array.Resize(ref intents, intents.Length * 2);
        intents[Count++] = intent;
    }
}
