using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.Tests.Simulator;

/// <summary>A market that does what a test wrote down. Monday, 2 June 2025; times are seconds from its opening at 09:30 New York, closing at 16:00.</summary>
sealed class ScriptedMarket : IMarket
{
    public static readonly long Open = EngineTime.From(Instant.FromUtc(2025, 6, 2, 13, 30));
    public const int CloseSecond = 23_400;

    readonly SortedDictionary<(long Time, int Number), Entry> script = [];
    readonly List<MarketChange> changes = [];
    readonly Quote[] quotes;
    readonly double[] traded;
    readonly MarketBar[] bars;
    MarketChange[] published = [];

    public ScriptedMarket(params string[] symbols)
    {
        Instruments = InstrumentTable.UsEquities(symbols);
        quotes = [.. symbols.Select(_ => Bellwether.Core.Quote.Absent)];
        traded = new double[symbols.Length];
        bars = new MarketBar[symbols.Length];
        Add(0, new Entry(new MarketChange(MarketChangeKind.SessionOpened, -1)));
        Add(CloseSecond, new Entry(new MarketChange(MarketChangeKind.SessionClosed, -1)));
    }

    public InstrumentTable Instruments { get; }

    public long Start => Open - (5 * EngineTime.Second);

    public long NextTime => script.Count == 0 ? long.MaxValue : script.Keys.First().Time;

    public bool IsOpen { get; private set; }

    public ReadOnlySpan<MarketChange> Changes => published;

    public ScriptedMarket Quote(double second, double bid, double ask, double? last = null, double size = 1_000, double shares = 0, int symbol = 0)
    {
        Add(second, new Entry(new MarketChange(MarketChangeKind.Quote, symbol)) { Quote = new Quote(bid, ask, size, size, last ?? bid), Traded = shares });
        return this;
    }

    public ScriptedMarket FiveSecondBar(double endSecond, double open, double high, double low, double close, double volume, int symbol = 0)
    {
        var time = Open + (long)((endSecond - 5) * EngineTime.Second);
        Add(endSecond, new Entry(new MarketChange(MarketChangeKind.FiveSecondBar, symbol)) { Bar = new MarketBar(time, open, high, low, close, volume, (open + close) / 2, 3) });
        return this;
    }

    /// <summary>Opens the session that follows: at 09:30 of the next day.</summary>
    public ScriptedMarket NextDay()
    {
        Add(86_400, new Entry(new MarketChange(MarketChangeKind.SessionOpened, -1)));
        return this;
    }

    public void Step()
    {
        var time = NextTime;
        changes.Clear();
        while (NextTime == time)
        {
            var (key, entry) = script.First();
            script.Remove(key);
            changes.Add(entry.Change);
            var symbol = entry.Change.Symbol;
            switch (entry.Change.Kind)
            {
                case MarketChangeKind.SessionOpened: IsOpen = true; break;
                case MarketChangeKind.SessionClosed: IsOpen = false; break;
                case MarketChangeKind.Quote: (quotes[symbol], traded[symbol]) = (entry.Quote, entry.Traded); break;
                default: bars[symbol] = entry.Bar; break;
            }
        }
        published = [.. changes];
    }

    public ref readonly Quote QuoteOf(int symbol) => ref quotes[symbol];

    public double TradedWithQuote(int symbol) => traded[symbol];

    public ref readonly MarketBar FiveSecondBarOf(int symbol) => ref bars[symbol];

    public BarHistory History(int symbol) => new();

    void Add(double second, Entry entry) => script.Add((Open + (long)(second * EngineTime.Second), script.Count == 0 ? 0 : script.Keys.Max(k => k.Number) + 1), entry);

    sealed record Entry(MarketChange Change)
    {
        public Quote Quote { get; init; }
        public double Traded { get; init; }
        public MarketBar Bar { get; init; }
    }
}
