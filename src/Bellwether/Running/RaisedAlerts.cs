using Bellwether.Engine;

namespace Bellwether.Running;

/// <summary>Keeps the alerts of a run in memory, the first ones of many.</summary>
sealed class RaisedAlerts : IAlertSink
{
    /// <summary>A level that is true at every bar of a year must not fill the memory.</summary>
    const int Most = 100_000;

    readonly List<AlertRow> rows = [];

    /// <summary>Oldest first, as many as are kept.</summary>
    public IReadOnlyList<AlertRow> Rows => rows;

    /// <summary>All that were raised.</summary>
    public long Count { get; private set; }

    public void Raised(AlertRow alert)
    {
        Count++;
        if (rows.Count < Most) rows.Add(alert);
    }
}
