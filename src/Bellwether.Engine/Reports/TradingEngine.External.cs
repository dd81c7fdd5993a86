using Bellwether.Core;

namespace Bellwether.Engine;

// Orders at the broker that are not ours: manual ones, those of other programs. They count for exposure and are never touched.
public sealed partial class TradingEngine<TJournal>
{
    readonly ExternalOrders externals;

    void OnForeignOrder(in BrokerReport report)
    {
        if (report.Kind != BrokerReportKind.OpenOrder) return;
        var isNew = externals.Show(report, Positions);
        if (isNew && report.Symbol >= 0) OnOutsideChange(report.Symbol);
        if (!isNew) return;
        Raise(AlertSeverity.Information, "An order that is not ours is open",
            $"{(report.Symbol < 0 ? report.Text : Instruments[report.Symbol].Symbol)}: {report.Side} {report.Quantity}, permId {report.PermId}; it counts for the limits and is left alone");
    }

    /// <summary>A snapshot is complete: orders of others that it did not show are over.</summary>
    void ForgetExternals() => externals.Forget(snapshot);
}
