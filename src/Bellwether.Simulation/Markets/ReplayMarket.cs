using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <summary>
/// Recorded minute bars played again. Each minute becomes twelve 5-second bars along its <see cref="MinutePath"/>; at the end of each of them the last price is its
/// close, and the quote lies half a tick to either side with 1,000 shares displayed. A minute without a recorded bar has no 5-second bars. A minute bar joins the
/// history when its minute ends. Sessions open and close by the exchange calendar, whether or not there are bars; bars outside sessions are played too.
/// </summary>
public sealed class ReplayMarket : IMarket
{
    const long BarLength = 5 * EngineTime.Second;
    const double DisplayedShares = 1_000;

    readonly Track[] tracks;
    readonly ChangeList changes = new();
    readonly LocalDate lastDate;
    TradingSession? session;
    long nextBar;

    /// <param name="recorded">Columns by symbol; the instrument table has their order.</param>
    /// <param name="firstSession">
    /// Date of the first session to play (New York); when it is none, the next one. The market stands five seconds before its opening; earlier bars are history.
    /// </param>
    /// <exception cref="ArgumentException">Nothing recorded, a symbol twice, or the session lies after all bars.</exception>
    public ReplayMarket(IReadOnlyList<RecordedMinutes> recorded, LocalDate firstSession)
    {
        Instruments = InstrumentTable.UsEquities(recorded.Select(r => r.Symbol));
        session = ExchangeCalendar.NewYork.SessionOn(firstSession) ?? ExchangeCalendar.NewYork.NextSession(firstSession);
        Start = session.OpenNanoseconds - BarLength;
        tracks = [.. recorded.Select((r, i) => new Track(r, Instruments[i].Ticks, Start))];

        var end = recorded.Max(r => r.Count == 0 ? long.MinValue : r.Times[^1]);
        if (end < Start)
            throw new ArgumentException($"the recorded bars end {(end == long.MinValue ? "before they begin" : "at " + EngineTime.ToInstant(end))}, before the session of {session.Date} opens: choose an earlier first session", nameof(firstSession));
        lastDate = ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(end));
        FindNext();
    }

    public InstrumentTable Instruments { get; }

    public long Start { get; }

    public long NextTime { get; private set; }

    public bool IsOpen { get; private set; }

    public ReadOnlySpan<MarketChange> Changes => changes.All;

    public void Step()
    {
        if (NextTime == long.MaxValue) throw new InvalidOperationException("the recorded bars have ended, and the replayed market with them");
        changes.Clear();
        var time = NextTime;
        if (!IsOpen && session?.OpenNanoseconds == time)
        {
            IsOpen = true;
            changes.Add(MarketChangeKind.SessionOpened);
        }
        if (nextBar == time) PlayBars(time);
        if (IsOpen && session?.CloseNanoseconds == time)
        {
            IsOpen = false;
            changes.Add(MarketChangeKind.SessionClosed);
            var next = ExchangeCalendar.NewYork.NextSession(session.Date);
            session = next.Date <= lastDate ? next : null;
        }
        FindNext();
    }

    public ref readonly Quote QuoteOf(int symbol) => ref tracks[symbol].Quote;

    public double TradedWithQuote(int symbol) => tracks[symbol].Bar.Volume;

    public ref readonly MarketBar FiveSecondBarOf(int symbol) => ref tracks[symbol].Bar;

    public BarHistory History(int symbol) => tracks[symbol].History;

    void PlayBars(long time)
    {
        for (var i = 0; i < tracks.Length; i++)
        {
            if (tracks[i].NextEnd != time) continue;
            tracks[i].Play();
            changes.Add(MarketChangeKind.Quote, i);
        }
        for (var i = 0; i < tracks.Length; i++) if (tracks[i].PlayedAt == time) changes.Add(MarketChangeKind.FiveSecondBar, i);
        for (var i = 0; i < tracks.Length; i++) if (tracks[i].PlayedAt == time && tracks[i].EndedMinute) changes.Add(MarketChangeKind.MinuteBar, i);
    }

    void FindNext()
    {
        nextBar = long.MaxValue;
        foreach (var track in tracks) nextBar = Math.Min(nextBar, track.NextEnd);
        var bell = session is null ? long.MaxValue : IsOpen ? session.CloseNanoseconds : session.OpenNanoseconds;
        NextTime = Math.Min(nextBar, bell);
    }

    /// <summary>One symbol: where in which minute it is.</summary>
    sealed class Track
    {
        readonly RecordedMinutes minutes;
        readonly TickRule ticks;
        MinutePath path;
        int minute;
        int bar;

        public Track(RecordedMinutes minutes, TickRule ticks, long start)
        {
            this.minutes = minutes;
            this.ticks = ticks;
            while (minute < minutes.Count && minutes.Times[minute] + EngineTime.Minute <= start) Remember();
            if (minute < minutes.Count) bar = (int)(Math.Max(0, start - minutes.Times[minute]) / BarLength);
            Prepare();
        }

        public Quote Quote = Quote.Absent;
        public MarketBar Bar;

        public BarHistory History { get; } = new();

        /// <summary>End of the next 5-second bar.</summary>
        public long NextEnd { get; private set; }

        /// <summary>End of the latest 5-second bar.</summary>
        public long PlayedAt { get; private set; } = long.MinValue;

        public bool EndedMinute { get; private set; }

        public void Play()
        {
            PlayedAt = NextEnd;
            Bar = path.Bar(bar, minutes.Times[minute]);
            var last = Price.FromDouble(Bar.Close);
            var half = Price.FromMicros(ticks.IncrementAt(last).Micros / 2);
            Quote = new Quote((last - half).ToDouble(), (last + half).ToDouble(), DisplayedShares, DisplayedShares, Bar.Close);
            EndedMinute = ++bar == MinutePath.Bars;
            if (EndedMinute)
            {
                Remember();
                bar = 0;
            }
            Prepare();
        }

        void Prepare()
        {
            NextEnd = minute < minutes.Count ? minutes.Times[minute] + ((bar + 1) * BarLength) : long.MaxValue;
            if (minute < minutes.Count && (bar == 0 || PlayedAt == long.MinValue))
                path = new MinutePath(minutes.Open[minute], minutes.High[minute], minutes.Low[minute], minutes.Close[minute], minutes.Volume[minute], ticks);
        }

        void Remember()
        {
            var (open, high, low, close) = (minutes.Open[minute], minutes.High[minute], minutes.Low[minute], minutes.Close[minute]);
            History.Add(new MarketBar(minutes.Times[minute], open, high, low, close, minutes.Volume[minute], (open + high + low + close) / 4, MinutePath.Bars));
            minute++;
        }
    }
}
