using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// The finest bars there are of a symbol's past, from which every bar size is made. In order: what the market tells of the time before its history, its minute bars, and the
/// 5-second bars of the running minute. Finer than a minute it is read from the tape; where that does not reach, minutes are taken apart along a path that adds up
/// to them exactly, and quotes lie a price step to either side of the trades.
/// </summary>
sealed class PastBars(IMarket market, MarketTape tape)
{
    const long FiveSeconds = 5 * EngineTime.Second;

    readonly List<MarketBar> minutes = [];

    /// <summary>New York date of the first session of which a symbol has bars; null when it has none.</summary>
    public LocalDate? FirstDate(int symbol)
    {
        if (market.Past is { } past && past.First <= past.Last) return past.First;
        var bars = market.History(symbol).Bars;
        if (!bars.IsEmpty) return GatewayTime.DateOf(bars[0].Time);
        return tape.Bars(symbol).Count > 0 ? GatewayTime.DateOf(tape.Bars(symbol).TimeOf(0)) : null;
    }

    /// <summary>Adds the bars that lie in <c>[from, to)</c>, oldest first: minutes, or finer ones at the ends and where finer ones are asked for.</summary>
    /// <param name="seconds">Length that the bars must divide: 1, 5, or 60 for whole minutes.</param>
    public void Collect(int symbol, PriceKind kind, int seconds, long from, long to, List<MarketBar> into)
    {
        if (kind == PriceKind.Trades)
        {
            Trades(symbol, seconds, from, to, into);
            return;
        }
        // Quotes are on the tape from some time on; before it they follow the trades.
        var step = Math.Min(seconds, 5) * EngineTime.Second;
        var since = tape.TicksSince(symbol);
        var recorded = Math.Min(to, Math.Max(from, (since + step - 1) / step * step));
        var added = into.Count;
        Trades(symbol, seconds, from, recorded, into);
        for (var i = added; i < into.Count; i++) into[i] = Beside(into[i], kind, market.Instruments[symbol].Ticks);
        if (recorded >= to) return;
        for (var date = GatewayTime.DateOf(recorded); date <= GatewayTime.DateOf(to - 1); date = date.PlusDays(1))
        {
            if (market.Hours.On(date) is not { } session) continue;
            var end = Math.Min(session.CloseNanoseconds, to);
            for (var time = Math.Max(session.OpenNanoseconds, recorded); time + step <= end; time += step)
                if (tape.TryQuoteBar(symbol, kind, time, time + step, out var bar)) into.Add(bar);
        }
    }

    void Trades(int symbol, int seconds, long from, long to, List<MarketBar> into)
    {
        if (from >= to) return;
        minutes.Clear();
        Minutes(symbol, from, to);
        foreach (var minute in minutes)
        {
            if (seconds == 60 && minute.Time >= from && minute.Time + EngineTime.Minute <= to) into.Add(minute);
            else TakeApart(symbol, minute, seconds, from, to, into);
        }
        // The running minute.
        var history = market.History(symbol).Bars;
        var ended = history.IsEmpty ? long.MinValue : history[^1].Time + EngineTime.Minute;
        var bars = tape.Bars(symbol);
        for (var i = bars.FirstAfter(Math.Max(from, ended) - 1); i < bars.Count && bars.TimeOf(i) + FiveSeconds <= to; i++) Five(symbol, bars[i], seconds, into);
    }

    /// <summary>Minutes that overlap <c>[from, to)</c>.</summary>
    void Minutes(int symbol, long from, long to)
    {
        if (market.Past is { } past)
        {
            var last = LocalDate.Min(past.Last, GatewayTime.DateOf(to - 1));
            for (var date = LocalDate.Max(past.First, GatewayTime.DateOf(from)); date <= last; date = date.PlusDays(1))
                if (market.Hours.On(date) is { } session) past.AddMinutes(symbol, session, minutes);
            minutes.RemoveAll(m => m.Time + EngineTime.Minute <= from || m.Time >= to);
        }
        var history = market.History(symbol);
        for (var i = history.FirstFrom(from - EngineTime.Minute + 1); i < history.Count && history.Bars[i].Time < to; i++) minutes.Add(history.Bars[i]);
    }

    void TakeApart(int symbol, in MarketBar minute, int seconds, long from, long to, List<MarketBar> into)
    {
        if (tape.HasBarsOf(symbol, minute.Time))
        {
            var bars = tape.Bars(symbol);
            for (var i = bars.FirstAfter(minute.Time - 1); i < bars.Count && bars.TimeOf(i) < minute.Time + EngineTime.Minute; i++)
                if (bars.TimeOf(i) >= from && bars.TimeOf(i) + FiveSeconds <= to) Five(symbol, bars[i], seconds, into);
            return;
        }
        var path = new MinutePath(minute.Open, minute.High, minute.Low, minute.Close, minute.Volume, market.Instruments[symbol].Ticks);
        for (var i = 0; i < MinutePath.Bars; i++)
        {
            var trades = (minute.Trades * (i + 1) / MinutePath.Bars) - (minute.Trades * i / MinutePath.Bars);
            var bar = path.Bar(i, minute.Time) with { Trades = trades };
            if (bar.Time >= from && bar.Time + FiveSeconds <= to) Five(symbol, bar, seconds, into);
        }
    }

    void Five(int symbol, in MarketBar bar, int seconds, List<MarketBar> into)
    {
        if (seconds > 1)
        {
            into.Add(bar);
            return;
        }
        var count = into.Count;
        if (bar.Time >= tape.TicksSince(symbol) - EngineTime.Second && RecordedSeconds(symbol, bar, into)) return;
        into.RemoveRange(count, into.Count - count);
        for (var i = 0; i < SecondPath.Bars; i++) into.Add(SecondPath.Bar(bar, i, market.Instruments[symbol].Ticks));
    }

    /// <summary>Adds the bars of the seconds in which something traded.</summary>
    /// <returns>False when the ticks do not add up to the bar: the market told more with it than with them.</returns>
    bool RecordedSeconds(int symbol, in MarketBar bar, List<MarketBar> into)
    {
        var ring = tape.Ticks(symbol);
        MarketBar? whole = null;
        for (var i = ring.FirstAfter(bar.Time); i < ring.Count && ring.TimeOf(i) <= bar.Time + FiveSeconds; i++)
        {
            var tick = ring[i];
            if (!(tick.Traded > 0)) continue;
            // What is told at an instant traded in the second before it.
            var second = bar.Time + ((ring.TimeOf(i) - bar.Time - 1) / EngineTime.Second * EngineTime.Second);
            var one = new MarketBar(second, tick.Last, tick.Last, tick.Last, tick.Last, tick.Traded, tick.Last, 1);
            if (whole is not null && into[^1].Time == second) into[^1] = BarMerge.Join(into[^1], one);
            else into.Add(one);
            whole = whole is { } sofar ? BarMerge.Join(sofar, one) : one;
        }
        return whole is { } w && (w.Open, w.High, w.Low, w.Close, w.Volume, w.Trades) == (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Trades);
    }

    static MarketBar Beside(in MarketBar trades, PriceKind kind, TickRule ticks)
    {
        var step = kind == PriceKind.Midpoint ? 0 : ticks.IncrementAt(Price.FromDouble(trades.Low)).ToDouble() * (kind == PriceKind.Bid ? -1 : 1);
        // The length is of no matter for averages as long as all bars beside each other are equally long.
        return new MarketBar(
            trades.Time, Cents(trades.Open + step), Cents(trades.High + step), Cents(trades.Low + step), Cents(trades.Close + step), 1, Cents(trades.Close + step), 0);
    }

    static double Cents(double price) => Math.Round(price, 6);
}
