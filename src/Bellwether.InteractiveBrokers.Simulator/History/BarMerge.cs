using Bellwether.Core;
using Bellwether.Simulation;
using NodaTime;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Makes the bars of a size from finer ones that come in order of time.</summary>
sealed class BarMerge(BarSize size, TradingHours hours, bool regularHours)
{
    LocalDate date;
    long midnight = long.MinValue;
    long nextMidnight = long.MinValue;
    TradingSession? session;
    long start;

    /// <summary>The bar of two that follow each other; it begins when the earlier one does.</summary>
    public static MarketBar Join(in MarketBar earlier, in MarketBar later)
    {
        var volume = earlier.Volume + later.Volume;
        var average = volume > 0 ? ((earlier.AveragePrice * earlier.Volume) + (later.AveragePrice * later.Volume)) / volume : later.AveragePrice;
        return new MarketBar(
            earlier.Time, earlier.Open, Math.Max(earlier.High, later.High), Math.Min(earlier.Low, later.Low), later.Close, volume, average, earlier.Trades + later.Trades);
    }

    /// <summary>Puts a bar where it belongs; one outside the hours asked for belongs nowhere.</summary>
    /// <returns>False when it was left out.</returns>
    public bool Add(in MarketBar bar, List<MarketBar> into)
    {
        if (bar.Time < midnight || bar.Time >= nextMidnight) Turn(bar.Time);
        if (regularHours && (session is null || bar.Time < session.OpenNanoseconds || bar.Time >= session.CloseNanoseconds)) return false;
        var begins = size.StartOf(bar.Time, date, midnight, session?.OpenNanoseconds);
        if (into.Count > 0 && begins == start)
        {
            // Weeks and months carry the date of their latest session.
            into[^1] = Join(into[^1], bar) with { Time = size.IsDated ? midnight : begins };
            return true;
        }
        start = begins;
        into.Add(bar with { Time = size.IsDated ? midnight : begins });
        return true;
    }

    /// <summary>Goes on after a bar that was made before: one that this merging could have made.</summary>
    public void Resume(in MarketBar bar, List<MarketBar> into)
    {
        Turn(bar.Time);
        start = size.StartOf(bar.Time, date, midnight, session?.OpenNanoseconds);
        into.Add(bar);
    }

    void Turn(long time)
    {
        date = GatewayTime.DateOf(time);
        (midnight, nextMidnight) = (GatewayTime.Midnight(date), GatewayTime.Midnight(date.PlusDays(1)));
        session = hours.On(date);
    }
}
