using Bellwether.Core;
using Bellwether.Predictions;
using Bellwether.Risk;
using Bellwether.Strategies;

namespace Bellwether.Engine;

/// <summary>What one engine is made of. The pieces belong to that engine alone.</summary>
public sealed record EngineOptions
{
    public required InstrumentTable Instruments { get; init; }

    public required IStrategy Strategy { get; init; }

    public required ISizingModel Sizing { get; init; }

    public required RiskLimits Limits { get; init; }

    public required PredictionBook Predictions { get; init; }

    /// <summary>Cash at the start; a broker may restate it before the first execution.</summary>
    public required Money StartCash { get; init; }

    /// <summary>New risk is allowed from the start.</summary>
    public required bool Armed { get; init; }

    /// <summary>False for a broker that must first be reconciled: entries stay frozen until its first complete snapshot.</summary>
    public required bool StartsReconciled { get; init; }

    /// <summary>Slots for orders; see <see cref="Orders.OrderBook"/>.</summary>
    public int OrderCapacity { get; init; } = 1 << 14;

    /// <summary>Executions that the ledger takes without growing.</summary>
    public int ExecutionCapacity { get; init; } = 1 << 13;

    /// <summary>An order that no word of the broker has acknowledged for this long, nanoseconds, is in doubt; 0 = never (a venue in the same process).</summary>
    public long AcknowledgementTimeout { get; init; } = 15 * EngineTime.Second;

    /// <summary>Executions whose commission is not known after this long, nanoseconds, are asked for again; 0 = never (a venue in the same process).</summary>
    public long CommissionTimeout { get; init; } = EngineTime.Minute;

    /// <summary>An order without any word of the broker for this long, nanoseconds, is alarmed; before <see cref="AcknowledgementTimeout"/>.</summary>
    public long AcknowledgementAlarm { get; init; } = 5 * EngineTime.Second;

    /// <summary>Least distance of the two snapshots that prove an order absent, nanoseconds.</summary>
    public long AbsenceInterval { get; init; } = 30 * EngineTime.Second;

    /// <summary>Bars may be corrected: the latest <see cref="Indicators.IndicatorGraph.RevisableBars"/> are kept for it. Without it corrections are recorded and counted only.</summary>
    public bool RevisesBars { get; init; }

    /// <summary>Conditions that are watched beside the strategy, over its indicators; null = none.</summary>
    public AlertBook? Alerts { get; init; }

    /// <summary>Takes every alert besides the journal and the history; null = nobody.</summary>
    public IAlertSink? AlertSink { get; init; }

    /// <summary>Keep what viewers look back at (fills, alerts, the equity curve).</summary>
    public bool KeepsHistory { get; init; } = true;
}
