using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Looks over the quotes of one symbol, as <see cref="BarQualityScan"/> does over bars. Quotes of one time are one change. A bid above the ask for a moment is usual where the
/// quotes of several exchanges are in one file; for longer it is an error.
/// </summary>
public sealed class QuoteQualityScan
{
    readonly QualityReport report;
    readonly QualityOptions options;
    readonly OrderRule order;
    readonly CalendarRule calendar;
    readonly OutlierRule outliers;
    double bid = double.NaN;
    double ask = double.NaN;
    long standsSince = long.MinValue;
    (long Since, double Bid, double Ask)? crossed;
    bool isWide;
    bool isChanged;
    LocalDay day;

    /// <param name="found">Takes what is found, at once or up to a few rows later.</param>
    public QuoteQualityScan(string symbol, QualityOptions options, Action<QualityFinding> found)
    {
        report = new QualityReport(symbol, found);
        this.options = options;
        order = new OrderRule(report, rises: false);
        calendar = new CalendarRule(report, options, BarSpec.OneMinute);
        outliers = new OutlierRule(report, options, BarSpec.OneMinute);
    }

    /// <summary>Quotes that were looked at.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes the next quote; NaN as a price leaves its side as it was.</summary>
    public void Add(long time, double bidPrice, double bidSize, double askPrice, double askSize)
    {
        Rows++;
        if (!order.Take(time)) return;
        if (time > standsSince) Settle();
        if (!day.Has(time))
        {
            Uncross(standsSince);
            (bid, ask, isWide) = (double.NaN, double.NaN, false);
            day = LocalDay.Of(time);
        }
        standsSince = time;
        calendar.Take(time);
        Set(ref bid, "bid", time, bidPrice, bidSize);
        Set(ref ask, "ask", time, askPrice, askSize);
        isChanged = true;
    }

    /// <summary>Takes the next bar of quotes, which stands at its close.</summary>
    public void AddBar(long time, in QuoteSide bidBar, in QuoteSide askBar)
    {
        Check("bid", time, bidBar);
        Check("ask", time, askBar);
        Add(time, bidBar.Close, bidBar.Size, askBar.Close, askBar.Size);
    }

    /// <summary>The input is over.</summary>
    public void Complete()
    {
        Settle();
        Uncross(standsSince);
        order.Flush();
        calendar.Flush();
        outliers.Flush();
    }

    void Check(string name, long time, in QuoteSide bar)
    {
        if (!bar.IsQuoted) return;
        // Written so that NaN fails too.
        if (!(bar.Low <= bar.Open && bar.Low <= bar.Close && bar.Open <= bar.High && bar.Close <= bar.High))
            report.Error(time, QualityRule.Ohlc, $"{name} open {QualityReport.Text(bar.Open)} high {QualityReport.Text(bar.High)} low {QualityReport.Text(bar.Low)} close {QualityReport.Text(bar.Close)}", "low at or below open and close; high at or above them");
        else if (bar.High - bar.Low > options.WidestSpread * bar.Close)
            report.Warn(time, QualityRule.Spread, $"{name} low {QualityReport.Text(bar.Low)} high {QualityReport.Text(bar.High)}", $"one side within {QualityReport.Percent(options.WidestSpread * 100)} of itself: one of them is a placeholder");
    }

    void Set(ref double side, string name, long time, double price, double size)
    {
        if (double.IsNaN(price)) return;
        var isThere = price > 0 && double.IsFinite(price);
        if (!isThere && price != -1)
            report.Add(isError: price != 0, time, QualityRule.Price, $"{name} {QualityReport.Text(price)}", "a price above 0, or nothing for a side that is not quoted");
        if (size < 0 && size != -1) report.Error(time, QualityRule.Volume, $"{name} size {QualityReport.Text(size)}", "shares of 0 or more");
        side = isThere && !(size <= 0) ? price : double.NaN;
    }

    /// <summary>All quotes of a time have come: looks at what they leave.</summary>
    void Settle()
    {
        if (!isChanged) return;
        isChanged = false;
        if (bid > ask)
        {
            crossed ??= (standsSince, bid, ask);
            return;
        }
        Uncross(standsSince);
        var mid = (bid + ask) / 2;
        var wide = ask - bid > options.WidestSpread * mid;
        if (wide && !isWide) report.Warn(standsSince, QualityRule.Spread, $"bid {QualityReport.Text(bid)} ask {QualityReport.Text(ask)}", $"sides within {QualityReport.Percent(options.WidestSpread * 100)} of each other: one of them is a placeholder");
        isWide = wide;
        if (!wide && mid > 0) outliers.Take(standsSince, mid, mid, mid, mid);
    }

    void Uncross(long until)
    {
        if (crossed is not { } c) return;
        crossed = null;
        report.Add(until - c.Since > options.LongCross, c.Since, QualityRule.Crossed, $"bid {QualityReport.Text(c.Bid)} ask {QualityReport.Text(c.Ask)} until {QualityReport.Text(until)}", "a bid at or below the ask");
    }

    /// <summary>One New York date, in engine time.</summary>
    readonly record struct LocalDay(long Start, long End)
    {
        public bool Has(long time) => time >= Start && time < End;

        public static LocalDay Of(long time)
        {
            var zone = ExchangeCalendar.NewYork.Zone;
            var date = ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(time));
            return new LocalDay(EngineTime.From(zone.AtStartOfDay(date).ToInstant()), EngineTime.From(zone.AtStartOfDay(date.PlusDays(1)).ToInstant()));
        }
    }
}
