using Bellwether.MarketData;
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

    [Setting("How long after its end a minute waits for data that are on their way; a longer wait is a later decision. Without it 2s at an external gateway and 0s at the embedded one, where nothing is late.", Least = "0s", Most = "60s", Example = "2s")]
    public Duration? BarGrace { get; init; }

    [Setting("What becomes of data of a minute that was closed before they came. drop: a minute that lacks any when it closes is taken from the history, and what comes later is counted; amend: a minute goes out, and is decided on, with what has come, and is corrected later, and with it what is known of the indicators, while what was decided stays decided.")]
    public LatePolicy Late { get; init; } = LatePolicy.Drop;

    [Setting("How old a quote may become in the session while others tick, before its symbol is not entered and its quotes are asked for anew.")]
    public StalenessSettings Staleness { get; init; } = new();
}
