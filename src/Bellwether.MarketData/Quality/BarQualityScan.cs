using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>Looks over the bars of one symbol, one after the other and in constant memory, in the order in which they are kept. Values may be anything: that is what is looked for.</summary>
public sealed class BarQualityScan
{
    readonly QualityReport report;
    readonly QualityOptions options;
    readonly OrderRule order;
    readonly CalendarRule calendar;
    readonly OutlierRule outliers;
    (double, double, double, double, double) last;

    /// <param name="found">Takes what is found, at once or up to a few rows later; not in strict order of time.</param>
    public BarQualityScan(string symbol, QualityOptions options, Action<QualityFinding> found)
    {
        report = new QualityReport(symbol, found);
        this.options = options;
        order = new OrderRule(report, rises: true);
        calendar = new CalendarRule(report, options, options.Bar);
        outliers = new OutlierRule(report, options, options.Bar);
    }

    /// <summary>Bars that were looked at.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes the next bar.</summary>
    public void Add(long time, double open, double high, double low, double close, double volume)
    {
        Rows++;
        var isSound = IsSound(time, open, high, low, close);
        if (!(volume >= 0) || double.IsPositiveInfinity(volume))
            report.Error(time, QualityRule.Volume, QualityReport.Text(volume), volume == -1 ? "shares of 0 or more: -1 is a broker's word for unknown and must not be added up" : "shares of 0 or more");
        if (options.Bar.Kind == BarKind.Time && time % Math.Min(options.Bar.Size, EngineTime.Minute) != 0)
            report.Error(time, QualityRule.OffGrid, QualityReport.Text(time), $"the open of a bar of {options.Bar}");
        var values = (open, high, low, close, volume);
        if (Rows > 1 && order.IsSecondOf(time))
        {
            report.Add(isError: values != last, time, QualityRule.Duplicate, QualityReport.Text(time), values == last ? "one bar a time: this one is the one before it again" : "one bar a time: this one has other values than the one before it");
            return;
        }
        if (!order.Take(time)) return;
        last = values;
        calendar.Take(time);
        if (isSound) outliers.Take(time, open, high, low, close);
    }

    /// <summary>The input is over.</summary>
    public void Complete()
    {
        order.Flush();
        calendar.Flush();
        outliers.Flush();
    }

    bool IsSound(long time, double open, double high, double low, double close)
    {
        // Written so that NaN fails too.
        if (!(open > 0 && high > 0 && low > 0 && close > 0) || double.IsPositiveInfinity(open + high + low + close))
        {
            report.Error(time, QualityRule.Price, Prices(open, high, low, close), "prices above 0");
            return false;
        }
        if (low <= open && low <= close && open <= high && close <= high) return true;
        report.Error(time, QualityRule.Ohlc, Prices(open, high, low, close), "low at or below open and close; high at or above them");
        return false;
    }

    static string Prices(double open, double high, double low, double close) =>
        $"open {QualityReport.Text(open)} high {QualityReport.Text(high)} low {QualityReport.Text(low)} close {QualityReport.Text(close)}";
}
