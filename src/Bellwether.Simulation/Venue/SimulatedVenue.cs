using System.Runtime.CompilerServices;
using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// A simulated exchange with the broker's order handling in front of it: order types and times in force as <see cref="OrderTerms"/> and
/// <see cref="VenueInstructions"/> say, parents with children, and OCA groups.
/// It is told the time and the market, takes requests, and lists what happened as events in order (<see cref="TryTake"/>). Deterministic; one thread; no
/// allocation once its arrays have grown to the run's size.
/// <para>
/// <b>Matching.</b> Each change of a symbol's market is offered to the orders resting in it in order of arrival, stops before the others (when a bar spans both
/// a stop and a target, the stop counts). A new, armed or changed order is matched against the market as it stands. Orders of the simulated venue do not meet
/// each other and do not move prices.
/// </para>
/// <para>
/// <b>OCA groups</b> act as Interactive Brokers names them. Type 1: any execution, also of a part, cancels the others. Types 2 and 3: the others lose as many
/// shares as were executed and are cancelled when nothing remains. "With block" (1 and 2) acts before any other order of the group can execute; "without
/// block" (3) acts after the market change that caused the execution, so two orders that the same change reaches both execute: the overfill that the
/// broker warns of.
/// </para>
/// <para>
/// <b>Auctions.</b> The first change of a symbol's market after the opening is its opening auction, the end of the session its closing auction. The price is the
/// last one, moved into the quote; on bars the bar's open and the last bar's close.
/// </para>
/// <para>
/// <b>Children</b> are held until their parent executes (<see cref="ChildArming"/>); a parent that is cancelled without an execution takes them along.
/// </para>
/// </summary>
public sealed partial class SimulatedVenue
{
    readonly IFillModel fills;
    readonly InstrumentTable instruments;
    readonly OrderBooks books;
    readonly VenueMarket[] markets;
    readonly RequestSchedule schedule = new();
    readonly RequestSchedule timers = new();
    readonly VenueLatency latency;
    readonly bool extendedHours;
    bool barPass;

    public SimulatedVenue(InstrumentTable instruments, VenueOptions options)
    {
        this.instruments = instruments;
        extendedHours = options.ExtendedHours;
        fills = options.Fills;
        latency = options.Latency;
        markets = new VenueMarket[instruments.Count];
        Array.Fill(markets, VenueMarket.Unknown);
        books = new OrderBooks(this, instruments.Count, options);
        IsOpen = options.StartsOpen;
    }

    /// <summary>Nanoseconds since the Unix epoch: the latest time the venue was told.</summary>
    public long Now { get; private set; }

    /// <summary>The regular session: all orders execute.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Sessions opened so far.</summary>
    internal int SessionsOpened { get; private set; }

    /// <summary>
    /// Time of the earliest request under way, or <see cref="long.MaxValue"/>: <see cref="AdvanceTo"/> it at the latest. Good-till dates and the like are not
    /// requests: they take effect, with their own time, whenever the clock passes them.
    /// </summary>
    public long NextDue => schedule.NextDue;

    /// <summary>Events not yet taken.</summary>
    public int PendingEvents => books.Events.Count;

    /// <summary>The market of a symbol as the venue knows it.</summary>
    public ref readonly VenueMarket Market(int symbol) => ref markets[symbol];

    /// <summary>The oldest event not yet taken.</summary>
    public bool TryTake(out VenueEvent next) => books.Events.TryTake(out next);

    /// <summary>
    /// Sends an order. Without latency it is accepted, and executed if it can be, before this returns; a refusal is an event too
    /// (<see cref="VenueEventKind.Rejected"/>).
    /// </summary>
    public void Submit(in VenueOrder order)
    {
        if (!books.TryAdd(order)) return;
        if (!order.Instructions.IsPlain) AddTimers(order.Id, order.Instructions);
        if (latency.Effect == 0)
        {
            books.Accept(order.Id);
            books.Enter(order.Id);
            books.Settle();
            return;
        }
        schedule.Add(checked(Now + latency.Acknowledge), RequestAction.Acknowledge, order.Id);
        schedule.Add(checked(Now + latency.Effect), RequestAction.Enter, order.Id);
    }

    /// <summary>Asks for an order to be removed. It can execute until the request takes effect.</summary>
    public void Cancel(long order)
    {
        if (latency.Effect == 0)
        {
            books.Cancel(order, VenueReason.Requested);
            books.Settle();
            return;
        }
        schedule.Add(checked(Now + latency.Acknowledge), RequestAction.AcknowledgeCancel, order);
        schedule.Add(checked(Now + latency.Effect), RequestAction.Cancel, order);
    }

    /// <summary>Asks for new terms: quantity, prices and time in force may change; symbol, side and type may not, nor does an order change its auction.</summary>
    public void Modify(long order, in OrderTerms terms, in VenueInstructions instructions = default)
    {
        if (!instructions.IsPlain) AddTimers(order, instructions);
        if (latency.Effect == 0)
        {
            books.Modify(order, terms, instructions);
            books.Settle();
            return;
        }
        schedule.Add(checked(Now + latency.Effect), RequestAction.Modify, order, terms, instructions);
    }

    /// <summary>Moves the clock; requests due by then take effect in order of time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Earlier than <see cref="Now"/>.</exception>
    public void AdvanceTo(long time)
    {
        if (extendedHours && !clockStarted) StartClock(time);
        while (Math.Min(schedule.NextDue, timers.NextDue) <= time)
        {
            var request = (timers.NextDue < schedule.NextDue ? timers : schedule).Take();
            // A change may have set a time that is over already.
            Now = Math.Max(Now, request.Due);
            Apply(request);
            books.Settle();
        }
        MoveClock(time);
    }

    /// <summary>A bar of one symbol has closed. Prices in dollars.</summary>
    /// <param name="time">Its close.</param>
    public void OnBar(long time, int symbol, double open, double high, double low, double close)
    {
        AdvanceTo(time);
        TakeBar(symbol, open, high, low, close);
    }

    /// <summary>A bar of which only the close matters: open, high and low are the close.</summary>
    public void OnBarClose(long time, int symbol, double close) => OnBar(time, symbol, close, close, close, close);

    /// <summary>Bars of several symbols have closed at one instant; taken in the slice's order.</summary>
    /// <param name="time">Their close.</param>
    public void OnSlice(long time, in Slice slice)
    {
        AdvanceTo(time);
        for (var i = 0; i < slice.Count; i++) TakeBar(slice.Symbols[i], slice.Open[i], slice.High[i], slice.Low[i], slice.Close[i]);
    }

    /// <summary>A symbol's quote or last price changed.</summary>
    public void OnQuote(long time, int symbol, in Quote quote)
    {
        AdvanceTo(time);
        markets[symbol].Quote = quote;
        if (books.IsEmpty(symbol)) return;
        if (!books.HasNoAuctionOrders) OpenSymbol(symbol);
        Pass(symbol, bar: false);
    }

    /// <summary>Orders may execute from here on; those that waited are working.</summary>
    public void OpenSession(long time)
    {
        AdvanceTo(time);
        IsOpen = true;
        SessionsOpened++;
        books.AnnounceWaiting();
    }

    /// <summary>The closing auction; then day orders expire; the others, and orders that come in later, wait for the next opening.</summary>
    public void CloseSession(long time)
    {
        AdvanceTo(time);
        if (!books.HasNoAuctionOrders)
            for (var symbol = 0; symbol < markets.Length; symbol++)
                books.ClosingAuction(symbol, markets[symbol].Halted ? Price.Zero : AuctionPrice(markets[symbol], opening: false));
        IsOpen = false;
        books.ExpireDayOrders();
        books.Settle();
    }

    /// <summary>
    /// The shares of a symbol become others while nothing trades: every order in it is cancelled, as brokers do it, and what is known of its market is of the new shares.
    /// </summary>
    public void Split(long time, int symbol, SplitRatio ratio)
    {
        AdvanceTo(time);
        books.CancelAll(symbol, VenueReason.Split);
        ref var market = ref markets[symbol];
        var quote = market.Quote;
        market.Quote = quote with { Bid = ratio.OfPrice(quote.Bid), Ask = ratio.OfPrice(quote.Ask), Last = ratio.OfPrice(quote.Last), BidSize = ratio.OfVolume(quote.BidSize), AskSize = ratio.OfVolume(quote.AskSize) };
        (market.Open, market.High, market.Low, market.Close) = (ratio.OfPrice(market.Open), ratio.OfPrice(market.High), ratio.OfPrice(market.Low), ratio.OfPrice(market.Close));
        books.Settle();
    }

    /// <summary>Nothing executes or triggers in a symbol until <see cref="Resume"/>; requests are taken as ever, and orders queue.</summary>
    public void Halt(int symbol) => markets[symbol].Halted = true;

    public bool IsHalted(int symbol) => markets[symbol].Halted;

    /// <summary>Trading goes on; resting orders are matched with the next change of the market.</summary>
    public void Resume(int symbol) => markets[symbol].Halted = false;

    void Apply(in Request request)
    {
        switch (request.Action)
        {
            case RequestAction.Acknowledge: books.Accept(request.Order); break;
            case RequestAction.Enter: books.Enter(request.Order); break;
            case RequestAction.AcknowledgeCancel: books.AcknowledgeCancel(request.Order); break;
            case RequestAction.Cancel: books.Cancel(request.Order, VenueReason.Requested); break;
            case RequestAction.Modify: books.Modify(request.Order, request.Terms, request.Instructions); break;
            case RequestAction.Expire: books.Expire(request.Order); break;
            case RequestAction.Awake: books.Awake(request.Order); break;
            case RequestAction.ExtendedOpen: OpenExtended(); break;
            case RequestAction.ExtendedClose: CloseExtended(); break;
            default: throw new InvalidOperationException($"request {request.Action} is unknown to the venue");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void TakeBar(int symbol, double open, double high, double low, double close)
    {
        ref var market = ref markets[symbol];
        market.Open = open;
        market.High = high;
        market.Low = low;
        market.Close = close;
        if (books.IsEmpty(symbol)) return;
        if (!books.HasNoAuctionOrders) OpenSymbol(symbol);
        Pass(symbol, bar: true);
    }

    void Pass(int symbol, bool bar)
    {
        barPass = bar;
        books.Match(symbol);
        books.Settle();
        barPass = false;
    }

    void MoveClock(long time)
    {
        if (time < Now) throw new ArgumentOutOfRangeException(nameof(time), time, $"the venue's clock stands at {Now} and does not go back");
        Now = time;
    }
}
