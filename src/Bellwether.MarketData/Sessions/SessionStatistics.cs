using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Statistics of one symbol's sessions, row by row, live and over history alike: bars (of up to the regular session) or trades, and quotes beside them. Constant time and memory, nothing is
/// allocated. Rows before 04:00, after the extended close and on closed days do not count; times of bars and trades, and of quotes, do not fall.
/// </summary>
public sealed class SessionStatistics
{
    readonly ExchangeCalendar calendar = ExchangeCalendar.NewYork;
    readonly SessionStatisticsOptions options;
    readonly QuoteBarBuilder quotes = new(BarSpec.Daily, SessionHours.Regular);
    readonly double[] volumes;

    /// <summary>Quotes of the regular session, as far as they have come.</summary>
    QuoteBar quoted;
    int sessionsBefore;
    TradingSession? session;
    long dayStart = long.MaxValue;
    long dayEnd = long.MinValue;
    long last = long.MinValue;
    PriceRange regular = PriceRange.Empty;
    PriceRange opening = PriceRange.Empty;
    PriceRange preMarket = PriceRange.Empty;
    double volume;
    double preMarketVolume;

    /// <summary>Σ weight × volume; the weight of a bar is high + low + close, of a trade three times its price.</summary>
    double value;
    bool isOpeningRangeComplete;
    double priorClose = double.NaN;
    double squares;
    double sampled = double.NaN;
    long minute = long.MinValue;

    /// <exception cref="ArgumentOutOfRangeException">An average over less than one session, or no opening range.</exception>
    public SessionStatistics(SessionStatisticsOptions? options = null)
    {
        this.options = options ?? new SessionStatisticsOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.AverageVolumeSessions, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.OpeningRange, 1, nameof(options));
        volumes = new double[this.options.AverageVolumeSessions];
    }

    /// <summary>Rows outside the extended session.</summary>
    public long OutsideSession { get; private set; }

    /// <summary>Rows whose time was before that of an earlier one.</summary>
    public long Late { get; private set; }

    /// <summary>Engine time of the regular open of the session in progress, or of the last one; the smallest value before the first.</summary>
    public long SessionOpen => session?.OpenNanoseconds ?? long.MinValue;

    /// <summary>Adds the next bar.</summary>
    /// <returns>True when it began a new session; <paramref name="finished"/> is then the one before.</returns>
    /// <exception cref="CalendarRangeException">The calendar does not know its date.</exception>
    public bool AddBar(long time, double open, double high, double low, double close, double volume, out SessionSnapshot finished)
    {
        if (time < last)
        {
            Late++;
            finished = default;
            return false;
        }
        var began = Enter(time, out finished, out var isInside);
        if (isInside) Take(time, open, high, low, close, volume, (high + low + close) * volume);
        return began;
    }

    /// <summary>Adds the next trade.</summary>
    /// <inheritdoc cref="AddBar"/>
    public bool AddTrade(long time, double price, double size, out SessionSnapshot finished)
    {
        if (time < last)
        {
            Late++;
            finished = default;
            return false;
        }
        var began = Enter(time, out finished, out var isInside);
        if (isInside) Take(time, price, price, price, price, size, 3 * price * size);
        return began;
    }

    /// <summary>Adds the next quote, whose sides are as in <see cref="QuoteColumns"/>.</summary>
    /// <inheritdoc cref="AddBar"/>
    public bool AddQuote(long time, double bid, double bidSize, double ask, double askSize, out SessionSnapshot finished)
    {
        var began = Enter(time, out finished, out var isInside);
        if (isInside && quotes.AddQuote(time, bid, bidSize, ask, askSize, out var day)) quoted = day;
        return began;
    }

    /// <summary>The session in progress, or the last one.</summary>
    /// <returns>False before the first row.</returns>
    public bool TryRead(out SessionSnapshot snapshot)
    {
        snapshot = default;
        if (session is null) return false;
        if (quotes.TryPeek(out var day)) quoted = day;
        snapshot = Snapshot(session);
        return true;
    }

    SessionSnapshot Snapshot(TradingSession session) => new(
        session.Date, last, regular.Open, regular.High, regular.Low, regular.Close, volume, volume > 0 ? value / (3 * volume) : double.NaN,
        opening.High, opening.Low, isOpeningRangeComplete, preMarket.High, preMarket.Low, preMarketVolume, priorClose, AverageVolume(),
        quoted.Time == session.OpenNanoseconds ? quoted.SpreadMean : double.NaN, RealisedVolatility());

    /// <summary>Finds the session of a time.</summary>
    bool Enter(long time, out SessionSnapshot finished, out bool isInside)
    {
        finished = default;
        isInside = time >= dayStart && time < dayEnd;
        if (isInside || (session is not null && time < dayStart))
        {
            if (!isInside) Late++;
            return false;
        }
        if (calendar.SessionOn(calendar.DateOf(EngineTime.ToInstant(time))) is not { } next || time < EngineTime.From(next.ExtendedOpen) || time >= EngineTime.From(next.ExtendedClose))
        {
            OutsideSession++;
            return false;
        }
        isInside = true;
        var began = session is not null;
        if (session is { } before) finished = Finish(before);
        session = next;
        (dayStart, dayEnd) = (EngineTime.From(next.ExtendedOpen), EngineTime.From(next.ExtendedClose));
        (regular, opening, preMarket) = (PriceRange.Empty, PriceRange.Empty, PriceRange.Empty);
        (volume, preMarketVolume, value, squares, sampled, minute, isOpeningRangeComplete) = (0, 0, 0, 0, double.NaN, long.MinValue, false);
        return began;
    }

    SessionSnapshot Finish(TradingSession before)
    {
        if (quotes.TryClose(before.CloseNanoseconds, out var day)) quoted = day;
        isOpeningRangeComplete = true;
        var snapshot = Snapshot(before);
        if (!regular.IsEmpty)
        {
            priorClose = regular.Close;
            volumes[sessionsBefore++ % volumes.Length] = volume;
        }
        return snapshot;
    }

    void Take(long time, double open, double high, double low, double close, double size, double weight)
    {
        last = time;
        if (time < session!.OpenNanoseconds)
        {
            preMarket.Add(open, high, low, close);
            preMarketVolume += size;
            return;
        }
        if (time >= session.CloseNanoseconds) return;
        if (double.IsNaN(sampled)) sampled = open;
        Sample(time);
        regular.Add(open, high, low, close);
        volume += size;
        value += weight;
        if (time < session.OpenNanoseconds + options.OpeningRange) opening.Add(open, high, low, close);
        else isOpeningRangeComplete = true;
    }

    /// <summary>When a new minute begins, the last price of the one before is the next of the returns.</summary>
    void Sample(long time)
    {
        var now = time / EngineTime.Minute;
        if (now == minute) return;
        if (!regular.IsEmpty)
        {
            squares += Squared(regular.Close, sampled);
            sampled = regular.Close;
        }
        minute = now;
    }

    /// <summary>With the minute in progress as if it ended now.</summary>
    double RealisedVolatility() => regular.IsEmpty ? double.NaN : Math.Sqrt(squares + Squared(regular.Close, sampled));

    static double Squared(double price, double before)
    {
        var r = Math.Log(price / before);
        return r * r;
    }

    double AverageVolume()
    {
        var count = Math.Min(sessionsBefore, volumes.Length);
        if (count == 0) return double.NaN;
        var sum = 0.0;
        for (var i = 0; i < count; i++) sum += volumes[i];
        return sum / count;
    }

    /// <summary>What bars and trades have left behind, as it lies in a snapshot.</summary>
    readonly record struct Kept(
        long SessionOpen, long Last, PriceRange Regular, PriceRange Opening, PriceRange PreMarket, double Volume, double PreMarketVolume, double Value, bool IsOpeningRangeComplete, double PriorClose,
        double Squares, double Sampled, long Minute, int SessionsBefore);

    /// <summary>Bytes of <see cref="Save"/>.</summary>
    public int SnapshotLength => Unsafe.SizeOf<Kept>() + (volumes.Length * sizeof(double));

    /// <summary>What bars and trades have left behind, for <see cref="Restore"/> on a machine of the same kind. Quotes are not in it: spreads begin anew, as with every start.</summary>
    public void Save(Span<byte> target)
    {
        var kept = new Kept(
            SessionOpen, last, regular, opening, preMarket, volume, preMarketVolume, value, isOpeningRangeComplete, priorClose, squares, sampled, minute, sessionsBefore);
        MemoryMarshal.Write(target, in kept);
        MemoryMarshal.AsBytes(volumes.AsSpan()).CopyTo(target[^(volumes.Length * sizeof(double))..]);
    }

    /// <summary>Takes back what <see cref="Save"/> wrote.</summary>
    public void Restore(ReadOnlySpan<byte> snapshot)
    {
        var kept = MemoryMarshal.Read<Kept>(snapshot);
        session = kept.SessionOpen == long.MinValue ? null : calendar.SessionOn(calendar.DateOf(EngineTime.ToInstant(kept.SessionOpen)));
        (dayStart, dayEnd) = session is { } day ? (EngineTime.From(day.ExtendedOpen), EngineTime.From(day.ExtendedClose)) : (long.MaxValue, long.MinValue);
        (last, regular, opening, preMarket, volume, preMarketVolume) = (kept.Last, kept.Regular, kept.Opening, kept.PreMarket, kept.Volume, kept.PreMarketVolume);
        (value, isOpeningRangeComplete, priorClose, squares, sampled, minute, sessionsBefore) =
            (kept.Value, kept.IsOpeningRangeComplete, kept.PriorClose, kept.Squares, kept.Sampled, kept.Minute, kept.SessionsBefore);
        MemoryMarshal.Cast<byte, double>(snapshot[^(volumes.Length * sizeof(double))..]).CopyTo(volumes);
    }
}
