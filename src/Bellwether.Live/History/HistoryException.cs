namespace Bellwether.Live;

/// <summary>What a failure of history is a failure of.</summary>
public enum HistoryFailure
{
    /// <summary>One request; another may go well.</summary>
    Request,

    /// <summary>Every request for the symbol.</summary>
    Symbol,

    /// <summary>Everything: there is no session and there will be none.</summary>
    Session,
}

/// <summary>History could not be had: what was asked, what came, what to do.</summary>
public sealed class HistoryException(HistoryFailure failure, string message, Exception? cause = null) : Exception(message, cause)
{
    public HistoryFailure Failure { get; } = failure;
}
