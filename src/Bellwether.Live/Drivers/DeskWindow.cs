using System.Globalization;
using Bellwether.Core;
using Bellwether.Engine;

namespace Bellwether.Live;

/// <summary>
/// What viewers see of a running desk: builds and publishes snapshots at most five times a second, and keeps the state of the links that goes into them.
/// Lives on the driver's thread.
/// </summary>
sealed class DeskWindow<TJournal>(TradingDesk<TJournal> desk, DriverOptions options, DeskFeed feed) where TJournal : struct, IJournalSink
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    long? publishedAt;
    string? brokerProblem = "connecting";
    string? predictionProblem;
    bool hasAsked;
    long alertsLogged;

    public bool IsConnected => brokerProblem is null;

    public void BrokerUp() => brokerProblem = null;

    /// <summary>The broker cannot be reached, or the connection ended; says so once for each reason.</summary>
    public void BrokerDown(string problem)
    {
        if (brokerProblem != problem) options.Log(problem);
        brokerProblem = problem;
    }

    /// <summary>An answer of the prediction service; says when it fails and when it is back.</summary>
    public void Predicted(string? problem)
    {
        hasAsked = true;
        if (problem is not null && predictionProblem is null) options.Log($"predictions: {problem}; no entries follow from it until the service is back");
        if (problem is null && predictionProblem is not null) options.Log("predictions: the service is back");
        predictionProblem = problem;
    }

    /// <summary>Publishes when the last publication is old enough, or at once.</summary>
    public void Publish(bool now = false)
    {
        var clock = Environment.TickCount64;
        if (!now && publishedAt is { } before && clock - before < Interval.TotalMilliseconds) return;
        publishedAt = clock;
        LogAlerts();
        feed.Publish(DeskSnapshotBuilder.Build(desk.Engine, new DeskContext(options.Mode, desk.Broker.Account, options.ConfigurationHash, Connection(), desk.IsStale)));
    }

    void LogAlerts()
    {
        while (desk.Broker.Notices.TryDequeue(out var notice)) options.Log(notice);
        var alerts = desk.Engine.Alerts;
        for (var back = (int)Math.Min(alerts.Total - alertsLogged, alerts.Count) - 1; back >= 0; back--)
        {
            ref readonly var alert = ref alerts.Newest(back);
            if (alert.Severity != AlertSeverity.Information) options.Log($"{alert.Severity.ToString().ToLowerInvariant()}: {alert.Title}: {alert.Text}");
        }
        alertsLogged = alerts.Total;
    }

    ConnectionSnapshot Connection()
    {
        var stale = 0;
        for (var symbol = 0; symbol < desk.Engine.Instruments.Count; symbol++)
            if (desk.IsStale(symbol)) stale++;
        var isUp = brokerProblem is null;
        var (broker, brokerDetail) = !isUp ? (LinkState.Down, "no connection") : desk.Broker.IsBrokerAway ? (LinkState.Down, "IB lost")
            : desk.Broker.Phase == SessionPhase.Ready ? (LinkState.Ok, "connected") : (LinkState.Degraded, Words(desk.Broker.Phase));
        var (data, dataDetail) = !isUp ? (LinkState.Down, "none") : stale == 0 ? (LinkState.Ok, Count(desk.Engine.Instruments.Count, "symbol")) : (LinkState.Degraded, $"{stale} stale");
        var (predictions, predictionsDetail) = predictionProblem is not null ? (LinkState.Down, "no answer") : !hasAsked ? (LinkState.Degraded, "none yet")
            : (LinkState.Ok, desk.LastPredictions == 0 ? "answers" : $"{Math.Max(0, (desk.Engine.Time - desk.LastPredictions) / EngineTime.Second)} s ago");
        var note = brokerProblem ?? (desk.Broker.IsBrokerAway ? "IB Gateway has lost Interactive Brokers: no new risk until it is back" : predictionProblem is { } p ? $"Predictions: {p}" : null);
        return new ConnectionSnapshot(broker, brokerDetail, data, dataDetail, predictions, predictionsDetail, note);
    }

    static string Words(SessionPhase phase) => phase switch
    {
        SessionPhase.Resolving => "asking for contracts",
        SessionPhase.Reconciling => "reconciling",
        SessionPhase.WarmingUp => "loading history",
        _ => "opening",
    };

    static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
