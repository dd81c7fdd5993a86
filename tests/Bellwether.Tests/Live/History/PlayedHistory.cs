using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;

namespace Bellwether.Tests.Live;

/// <summary>A broker's history that the test plays: it answers what it holds, and does as it is told.</summary>
sealed class PlayedHistory : IHistorySource
{
    readonly Lock gate = new();

    public long Now { get; set; }

    public long? Begin { get; set; }

    /// <summary>What it holds, by symbol.</summary>
    public Dictionary<string, BarRows> Bars { get; } = [];

    /// <summary>Every request, in the order of asking.</summary>
    public List<(string Symbol, HistoryChunk Chunk)> Asked { get; } = [];

    public int BeginsAsked { get; private set; }

    /// <summary>Happens before an answer; may throw.</summary>
    public Action<string, HistoryChunk>? Before { get; set; }

    /// <summary>A minute bar whose close tells its minute, for every minute of a stretch.</summary>
    public static BarRows Minutes(TimeRange range, Func<long, double>? close = null)
    {
        var rows = BarRows.OfLength((int)((range.To - range.From) / EngineTime.Minute));
        for (var i = 0; i < rows.Count; i++)
        {
            var time = range.From + (i * EngineTime.Minute);
            var price = close?.Invoke(time) ?? 100 + (time / EngineTime.Minute % 997 / 100.0);
            (rows.Time[i], rows.Open[i], rows.High[i], rows.Low[i], rows.Close[i]) = (time, 100, 120, 90, price);
            (rows.Volume[i], rows.Vwap[i], rows.Trades[i], rows.Source[i]) = (1_000 + i, price, 10, BarSource.Backfilled);
        }
        return rows;
    }

    public void Holds(string symbol, params IEnumerable<BarRows> parts) => Bars[symbol] = parts.Aggregate(BarRows.Empty, BarRows.Merge);

    public Task<long> NowAsync(CancellationToken cancellationToken) => Task.FromResult(Now);

    public Task<BarRows> BarsAsync(string symbol, HistoryChunk chunk, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate) Asked.Add((symbol, chunk));
        Before?.Invoke(symbol, chunk);
        // Like the broker, it tells more than was asked: it reaches back by its own way of counting.
        return Task.FromResult(Bars.GetValueOrDefault(symbol, BarRows.Empty).Between(chunk.Span.From - (3 * 24 * 60 * EngineTime.Minute), Math.Min(chunk.End, Now)));
    }

    public Task<long?> BeginAsync(string symbol, SessionHours hours, CancellationToken cancellationToken)
    {
        lock (gate) BeginsAsked++;
        return Task.FromResult(Begin);
    }
}
