using NodaTime;

namespace Bellwether.Configuration;

sealed record StalenessSettings
{
    [Setting("For a symbol that ticked at least every two seconds on average of late; also how long after a trade that the bars tell its quote may be missing.", Least = "1s", Most = "10m")]
    public Duration Liquid { get; init; } = Duration.FromSeconds(5);

    [Setting("For other symbols, and for one whose bars say that nothing trades; no shorter than for liquid ones.", Least = "1s", Most = "1h")]
    public Duration Thin { get; init; } = Duration.FromSeconds(30);
}
