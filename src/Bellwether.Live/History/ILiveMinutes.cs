using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>Minutes that a running desk has seen and that are not in the store yet.</summary>
public interface ILiveMinutes
{
    /// <summary>A symbol's, rising, each over; none when it has none. Any thread.</summary>
    BarRows MinutesOf(string symbol);
}
