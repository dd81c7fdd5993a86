using Bellwether.Core;
using Bellwether.Simulation;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A symbol's session so far.</summary>
struct SymbolDay
{
    /// <summary>The quote that subscribers were told last.</summary>
    public Quote Told;
    public double Open;
    public double High;
    public double Low;
    public double Volume;
    public double Value;
    public int Trades;
    public double LastSize;
    public double LatestPrice;

    /// <summary>When something traded last; nanoseconds since the Unix epoch.</summary>
    public long LatestTime;
    public double PreviousClose;

    /// <summary>Volume-weighted average price of the session; the latest price before anything traded.</summary>
    public readonly double AveragePrice => Volume > 0 ? Value / Volume : LatestPrice;

    /// <summary>Takes in a trade.</summary>
    public TradeNews Add(double price, double shares, long time)
    {
        var opened = Volume == 0;
        var news = (opened ? TradeNews.Opened | TradeNews.NewHigh | TradeNews.NewLow : 0) | (price > High ? TradeNews.NewHigh : 0) | (price < Low ? TradeNews.NewLow : 0);
        if (opened) Open = price;
        if ((news & TradeNews.NewHigh) != 0) High = price;
        if ((news & TradeNews.NewLow) != 0) Low = price;
        Volume += shares;
        Value += price * shares;
        Trades++;
        (LastSize, LatestPrice, LatestTime) = (shares, price, time);
        return news;
    }

    /// <summary>Takes in a bar of the session from before anybody watched.</summary>
    public void Add(in MarketBar bar)
    {
        if (Volume == 0) (Open, High, Low) = (bar.Open, bar.High, bar.Low);
        (High, Low) = (Math.Max(High, bar.High), Math.Min(Low, bar.Low));
        Volume += bar.Volume;
        Value += bar.AveragePrice * bar.Volume;
        Trades += bar.Trades;
        (LastSize, LatestPrice, LatestTime) = (bar.Volume / Math.Max(1, bar.Trades), bar.Close, bar.Time);
    }

    /// <summary>Prices of before are in other shares from now on.</summary>
    public void Split(SplitRatio ratio) => (Open, High, Low, Volume, LatestPrice, PreviousClose, Told) =
        (ratio.OfPrice(Open), ratio.OfPrice(High), ratio.OfPrice(Low), ratio.OfVolume(Volume), ratio.OfPrice(LatestPrice), ratio.OfPrice(PreviousClose), Quote.Absent);

    /// <summary>A new session begins.</summary>
    public void Turn()
    {
        var last = LatestPrice;
        this = new SymbolDay { PreviousClose = last > 0 ? last : PreviousClose, LatestPrice = last, Told = Told };
    }
}

/// <summary>What a trade was for its session.</summary>
[Flags]
enum TradeNews { None = 0, Opened = 1, NewHigh = 2, NewLow = 4 }
