namespace Bellwether.Orders;

/// <summary>What a numbered message about an order means. A code answers a request; it never proves what became of the order.</summary>
public enum CodeClass : byte
{
    /// <summary>Not in the table: nothing changes, an alert asks a person to look.</summary>
    Unclassified = 0,

    /// <summary>The placement was refused.</summary>
    PlacementRefusal,

    /// <summary>The placement was refused because the id is in use: the order may exist.</summary>
    DuplicateId,

    /// <summary>The order was cancelled (the closing evidence is the status).</summary>
    CancelConfirmation,

    /// <summary>The order to cancel is not known to the broker.</summary>
    CancelUnknownOrder,

    /// <summary>The order to cancel is no longer in a state that can be cancelled.</summary>
    CancelTooLate,

    /// <summary>The order to modify is filled.</summary>
    ModifyTooLate,

    /// <summary>Only a modification was refused.</summary>
    ModifyRefusal,

    /// <summary>Information or a warning; the order lives.</summary>
    Notice,
}

/// <summary>The broker's codes as data, with what was asked for as part of the key: the same number answers a placement, a change or a cancel.</summary>
public static class BrokerCodes
{
    /// <summary>What a code means for an order.</summary>
    /// <param name="code">The number.</param>
    /// <param name="pending">What was asked of the order and not answered yet.</param>
    public static CodeClass Classify(int code, PendingChange pending = PendingChange.None) => code switch
    {
        105 or 110 or 201 or 321 or 329 or 383 or 462 or 2102 when pending == PendingChange.Modify => CodeClass.ModifyRefusal,
        103 => CodeClass.DuplicateId,
        109 or 110 or 200 or 201 or 203 or 321 or 383 or 388 or 434 or 451 or 460 or 10289 or 10293 => CodeClass.PlacementRefusal,
        104 => CodeClass.ModifyTooLate,
        202 => CodeClass.CancelConfirmation,
        10147 => CodeClass.CancelUnknownOrder,
        161 or 10148 => CodeClass.CancelTooLate,
        399 or 404 or 10311 or 10349 or (>= 2100 and <= 2199) => CodeClass.Notice,
        _ => CodeClass.Unclassified,
    };
}
