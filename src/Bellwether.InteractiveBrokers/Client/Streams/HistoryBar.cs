using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>A bar of history.</summary>
/// <param name="Date">The trading day of a bar of a day or longer; for shorter bars the UTC date.</param>
/// <param name="Time">Begin of the bar in UTC; null for bars of a day and longer.</param>
/// <param name="Open">Dollars.</param>
/// <param name="High">Dollars.</param>
/// <param name="Low">Dollars.</param>
/// <param name="Close">Dollars.</param>
/// <param name="Volume">Shares; null when the data have none.</param>
/// <param name="Wap">Volume-weighted average price; null when the data have none.</param>
/// <param name="Count">Trades; null when the data have none.</param>
public readonly record struct HistoryBar(
    DateOnly Date, DateTimeOffset? Time, double Open, double High, double Low, double Close, decimal? Volume, decimal? Wap, int? Count)
{
    /// <exception cref="FormatException">The time is none.</exception>
    internal static HistoryBar From(in HistoricalBar bar) =>
        Create(bar.Date, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Wap, bar.BarCount);

    /// <exception cref="FormatException">The time is none.</exception>
    internal static HistoryBar From(HistoricalDataUpdate bar) =>
        Create(bar.Date, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Wap, bar.BarCount);

    static HistoryBar Create(string date, double open, double high, double low, double close, decimal volume, decimal wap, int count)
    {
        DateTimeOffset? time = null;
        // Times are asked for as seconds; one of another form must say which it is.
        if (!BrokerTime.TryDate(date, out var day))
        {
            if (!BrokerTime.TryParse(date, out var instant)) throw new FormatException($"bar time \"{date}\": expected epoch seconds, yyyyMMdd, or a date and a time with its zone; report it, with a capture, if a gateway sent it");
            (time, day) = (instant.ToDateTimeOffset(), instant.InUtc().Date);
        }
        return new(day.ToDateOnly(), time, open, high, low, close, volume >= 0 ? volume : null, wap > 0 ? wap : null, count >= 0 ? count : null);
    }
}
