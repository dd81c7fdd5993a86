using Bellwether.Core;
using Bellwether.Engine;
using NodaTime;

namespace Bellwether.Web;

/// <summary>What one frame of a page shows: the desk's latest snapshot and the figures that follow from it alone.</summary>
/// <param name="Snapshot">Null until the engine published its first.</param>
/// <param name="Silence">For how long the engine has published nothing, when that is longer than it should be; else null.</param>
public sealed record DeskView(DeskSnapshot? Snapshot, Duration? Silence)
{
    /// <summary>Realised + unrealised − commission, dollars.</summary>
    public decimal? DayProfit => Snapshot is { } s ? (s.Realised + s.Unrealised - s.Commission).ToDecimal() : null;

    /// <summary>Day P&amp;L in percent of the equity that the day began with.</summary>
    public decimal? DayProfitPercent => Snapshot is { } s ? Percent(DayProfit!.Value, s.StartEquity) : null;

    /// <summary>Equity against its highest value of this run in percent, zero or negative.</summary>
    public decimal? DrawdownPercent => Snapshot is { } s ? Percent(Math.Min(0, (s.Equity - s.PeakEquity).ToDecimal()), s.PeakEquity) : null;

    /// <summary>Gross exposure in percent of equity.</summary>
    public decimal? GrossPercent => Snapshot is { } s ? Percent(s.Gross.ToDecimal(), s.Equity) : null;

    /// <summary>Long value minus short value, dollars.</summary>
    public decimal? Net => Snapshot?.Positions.Sum(p => p.Value.ToDecimal());

    /// <summary>What the open positions lose from here if every resting stop executes at its price, dollars, zero or positive. Counts only shares that a stop covers.</summary>
    public decimal? OpenRisk => Snapshot?.Positions.Where(p => p.Stop is not null).Sum(p =>
        Math.Max(0, p.Quantity.Sign * (p.Last - p.Stop!.Value).ToDecimal()) * Quantity.Min(p.Protected, Quantity.Abs(p.Quantity)).ToDecimal());

    /// <summary>Positions with shares, the largest value first.</summary>
    public IReadOnlyList<PositionRow> OpenPositions { get; } =
        [.. (Snapshot?.Positions ?? []).Where(p => !p.Quantity.IsZero).OrderByDescending(p => Money.Abs(p.Value)).ThenBy(p => p.Symbol, StringComparer.Ordinal)];

    /// <summary>Live entries first, then live protection and exits, then the latest closed orders, each newest first.</summary>
    public IReadOnlyList<OrderRow> Orders { get; } =
        [.. (Snapshot?.Orders ?? []).OrderBy(o => o switch { { IsLive: true, Role: OrderRole.Entry } => 0, { IsLive: true } => 1, _ => 2 }).ThenByDescending(o => o.Updated)];

    /// <summary>How many orders may still execute.</summary>
    public int LiveOrders { get; } = Snapshot?.Orders.Count(o => o.IsLive) ?? 0;

    readonly Dictionary<string, Price> lastPrices = (Snapshot?.Positions ?? []).ToDictionary(p => p.Symbol, p => p.Last, StringComparer.Ordinal);

    /// <summary>How far an order's price lies from the last price, in percent of the last price; null for closed orders and for symbols without a last price.</summary>
    public decimal? Distance(OrderRow order) =>
        order is { IsLive: true, Price: { } price } && lastPrices.TryGetValue(order.Symbol, out var last) && last > Price.Zero
            ? (price.ToDecimal() / last.ToDecimal() - 1) * 100
            : null;

    static decimal? Percent(decimal part, Money whole) => whole > Money.Zero ? part / whole.ToDecimal() * 100 : null;
}
