using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using Bellwether.Storage;

namespace Bellwether.Web;

/// <summary>
/// The store, whose files are opened for each answer so that it tells what is there now, and the minutes that the desk has seen since. One answer at a time: a browser that
/// asks for years must not take the machine from the desk.
/// </summary>
sealed class MarketDataReader(string? folder, ILiveMinutes? live) : IDisposable
{
    /// <summary>Bars in one answer, about 20 MB of JSON.</summary>
    public const int MostBars = 100_000;

    readonly SemaphoreSlim turn = new(1);

    /// <summary>Keeps in mind which files were found whole; it holds none open.</summary>
    readonly BarStore? store = folder is null ? null : BarStore.Open(folder);

    public void Dispose()
    {
        turn.Dispose();
        store?.Dispose();
    }

    /// <summary>Answers from the store when its turn has come; what goes wrong on the way is an answer, too.</summary>
    public async Task<IResult> AnswerAsync(Func<BarStore, Task<IResult>> answer, CancellationToken cancellation)
    {
        if (store is null) return ApiProblem.NoStore;
        await turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => answer(store), cancellation);
        }
        catch (RefusedRequestException refused)
        {
            return refused.Answer;
        }
        catch (CalendarRangeException problem)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "Outside the calendar", problem.Message);
        }
        catch (AdjustmentException problem)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "Cannot be adjusted", problem.Message);
        }
        catch (DataFileException problem)
        {
            return ApiProblem.Of(StatusCodes.Status500InternalServerError, "The store is damaged", problem.Message);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A symbol's bars.</summary>
    /// <exception cref="RefusedRequestException">There are none of that symbol, or no corporate actions to adjust them by.</exception>
    public async Task<BarAnswer> BarsAsync(string symbol, BarQuery query, PriceAdjustment adjustment, CancellationToken cancellation)
    {
        var isLive = live?.MinutesOf(symbol).Count > 0;
        if (!isLive && store!.Kinds(symbol).Count == 0)
            throw Absent("Unknown symbol", $"The store holds no bars of '{symbol}'. GET /api/coverage tells what it holds; bellwether data import or download brings more.");
        if (adjustment != PriceAdjustment.None && !ActionStore.Symbols(folder!).Contains(symbol))
            throw Absent("No corporate actions", $"The store holds no corporate actions of '{symbol}', which adjust={BarRequest.NameOf(adjustment)} needs. bellwether data actions import brings them.");
        IReadOnlyList<CorporateAction> actions = adjustment == PriceAdjustment.None ? [] : ActionStore.Read(folder!, symbol);
        return isLive ? await WithLiveTailAsync(symbol, query, actions, adjustment, cancellation)
            : adjustment == PriceAdjustment.None ? store!.Query(symbol, query) : store!.Query(symbol, query, actions, new AdjustmentQuery(adjustment));
    }

    async Task<BarAnswer> WithLiveTailAsync(string symbol, BarQuery query, IReadOnlyList<CorporateAction> actions, PriceAdjustment adjustment, CancellationToken cancellation)
    {
        var queries = new RangeQueries(store!, download: null, live);
        var answer = await queries.GetBarsAsync([symbol], query, (_, minutes) => AdjustedBars.Of(minutes.ToColumns(symbol), actions, new AdjustmentQuery(adjustment)), cancellation);
        return answer.Bars[0];
    }

    static RefusedRequestException Absent(string title, string detail) => new(ApiProblem.Of(StatusCodes.Status404NotFound, title, detail));
}
