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

    /// <summary>Positions with shares, in the snapshot's order.</summary>
    public IEnumerable<PositionRow> OpenPositions => Snapshot?.Positions.Where(p => !p.Quantity.IsZero) ?? [];

    public IEnumerable<OrderRow> LiveOrders => Snapshot?.Orders.Where(o => o.IsLive) ?? [];

    /// <summary>The last price of a symbol that was traded in this run; null for others.</summary>
    public Price? LastPrice(string symbol) => Snapshot?.Positions.FirstOrDefault(p => p.Symbol == symbol)?.Last;

    static decimal? Percent(decimal part, Money whole) => whole > Money.Zero ? part / whole.ToDecimal() * 100 : null;
}
