namespace Bellwether.MarketData;

/// <summary>Lets in what lies in a session and is not older than what came before, and says when a new session begins: for bars that end by what trades.</summary>
struct SessionGate(SessionHours hours)
{
    readonly SessionBuckets sessions = new(BarSpec.Daily, hours);
    long start = long.MinValue;
    long end = long.MinValue;
    long last = long.MinValue;

    public long OutsideSession { get; private set; }

    public long Late { get; private set; }

    /// <param name="time">Engine time of a trade or bar.</param>
    /// <param name="isNewSession">It is the first of its session: what was in the making is over.</param>
    public bool TryEnter(long time, out bool isNewSession)
    {
        isNewSession = false;
        if (time < last)
        {
            Late++;
            return false;
        }
        if (time < start || time >= end)
        {
            if (!sessions.TryLocate(time, out var opens, out var closes, out _))
            {
                OutsideSession++;
                return false;
            }
            (start, end) = (opens, closes);
            isNewSession = true;
        }
        last = time;
        return true;
    }
}
