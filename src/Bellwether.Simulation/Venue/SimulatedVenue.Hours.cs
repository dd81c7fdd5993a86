using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <content>Auctions, the extended session, and what happens at a time.</content>
public sealed partial class SimulatedVenue
{
    bool clockStarted;

    /// <summary>The extended session is on, which spans the regular one.</summary>
    public bool IsExtended { get; private set; }

    void AddTimers(long order, in VenueInstructions instructions)
    {
        if (instructions.TimeInForce == VenueTimeInForce.GoodTillDate) timers.Add(instructions.GoodTill, RequestAction.Expire, order);
        if (instructions.GoodAfter > 0) timers.Add(instructions.GoodAfter, RequestAction.Awake, order);
    }

    void OpenSymbol(int symbol)
    {
        if (IsOpen && !markets[symbol].Halted) books.OpeningAuction(symbol, AuctionPrice(markets[symbol], opening: true));
    }

    static Price AuctionPrice(in VenueMarket market, bool opening)
    {
        var quote = market.Quote;
        var price = quote.Last > 0 ? quote.Last : quote.Bid > 0 ? quote.Bid : quote.Ask > 0 ? quote.Ask : opening ? market.Open : market.Close;
        if (quote.Bid > 0) price = Math.Max(price, quote.Bid);
        if (quote.Ask > 0) price = Math.Min(price, quote.Ask);
        return price > 0 ? Price.FromDouble(price) : Price.Zero;
    }

    /// <summary>The first time that the venue is told says in or before which extended session it stands.</summary>
    void StartClock(long time)
    {
        clockStarted = true;
        Now = time;
        var calendar = ExchangeCalendar.NewYork;
        var today = calendar.SessionOn(calendar.DateOf(EngineTime.ToInstant(time)));
        if (today is not null && time < ExtendedEnd(today))
        {
            if (time < ExtendedStart(today)) timers.Add(ExtendedStart(today), RequestAction.ExtendedOpen, 0);
            else OpenExtended();
        }
        else
        {
            AwaitExtended(calendar.DateOf(EngineTime.ToInstant(time)));
        }
    }

    void OpenExtended()
    {
        IsExtended = true;
        var calendar = ExchangeCalendar.NewYork;
        timers.Add(ExtendedEnd(calendar.SessionOn(calendar.DateOf(EngineTime.ToInstant(Now)))!), RequestAction.ExtendedClose, 0);
        books.AnnounceWaiting();
    }

    void CloseExtended()
    {
        IsExtended = false;
        books.ExpireDayOrders(extended: true);
        AwaitExtended(ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(Now)));
    }

    void AwaitExtended(LocalDate after)
    {
        // Without a session ahead there is none to open.
        if (after < ExchangeCalendar.NewYork.Last.PlusDays(-7))
            timers.Add(ExtendedStart(ExchangeCalendar.NewYork.NextSession(after)), RequestAction.ExtendedOpen, 0);
    }

    static long ExtendedStart(TradingSession session) => EngineTime.From(session.ExtendedOpen);

    static long ExtendedEnd(TradingSession session) => EngineTime.From(session.ExtendedClose);
}
