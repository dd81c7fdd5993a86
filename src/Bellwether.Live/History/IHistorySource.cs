using Bellwether.MarketData;

namespace Bellwether.Live;

/// <summary>Somebody who knows past bars: a gateway, or a stand-in of the tests. Members may be called at once from several tasks.</summary>
public interface IHistorySource
{
    /// <summary>Its clock, engine time: bars that end later are not there yet.</summary>
    /// <exception cref="HistoryException">It does not answer.</exception>
    Task<long> NowAsync(CancellationToken cancellationToken);

    /// <summary>The bars of a request, rising in time, each of them sound; possibly more than its ranges. None when there are none.</summary>
    /// <exception cref="HistoryException">They could not be had.</exception>
    Task<BarRows> BarsAsync(string symbol, HistoryChunk chunk, CancellationToken cancellationToken);

    /// <summary>Where the history of a symbol begins, engine time; null when that is not told.</summary>
    /// <exception cref="HistoryException">It does not answer.</exception>
    Task<long?> BeginAsync(string symbol, SessionHours hours, CancellationToken cancellationToken);
}
