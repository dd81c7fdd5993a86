using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>
/// Prices that are far from the last price before them: further than a fixed part of it, and further than so many times the usual move of this series in the time between. What
/// such a price is, the bar after it tells: prices that come back make it an outlier; prices that stay make it a jump, which real stocks have, most of all at a split.
/// </summary>
sealed class OutlierRule(QualityReport report, QualityOptions options, BarSpec bar)
{
    /// <summary>Weight of the newest move in the usual one.</summary>
    const double Newest = 1.0 / 32;

    const double LongestMinutes = 390;

    /// <summary>Bars of up to this length move within a session as the options say, longer ones further with the root of their length.</summary>
    const double ShortMinutes = 5;

    readonly bool isDaily = bar.Kind != BarKind.Time;
    readonly double lengthens = bar.Kind == BarKind.Time ? Math.Sqrt(Math.Max(1, bar.Size / (ShortMinutes * EngineTime.Minute))) : 1;

    double reference = double.NaN;
    long referenceTime;
    double usual;
    (long Time, double Open, double High, double Low, double Close)? doubtful;

    /// <summary>Takes the next bar; its prices are above 0.</summary>
    public void Take(long time, double open, double high, double low, double close)
    {
        if (doubtful is { } bar && !Resolve(bar, time, close)) return;
        if (double.IsNaN(reference))
        {
            // Nothing came before the first bar: it is held against itself.
            (reference, referenceTime) = (IsFar(open, close, Allowed(time, time)) ? close : open, time);
        }
        var allowed = Allowed(referenceTime, time);
        if (IsFar(close, reference, allowed))
        {
            doubtful = (time, open, high, low, close);
            return;
        }
        // A bar that moved far and back is real as long as its prices lead from one to the other: what is wrong is far from both ends.
        if (IsStray(open, close, allowed) || IsStray(high, close, allowed) || IsStray(low, close, allowed))
        {
            var (name, price) = Furthest(open, high, low);
            report.Error(time, QualityRule.Outlier, $"{name} {QualityReport.Text(price)}", $"within {Part(allowed)} of the price before ({QualityReport.Text(reference)}){Scale(price)}");
        }
        Accept(time, close);
    }

    public void Flush()
    {
        if (doubtful is not { } bar) return;
        report.Error(bar.Time, QualityRule.Outlier, Prices(bar), $"within {Part(Allowed(referenceTime, bar.Time))} of the price before ({QualityReport.Text(reference)}); the data end before they say whether it stays{Scale(bar.Close)}");
        doubtful = null;
    }

    /// <summary>Judges the bar before by the close of this one.</summary>
    /// <returns>True: this bar is then judged as any other.</returns>
    bool Resolve((long Time, double Open, double High, double Low, double Close) bar, long time, double close)
    {
        doubtful = null;
        var allowed = Allowed(referenceTime, bar.Time);
        var stays = !IsFar(close, bar.Close, Allowed(bar.Time, time));
        if (!stays && !IsFar(close, reference, Allowed(referenceTime, time)))
        {
            report.Error(bar.Time, QualityRule.Outlier, Prices(bar), $"within {Part(allowed)} of the prices around it ({QualityReport.Text(reference)}){Scale(bar.Close)}");
            return true;
        }
        var isMixed = !(IsFar(bar.Open, reference, allowed) && IsFar(bar.High, reference, allowed) && IsFar(bar.Low, reference, allowed));
        var split = SplitRatio.Between(reference, bar.Close);
        var move = QualityReport.Percent(((bar.Close / reference) - 1) * 100);
        if (isMixed && split is not null)
            report.Error(bar.Time, QualityRule.Outlier, Prices(bar), $"prices of one scale: this bar has those before and those after a split of {split}; correct or remove it");
        else
            report.Warn(bar.Time, QualityRule.Jump, $"{move} from {QualityReport.Text(reference)} to {QualityReport.Text(bar.Close)}", split is null
                ? $"a move within {Part(allowed)}, or news that explains it"
                : $"a move within {Part(allowed)}: this one is that of a split of {split}; import the corporate actions and adjust");
        (reference, referenceTime) = (bar.Close, bar.Time);
        return true;
    }

    void Accept(long time, double close)
    {
        usual += Newest * ((Math.Abs(Math.Log(close / reference)) / Math.Sqrt(Minutes(referenceTime, time))) - usual);
        (reference, referenceTime) = (close, time);
    }

    /// <summary>How far, as a natural logarithm, a price may be from one of an earlier time.</summary>
    double Allowed(long from, long to)
    {
        var floor = isDaily || to - from > 4 * 60 * EngineTime.Minute ? options.MoveBetweenSessions : Math.Min(options.MoveBetweenSessions, options.MoveWithinSession * lengthens);
        return Math.Max(Math.Log(1 + floor), options.UsualMoves * usual * Math.Sqrt(Minutes(from, to)));
    }

    double Minutes(long from, long to) => isDaily ? 1 : Math.Clamp((double)(to - from) / EngineTime.Minute, 1, LongestMinutes);

    bool IsStray(double price, double close, double allowed) => IsFar(price, reference, allowed) && IsFar(price, close, allowed);

    static bool IsFar(double price, double other, double allowed) => Math.Abs(Math.Log(price / other)) > allowed;

    (string Name, double Price) Furthest(double open, double high, double low)
    {
        var (name, price) = ("open", open);
        if (Math.Abs(Math.Log(high / reference)) > Math.Abs(Math.Log(price / reference))) (name, price) = ("high", high);
        if (Math.Abs(Math.Log(low / reference)) > Math.Abs(Math.Log(price / reference))) (name, price) = ("low", low);
        return (name, price);
    }

    string Scale(double price) => SplitRatio.Between(reference, price) is { } split ? $"; it is off by a split of {split}" : "";

    static string Part(double allowed) => QualityReport.Percent((Math.Exp(allowed) - 1) * 100);

    static string Prices((long Time, double Open, double High, double Low, double Close) bar) => bar.Open == bar.Close && bar.High == bar.Low
        ? QualityReport.Text(bar.Close)
        : $"open {QualityReport.Text(bar.Open)} high {QualityReport.Text(bar.High)} low {QualityReport.Text(bar.Low)} close {QualityReport.Text(bar.Close)}";
}
