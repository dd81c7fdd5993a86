using NodaTime;

namespace Bellwether.Configuration;

sealed record DataSettings
{
    [Setting("Folder of the store of bars, relative to the folder in which bellwether runs.")]
    public string Directory { get; init; } = "data";

    [Setting("Whether a run keeps the minutes that it sees in the store: those of the stream as live, those that the broker's history tells about the start and about interruptions as backfilled.")]
    public bool Record { get; init; }

    [Setting("How often they are written, besides at the end of a session and of the run.", Least = "1m", Most = "24h")]
    public Duration SaveEvery { get; init; } = Duration.FromMinutes(15);
}
