namespace Bellwether.Live;

/// <summary>How long requests take together: at the pace so far, and not faster than the broker's limit for bars of half a minute and less lets them pass.</summary>
/// <param name="requests">All of them.</param>
/// <param name="isFine">Bars of half a minute or less.</param>
public sealed class DownloadPace(int requests, bool isFine)
{
    /// <summary>Requests for fine bars that the broker answers in <see cref="Window"/>.</summary>
    public const int FineInAWindow = 60;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>The rest at this pace; null before the first has ended.</summary>
    /// <param name="done">How many have ended.</param>
    /// <param name="elapsed">Since the first was asked.</param>
    public TimeSpan? Rest(int done, TimeSpan elapsed)
    {
        if (done == 0) return null;
        var byPace = elapsed * ((double)(requests - done) / done);
        if (!isFine) return byPace;
        // The last one goes in the window that all those before it have filled.
        var byLimit = (Window * ((requests - 1) / FineInAWindow)) - elapsed;
        return byPace > byLimit || done == requests ? byPace : byLimit;
    }
}
