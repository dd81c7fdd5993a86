using Bellwether.Core;
using Bellwether.Live;
using Bellwether.MarketData;
using NodaTime.Text;

namespace Bellwether.Commands;

/// <summary>The lines of <c>data compare</c>.</summary>
sealed class DriftLines(DriftTolerance tolerance)
{
    public static readonly string[] Columns =
        ["symbol", "date", "status", "bars", "history_bars", "missing", "filled", "extra", "differing", "beyond", "price_drift_bp", "volume_drift_pct", "volume", "history_volume",
            "trades", "history_trades", "trades_drift_pct", "vwap_drift_bp"];

    public static readonly string[] DetailColumns =
    [
        "symbol", "time_utc", "kind", "open", "high", "low", "close", "volume", "history_open", "history_high", "history_low", "history_close", "history_volume",
        "price_drift_bp", "volume_drift_pct", "beyond", "vwap", "trades", "history_vwap", "history_trades", "trades_drift_pct",
    ];

    /// <summary>Every session was compared and lies within the tolerance.</summary>
    public bool AreAllWithin(IReadOnlyList<SymbolComparison> results) => results.All(r => r.Problems.Count == 0 && r.Sessions.Count > 0 && r.Sessions.All(s => s.Beyond(tolerance) == 0));

    /// <summary>A line a symbol and session.</summary>
    public IEnumerable<IReadOnlyList<(string, object?)>> Sessions(IReadOnlyList<SymbolComparison> results) =>
        from result in results
        from session in result.Sessions
        select (IReadOnlyList<(string, object?)>)
        [
            ("symbol", result.Symbol), ("date", LocalDatePattern.Iso.Format(ExchangeCalendar.NewYork.DateOf(EngineTime.ToInstant(session.Range.From)))), ("status", Status(session)),
            ("bars", session.Ours.Count), ("history_bars", session.Theirs.Count), ("missing", session.Count(DriftKind.Missing)), ("filled", session.Count(DriftKind.Filled)),
            ("extra", session.Count(DriftKind.Extra)), ("differing", session.Differing), ("beyond", session.Beyond(tolerance)), ("price_drift_bp", session.LargestBasisPoints),
            ("volume_drift_pct", session.LargestVolumePercent), ("volume", session.Ours.Volume.Sum()), ("history_volume", session.Theirs.Volume.Sum()),
            ("trades", DriftReport.TradesOf(session.Ours)), ("history_trades", DriftReport.TradesOf(session.Theirs)), ("trades_drift_pct", Known(session.LargestTradesPercent)),
            ("vwap_drift_bp", Known(session.LargestVwapBasisPoints)),
        ];

    /// <summary>A line a minute that differs.</summary>
    public IEnumerable<IReadOnlyList<(string, object?)>> Details(IReadOnlyList<SymbolComparison> results) =>
        from result in results
        from session in result.Sessions
        from drift in session.Drifts
        select (IReadOnlyList<(string, object?)>)
        [
            ("symbol", result.Symbol), ("time_utc", InstantPattern.ExtendedIso.Format(EngineTime.ToInstant(drift.Time))), ("kind", drift.Kind.ToString().ToLowerInvariant()),
            .. Values("", session.Ours, drift.Ours), .. Values("history_", session.Theirs, drift.Theirs),
            ("price_drift_bp", drift.BasisPoints), ("volume_drift_pct", drift.VolumePercent), ("beyond", drift.IsBeyond(tolerance) ? 1 : 0),
            .. Figures("", session.Ours, drift.Ours), .. Figures("history_", session.Theirs, drift.Theirs), ("trades_drift_pct", drift.TradesPercent),
        ];

    string Status(DriftReport session) => session.Drifts.Count == 0 ? "equal" : session.Beyond(tolerance) == 0 ? "within" : "differs";

    static (string, object?)[] Values(string prefix, BarRows rows, int row) =>
    [
        (prefix + "open", row < 0 ? null : rows.Open[row]), (prefix + "high", row < 0 ? null : rows.High[row]), (prefix + "low", row < 0 ? null : rows.Low[row]),
        (prefix + "close", row < 0 ? null : rows.Close[row]), (prefix + "volume", row < 0 ? null : rows.Volume[row]),
    ];

    static (string, object?)[] Figures(string prefix, BarRows rows, int row) =>
        [(prefix + "vwap", row < 0 ? null : Known(rows.Vwap[row])), (prefix + "trades", row < 0 || rows.Trades[row] < 0 ? null : rows.Trades[row])];

    static double? Known(double figure) => double.IsNaN(figure) ? null : figure;
}
