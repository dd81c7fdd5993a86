using System.Runtime.CompilerServices;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

// Streams: desired state, asked for again after every gap, until their reader leaves.
public sealed partial class IbClient
{
    const int BarCapacity = 10_000;
    const int TickCapacity = 100_000;

    /// <summary>
    /// Quotes of a contract. Each item is the whole state; a slow reader gets the newest only (<see cref="StreamOverflow.Conflate"/>). After a lost session an
    /// empty quote says that nothing is known. When no market data line is left, snapshots come about every half minute.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <param name="genericTicks">Numbers of extra ticks, separated by commas.</param>
    /// <param name="priority">Higher ones get the market data lines first.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="IbRequestException">The broker refuses the data (354: not subscribed).</exception>
    public IAsyncEnumerable<IbQuote> QuotesAsync(Contract contract, string genericTicks = "", int priority = 0, CancellationToken cancellationToken = default) =>
        ReadAsync(new QuoteSource(contract, genericTicks) { What = $"quotes of {NameOf(contract)}", Terms = SubscriptionTerms.Quotes(priority: priority) with { Instrument = HistoryRequest.KeyOf(contract) } }, cancellationToken);

    /// <summary>Bars of five seconds. At most 60 such streams are begun in ten minutes, as the broker wants it; others wait, the highest priority first. A reader that is 10,000 bars behind gets an <see cref="IbStreamOverflowException"/>.</summary>
    public IAsyncEnumerable<RealTimeBar> RealTimeBarsAsync(
        Contract contract, string whatToShow = "TRADES", bool regularHours = true, int priority = 0, CancellationToken cancellationToken = default) =>
        ReadAsync(
            new RealTimeBarSource(contract, whatToShow, regularHours, BarCapacity)
            {
                What = $"five-second bars of {NameOf(contract)}",
                Terms = SubscriptionTerms.RealTimeBars(priority: priority) with { Instrument = HistoryRequest.KeyOf(contract) },
            }, cancellationToken);

    /// <summary>Every tick. Ticks of one contract are asked for every 15 seconds at most, as the broker wants it. A reader that is 100,000 ticks behind gets an <see cref="IbStreamOverflowException"/>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="tickType">Last, AllLast, BidAsk or MidPoint.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<TickByTick> TicksAsync(Contract contract, string tickType = "Last", CancellationToken cancellationToken = default) =>
        ReadAsync(new TickByTickSource(contract, tickType, TickCapacity) { What = $"ticks of {NameOf(contract)}", Terms = new(RequestKind.TickByTick, Instrument: HistoryRequest.KeyOf(contract)) }, cancellationToken);

    /// <summary>
    /// History, then its newest bar with every change of it, and the next ones. After a gap the history comes again. A reader that is 10,000 bars behind gets
    /// an <see cref="IbStreamOverflowException"/>.
    /// </summary>
    public IAsyncEnumerable<BarUpdate> BarUpdatesAsync(
        Contract contract, string barSize, string duration, string whatToShow = "TRADES", bool regularHours = true, int priority = 0, CancellationToken cancellationToken = default)
    {
        var request = BarsOf(contract, barSize, duration, whatToShow, regularHours, end: null);
        request.KeepUpToDate = true;
        return ReadAsync(new BarUpdateSource(request, priority, BarCapacity) { What = $"bars of {NameOf(contract)}, {barSize}", Terms = new(RequestKind.HistoricalBars, Priority: priority, Instrument: HistoryRequest.KeyOf(contract)) }, cancellationToken);
    }

    /// <summary>Profit and loss of the account in use, about once a second; a slow reader gets the newest only.</summary>
    public IAsyncEnumerable<Pnl> PnLAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(new PnLSource(Account) { What = "profit and loss", Terms = new(RequestKind.PnL) }, cancellationToken);

    /// <summary>Profit and loss of one position, about once a second; a slow reader gets the newest only.</summary>
    public IAsyncEnumerable<PnlSingle> PnLAsync(int conId, CancellationToken cancellationToken = default) =>
        ReadAsync(new PnLSingleSource(Account, conId) { What = $"profit and loss of contract {conId}", Terms = new(RequestKind.PnLSingle) }, cancellationToken);

    /// <summary>
    /// Changes the precedence of every stream of a contract that is being read, for instance because the contract is held now: who is higher gets the market data lines, and
    /// goes first when new streams have to wait.
    /// </summary>
    /// <param name="contract">The contract as it was given to the streams.</param>
    /// <param name="priority">Higher ones go first.</param>
    /// <returns>How many streams that were.</returns>
    public Task<int> PrioritizeAsync(Contract contract, int priority) => CallAsync(() => _core.Prioritize(HistoryRequest.KeyOf(contract), priority));

    /// <summary>Chooses live, frozen or delayed data for what is asked from now on, in this session and later ones.</summary>
    public async Task ChooseMarketDataAsync(QuoteType type)
    {
        if (type is < QuoteType.Live or > QuoteType.DelayedFrozen) throw new ArgumentOutOfRangeException(nameof(type), type, "expected live, frozen, delayed or delayed and frozen");
        await CallAsync(() =>
        {
            _core.ChooseMarketData(type);
            return true;
        }).ConfigureAwait(false);
    }

    async IAsyncEnumerable<T> ReadAsync<T>(StreamSource<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await CallAsync(() =>
        {
            _core.Want(source);
            return true;
        }).ConfigureAwait(false);
        try
        {
            await foreach (var item in source.Items.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return item;
        }
        finally
        {
            _loop.Post(() => _core.Drop(source));
        }
    }
}
