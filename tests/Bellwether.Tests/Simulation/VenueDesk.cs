using Bellwether.Core;
using Bellwether.Simulation;

namespace Bellwether.Tests.Simulation;

/// <summary>A venue with two symbols (0 and 1) and short words for tests; prices in dollars, quantities in shares, times in milliseconds.</summary>
sealed class VenueDesk
{
    public const int A = 0;
    public const int B = 1;
    readonly SimulatedVenue venue;
    long now;

    public VenueDesk(VenueOptions? options = null) =>
        venue = new SimulatedVenue(InstrumentTable.UsEquities("AAA", "BBB"), options ?? new VenueOptions { Fills = QuoteFills.Instance });

    public static VenueDesk OnBars(VenueOptions? options = null) => new(options ?? new VenueOptions());

    public SimulatedVenue Venue => venue;

    public static Quantity Shares(long shares) => Quantity.FromShares(shares);

    public static Price Dollars(double dollars) => Price.FromDouble(dollars);

    public VenueDesk At(long milliseconds)
    {
        now = milliseconds * EngineTime.Millisecond;
        venue.AdvanceTo(now);
        return this;
    }

    public VenueDesk Quote(double bid, double ask, double last = double.NaN, double size = 10_000, int symbol = A)
    {
        venue.OnQuote(now, symbol, new Quote(bid, ask, size, size, double.IsNaN(last) ? bid : last));
        return this;
    }

    public VenueDesk Bar(double open, double high, double low, double close, int symbol = A)
    {
        venue.OnBar(now, symbol, open, high, low, close);
        return this;
    }

    public VenueDesk Market(long id, Side side, long shares, int symbol = A, long parent = 0, long oca = 0, OcaType type = OcaType.None)
    {
        venue.Submit(new VenueOrder(id, OrderTerms.Market(symbol, side, Shares(shares)), parent, oca, type));
        return this;
    }

    public VenueDesk Limit(long id, Side side, long shares, double limit, TimeInForce tif = TimeInForce.Day, int symbol = A, long parent = 0, long oca = 0, OcaType type = OcaType.None)
    {
        venue.Submit(new VenueOrder(id, OrderTerms.Limit(symbol, side, Shares(shares), Dollars(limit), tif), parent, oca, type));
        return this;
    }

    public VenueDesk Stop(long id, Side side, long shares, double stop, TimeInForce tif = TimeInForce.Gtc, int symbol = A, long parent = 0, long oca = 0, OcaType type = OcaType.None)
    {
        venue.Submit(new VenueOrder(id, OrderTerms.Stop(symbol, side, Shares(shares), Dollars(stop), tif), parent, oca, type));
        return this;
    }

    /// <summary>An order with instructions; prices of zero are left out.</summary>
    public VenueDesk Order(long id, Side side, long shares, VenueInstructions instructions, OrderType type = OrderType.Market, double limit = 0, double stop = 0, TimeInForce tif = TimeInForce.Day, long parent = 0, long oca = 0, OcaType oct = OcaType.None)
    {
        venue.Submit(new VenueOrder(id, new OrderTerms(A, side, Shares(shares), type, Dollars(limit), Dollars(stop), tif), parent, oca, oct, instructions));
        return this;
    }

    /// <summary>All events so far, in words: <c>1 Execution 100@50.25</c>, <c>2 Cancelled OcaGroup</c>, <c>3 Reduced 60 OcaGroup</c>.</summary>
    public string Events()
    {
        var words = new List<string>();
        while (venue.TryTake(out var happened)) words.Add(Words(happened));
        return string.Join("; ", words);
    }

    public VenueDesk Forget()
    {
        while (venue.TryTake(out _)) { }
        return this;
    }

    public List<VenueEvent> Taken()
    {
        var taken = new List<VenueEvent>();
        while (venue.TryTake(out var happened)) taken.Add(happened);
        return taken;
    }

    static string Words(in VenueEvent happened) => $"{happened.Order} {happened.Kind}"
        + happened.Kind switch
        {
            VenueEventKind.Execution => $" {happened.Quantity}@{happened.Price}",
            VenueEventKind.Reduced => $" {happened.Quantity} {happened.Reason}",
            VenueEventKind.Held or VenueEventKind.Cancelled or VenueEventKind.Rejected or VenueEventKind.CancelRejected or VenueEventKind.ModifyRejected => $" {happened.Reason}",
            _ => "",
        };
}
