namespace Bellwether.InteractiveBrokers;

/// <summary>
/// When to try again, always with the same client id: after 1, 2, 3, 5, 8, 13, 21, then every 30 seconds. An id that is in use (326) gets three tries over
/// 30 seconds, for a dead session can hold it that long; then another instance must be assumed.
/// </summary>
public sealed class ReconnectPolicy
{
    const int TriesForAnId = 3;
    static readonly TimeSpan BetweenTriesForAnId = TimeSpan.FromSeconds(15);
    int _previous;
    int _current = 1;
    int _refusals;

    /// <summary>The session works: the next loss begins anew.</summary>
    public void Succeeded() => (_previous, _current, _refusals) = (0, 1, 0);

    /// <summary>The connection failed or was lost: how long to wait.</summary>
    public TimeSpan AfterLoss()
    {
        var wait = Math.Min(_current, 30);
        (_previous, _current) = (_current, Math.Min(_current + Math.Max(_previous, 1), 30));
        return TimeSpan.FromSeconds(wait);
    }

    /// <summary>The gateway refused the client id: how long to wait; null when it is time to give up.</summary>
    public TimeSpan? AfterIdInUse() => ++_refusals >= TriesForAnId ? null : BetweenTriesForAnId;
}
