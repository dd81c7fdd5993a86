namespace Bellwether.Engine;

/// <summary>Kinds of journal record. The numbers are the file format: never reuse one.</summary>
public enum RecordKind : byte
{
    /// <summary>First record of a journal segment, written by the storage.</summary>
    Header = 1,

    InputSlice = 10,
    InputQuote = 11,
    InputPrediction = 12,
    InputReport = 13,
    InputTimer = 14,
    InputCommand = 15,
    InputRevision = 16,
    InputCorporateAction = 17,

    Intent = 30,
    Verdict = 31,
    OrderCreated = 32,
    OrderChanged = 33,
    CancelRequested = 34,
    Fill = 35,
    CommissionPaid = 36,
    PositionAdopted = 37,
    Authority = 38,
    Alert = 39,

    /// <summary>Equity and the decision hash so far; written at each session close and at the end.</summary>
    Checkpoint = 40,

    ModifyRequested = 41,

    /// <summary>What a split made of a position and of its protection.</summary>
    PositionSplit = 42,

    /// <summary>What the broker made of a fraction of a share that a split left.</summary>
    FractionSettled = 43,

    // What was known when a run took up an earlier one: written first, as a whole, so that the segment stands by itself.

    /// <summary>Cash, totals and counters; the first of its kind in a segment.</summary>
    RestoredAccount = 50,
    RestoredPosition = 51,
    RestoredOrder = 52,
    RestoredExecution = 53,

    /// <summary>Everything was restated: from here on the run itself. A segment without it is one whose start was cut short.</summary>
    RestoredEnd = 54,

    /// <summary>A corporate action that had taken force; before <see cref="RestoredEnd"/>.</summary>
    RestoredCorporateAction = 55,
}

public static class RecordKinds
{
    public static bool IsInput(this RecordKind kind) => kind is >= RecordKind.InputSlice and <= RecordKind.InputCorporateAction;
}
