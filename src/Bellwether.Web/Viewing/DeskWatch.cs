using Bellwether.Engine;
using Bellwether.Live;
using NodaTime;

namespace Bellwether.Web;

/// <summary>
/// Reads the desk's feed for all viewers and notices when it falls silent: the engine publishes at least every few seconds, so a snapshot that stays the
/// newest for longer is old news. Safe for any thread.
/// </summary>
sealed class DeskWatch : IDisposable
{
    readonly DeskFeed feed;
    readonly TimeProvider time;
    readonly TimeSpan silenceLimit;
    readonly ITimer timer;
    readonly Lock gate = new();
    DeskSnapshot? newest;
    DeskView view;
    long since;

    public DeskWatch(DeskFeed feed, TimeProvider time, TimeSpan silenceLimit)
    {
        this.feed = feed;
        this.time = time;
        this.silenceLimit = silenceLimit;
        since = time.GetTimestamp();
        newest = feed.Latest;
        view = new DeskView(newest, null);
        // Without viewers nobody looks; the timer keeps the age right for the first one.
        timer = time.CreateTimer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The newest snapshot and how the engine's silence is to be judged; one object for all viewers of the same snapshot.</summary>
    public DeskView Look()
    {
        lock (gate)
        {
            var latest = feed.Latest;
            if (!ReferenceEquals(latest, newest))
            {
                newest = latest;
                since = time.GetTimestamp();
            }
            var silence = time.GetElapsedTime(since);
            if (silence > silenceLimit) view = new DeskView(newest, Duration.FromTimeSpan(silence));
            else if (!ReferenceEquals(view.Snapshot, newest) || view.Silence is not null) view = new DeskView(newest, null);
            return view;
        }
    }

    public void Dispose() => timer.Dispose();
}
