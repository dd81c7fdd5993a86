namespace Bellwether.Predictions;

/// <summary>What became of an incoming prediction. Only <see cref="Accepted"/> ones can lead to a trade.</summary>
public enum PredictionVerdict : byte
{
    /// <summary>Valid, fresh and newer than what its model said of the symbol before.</summary>
    Accepted,

    /// <summary>The model's opinion of the same time on the same symbol again: a poll that repeats itself is not a new signal.</summary>
    Duplicate,

    /// <summary>Older than what the model already said of the symbol.</summary>
    OutOfOrder,

    /// <summary>Made from data that is older than the longest age allowed.</summary>
    Stale,

    /// <summary>Made from data that does not exist yet, by more than clocks may differ.</summary>
    FromTheFuture,

    /// <summary>An unknown symbol or model, a direction other than -1, 0 or 1, or a confidence outside 0 to 1.</summary>
    Invalid,
}
