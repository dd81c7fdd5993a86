using System.Collections.Concurrent;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.MarketData;
using NodaTime;

namespace Bellwether.Live;

/// <summary>
/// History of a gateway, within the broker's limits, which the client keeps. What a moment's trouble spoilt (the session, the pace, a lost answer) is asked again; what is refused is not.
/// </summary>
/// <param name="client">A connected client; its owner disposes it.</param>
/// <param name="time">Clock for waiting.</param>
/// <param name="patience">How long to wait for a lost session.</param>
public sealed class IbHistorySource(IbClient client, TimeProvider time, TimeSpan patience) : IHistorySource
{
    const int Tries = 4;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Codes that refuse the symbol and not the request: no such contract, no permission for its data.</summary>
    static readonly int[] SymbolCodes = [200, 203, 354, 10089, 10090, 10167, 10168, 10187, 10197];

    readonly ConcurrentDictionary<string, Contract> contracts = new(StringComparer.Ordinal);

    public Task<long> NowAsync(CancellationToken cancellationToken) =>
        AskAsync("the gateway's time", async () => EngineTime.From(Instant.FromDateTimeOffset(await client.CurrentTimeAsync(cancellationToken).ConfigureAwait(false))), cancellationToken);

    public Task<BarRows> BarsAsync(string symbol, HistoryChunk chunk, CancellationToken cancellationToken) => AskAsync(symbol, async () =>
    {
        var contract = await ContractAsync(symbol, cancellationToken).ConfigureAwait(false);
        var end = EngineTime.ToInstant(chunk.End).ToDateTimeOffset();
        var bars = await client.HistoricalBarsAsync(contract, chunk.Size.Name, chunk.Duration, "TRADES", chunk.Hours == SessionHours.Regular, end, cancellationToken: cancellationToken).ConfigureAwait(false);
        return Rows(symbol, bars);
    }, cancellationToken);

    public Task<long?> BeginAsync(string symbol, SessionHours hours, CancellationToken cancellationToken) => AskAsync(symbol, async () =>
    {
        var contract = await ContractAsync(symbol, cancellationToken).ConfigureAwait(false);
        try
        {
            var begin = await client.HeadTimestampAsync(contract, "TRADES", hours == SessionHours.Regular, cancellationToken).ConfigureAwait(false);
            return (long?)EngineTime.From(Instant.FromDateTimeOffset(begin));
        }
        catch (Exception problem) when (problem is FormatException || (problem is IbRequestException { Code: var code } && !SymbolCodes.Contains(code) && !IsPacing((IbRequestException)problem)))
        {
            // Not every gateway knows it; then the answers themselves tell where there is nothing.
            return null;
        }
    }, cancellationToken);

    async Task<Contract> ContractAsync(string symbol, CancellationToken cancellationToken)
    {
        if (contracts.TryGetValue(symbol, out var known)) return known;
        // The broker writes classes of shares with a blank.
        var found = await client.ResolveAsync(ContractQuery.Stock(symbol.Replace('.', ' ')), cancellationToken).ConfigureAwait(false);
        return contracts[symbol] = found.Contract;
    }

    async Task<T> AskAsync<T>(string about, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var trial = 1; ; trial++)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (IbSessionException) when (trial < Tries && !cancellationToken.IsCancellationRequested)
            {
                await UntilThereIsASessionAsync(about, cancellationToken).ConfigureAwait(false);
            }
            catch (IbRequestException problem) when (trial < Tries && IsPacing(problem))
            {
                // The client holds history back for a while before the next one.
            }
            catch (TimeoutException) when (trial < 2)
            {
                // Once more; a second silence is told.
            }
            catch (Exception problem) when (Failure(problem) is { } failure)
            {
                throw new HistoryException(failure, IsAboutPermission(problem) ? $"{about}: {((IbRequestException)problem).GatewayText.TrimEnd('.')}. Subscribe to these data for the account, or leave the symbol out" : problem.Message, problem);
            }
        }
    }

    /// <summary>What the exception is a failure of; null when it is none of the gateway's.</summary>
    static HistoryFailure? Failure(Exception problem) => problem switch
    {
        IbStoppedException or IbSessionException => HistoryFailure.Session,
        ContractResolutionException => HistoryFailure.Symbol,
        IbRequestException refusal => SymbolCodes.Contains(refusal.Code) || IsAboutPermission(refusal) ? HistoryFailure.Symbol : HistoryFailure.Request,
        TimeoutException or FormatException => HistoryFailure.Request,
        _ => null,
    };

    static bool IsAboutPermission(Exception problem) => problem is IbRequestException refusal && refusal.GatewayText.Contains("permission", StringComparison.OrdinalIgnoreCase);

    static bool IsPacing(IbRequestException problem) => problem.Code == 162 && HistoryRefusals.Read(problem.GatewayText) == HistoryRefusal.Pacing;

    async Task UntilThereIsASessionAsync(string about, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (client.State is not (ClientState.Ready or ClientState.BrokerAway))
        {
            if (client.State == ClientState.Stopped || time.GetElapsedTime(began) > patience)
                throw new HistoryException(HistoryFailure.Session, $"{about}: the connection to the gateway was lost and did not come back within {patience.TotalSeconds:0} s; start the gateway and call again, which goes on where this ended");
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Bars as a store keeps them. What cannot be a bar is an error of the request: nothing of the answer is taken then.</summary>
    static BarRows Rows(string symbol, IReadOnlyList<HistoryBar> bars)
    {
        var rows = BarRows.OfLength(bars.Count);
        var (count, last) = (0, long.MinValue);
        foreach (var bar in bars)
        {
            if (TimeOf(bar) is not { } at) continue;
            if (!(bar.Low > 0 && bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close) && bar.High < 1e9))
                throw new FormatException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{symbol}: the gateway answered a bar at {EngineTime.ToInstant(at)} with open {bar.Open}, high {bar.High}, low {bar.Low}, close {bar.Close}; expected prices above 0 with the high above and the low below the others. Ask again later"));
            if (at <= last) throw new FormatException($"{symbol}: the gateway answered a bar at {EngineTime.ToInstant(at)} after one of {EngineTime.ToInstant(last)}; expected rising times. Ask again later");
            (rows.Time[count], rows.Open[count], rows.High[count], rows.Low[count], rows.Close[count]) = (at, bar.Open, bar.High, bar.Low, bar.Close);
            (rows.Volume[count], rows.Vwap[count], rows.Trades[count], rows.Source[count]) = ((double)(bar.Volume ?? 0), bar.Wap is { } wap ? (double)wap : double.NaN, bar.Count ?? -1, BarSource.Backfilled);
            last = at;
            count++;
        }
        return rows.Slice(0, count);
    }

    /// <summary>A day's bar is labelled by the open of its session; a day that is none has no bar.</summary>
    static long? TimeOf(HistoryBar bar) => bar.Time is { } time
        ? EngineTime.From(Instant.FromDateTimeOffset(time))
        : ExchangeCalendar.NewYork.SessionOn(new LocalDate(bar.Date.Year, bar.Date.Month, bar.Date.Day))?.OpenNanoseconds;
}
