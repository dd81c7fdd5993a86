namespace Bellwether.MarketData;

/// <summary>Looks over the trades of one symbol, as <see cref="BarQualityScan"/> does over bars.</summary>
public sealed class TradeQualityScan
{
    readonly QualityReport report;
    readonly OrderRule order;
    readonly CalendarRule calendar;
    readonly OutlierRule outliers;

    /// <param name="found">Takes what is found, at once or up to a few rows later.</param>
    public TradeQualityScan(string symbol, QualityOptions options, Action<QualityFinding> found)
    {
        report = new QualityReport(symbol, found);
        order = new OrderRule(report, rises: false);
        calendar = new CalendarRule(report, options, BarSpec.OneMinute);
        outliers = new OutlierRule(report, options, BarSpec.OneMinute);
    }

    /// <summary>Trades that were looked at.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes the next trade.</summary>
    public void Add(long time, double price, double size)
    {
        Rows++;
        var isSound = price > 0 && double.IsFinite(price);
        if (!isSound) report.Error(time, QualityRule.Price, QualityReport.Text(price), "a price above 0");
        if (!(size >= 0) || double.IsPositiveInfinity(size)) report.Error(time, QualityRule.Volume, QualityReport.Text(size), "shares of 0 or more");
        if (!order.Take(time)) return;
        calendar.Take(time);
        if (isSound) outliers.Take(time, price, price, price, price);
    }

    /// <summary>The input is over.</summary>
    public void Complete()
    {
        order.Flush();
        calendar.Flush();
        outliers.Flush();
    }
}
