namespace Bellwether.MarketData;

/// <summary>
/// Times rise from bar to bar, and do not fall from trade to trade. One row that is behind is out of order; when the row after it is behind as well, the clock jumped, which is
/// said once for all rows until time has caught up.
/// </summary>
sealed class OrderRule(QualityReport report, bool rises)
{
    long latest = long.MinValue;
    long behind;
    long rowsBehind;

    /// <summary>Takes the next row's time.</summary>
    /// <returns>True when the row is in order, so that others may hold it against its predecessor; equal times are in order.</returns>
    public bool Take(long time)
    {
        if (time < latest)
        {
            if (rowsBehind++ == 0) behind = time;
            return false;
        }
        Flush();
        latest = time;
        return true;
    }

    /// <summary>The row has the time of the one before it.</summary>
    public bool IsSecondOf(long time) => rises && time == latest;

    public void Flush()
    {
        var expected = (rises ? "a time after " : "a time not before ") + (latest == long.MinValue ? "" : QualityReport.Text(latest));
        if (rowsBehind == 1) report.Error(behind, QualityRule.OutOfOrder, QualityReport.Text(behind), expected);
        if (rowsBehind > 1) report.Error(behind, QualityRule.ClockJump, $"{QualityReport.Count(rowsBehind, "row")} from {QualityReport.Text(behind)}", expected + ": check the clock or the time zone of the source");
        rowsBehind = 0;
    }
}
