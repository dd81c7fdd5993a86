namespace Bellwether.MarketData;

/// <summary>One fault of market data.</summary>
/// <param name="Time">Where it begins, engine time: the label of the bar, the time of the trade or quote, the first time that is missing.</param>
/// <param name="Value">What was found.</param>
/// <param name="Expected">What would be right, and what to do where that is not plain.</param>
public readonly record struct QualityFinding(string Symbol, long Time, QualityRule Rule, QualitySeverity Severity, string Value, string Expected)
{
    /// <summary>The name of a rule in results.</summary>
    public static string NameOf(QualityRule rule) => rule switch
    {
        QualityRule.Unreadable => "unreadable",
        QualityRule.OutOfOrder => "out-of-order",
        QualityRule.Duplicate => "duplicate",
        QualityRule.ClockJump => "clock-jump",
        QualityRule.OffGrid => "off-grid",
        QualityRule.ClosedDay => "closed-day",
        QualityRule.OutsideSession => "outside-session",
        QualityRule.MissingSession => "missing-session",
        QualityRule.Gap => "gap",
        QualityRule.Ohlc => "ohlc",
        QualityRule.Price => "price",
        QualityRule.Volume => "volume",
        QualityRule.Outlier => "outlier",
        QualityRule.Jump => "jump",
        QualityRule.Crossed => "crossed",
        QualityRule.Spread => "spread",
        _ => "disagreement",
    };
}
