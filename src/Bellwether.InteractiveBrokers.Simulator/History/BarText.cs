using System.Globalization;
using Bellwether.Core;
using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Bars as the answer to a query writes them.</summary>
readonly struct BarText(HistoryQuery query, int formatDate, int serverVersion)
{
    /// <summary>From this version on times carry a blank and their zone.</summary>
    const int ZonedTimes = 174;

    public HistoricalBar Bar(in MarketBar bar)
    {
        var (volume, average, count) = Figures(bar);
        return new HistoricalBar { Date = Date(bar.Time), Open = bar.Open, High = bar.High, Low = bar.Low, Close = bar.Close, Volume = volume, Wap = average, BarCount = count };
    }

    public HistoricalDataUpdate Update(int requestId, in MarketBar bar)
    {
        var (volume, average, count) = Figures(bar);
        return new HistoricalDataUpdate
        {
            ReqId = requestId, BarCount = count, Date = Date(bar.Time), Open = bar.Open, Close = bar.Close, High = bar.High, Low = bar.Low, Wap = average, Volume = volume,
        };
    }

    /// <summary>Only trades have a volume, an average and a count.</summary>
    (decimal Volume, decimal Average, int Count) Figures(in MarketBar bar) =>
        query.Show is "TRADES" or "ADJUSTED_LAST" ? (Sizes.Of(bar.Volume), (decimal)Math.Round(bar.AveragePrice, 6), bar.Trades) : (-1, -1, -1);

    string Date(long time)
    {
        if (query.Size.IsDated) return GatewayTime.DayText(time);
        if (formatDate == 2) return (time / EngineTime.Second).ToString(CultureInfo.InvariantCulture);
        return serverVersion >= ZonedTimes ? GatewayTime.Text(time) : GatewayTime.OldText(time);
    }
}
