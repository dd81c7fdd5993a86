namespace Bellwether.Live;

/// <summary>How long to wait before the next try: 1, 2, 3, 5, 8, 13, 21, then 30 seconds.</summary>
sealed class Backoff
{
    int previous;
    int current = 1;

    public TimeSpan Next()
    {
        var wait = Math.Min(current, 30);
        (previous, current) = (current, Math.Min(current + Math.Max(previous, 1), 30));
        return TimeSpan.FromSeconds(wait);
    }

    public void Reset() => (previous, current) = (0, 1);
}
