namespace Bellwether.Live;

/// <summary>The stretch of the calendar that one request for history stays in.</summary>
public enum HistoryReach
{
    Session,
    Week,
    Month,
    Year,
}
