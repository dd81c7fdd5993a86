using System.Globalization;
using Bellwether.Core;
using Bellwether.Engine;
using Microsoft.AspNetCore.Components;

namespace Bellwether.Web;

/// <summary>What lives at the broker: resting entries first, then protection and exits, then the latest closed orders, each newest first.</summary>
public sealed partial class OrdersPanel
{
    RowOrder<OrderRow> order = null!;
    bool held;

    [Parameter, EditorRequired]
    public DeskView View { get; set; } = new(null, null);

    int Working => View.LiveOrders.Count();

    protected override void OnInitialized() => order = new RowOrder<OrderRow>(o => o.Number.ToString(CultureInfo.InvariantCulture), Clock);

    protected override void OnParametersSet() => Arrange(held);

    void Release()
    {
        held = false;
        Arrange(hold: false);
    }

    void Arrange(bool hold) => order.Arrange(
        [.. (View.Snapshot?.Orders ?? []).OrderBy(o => o switch { { IsLive: true, Role: OrderRole.Entry } => 0, { IsLive: true } => 1, _ => 2 }).ThenByDescending(o => o.Updated)], hold);

    /// <summary>How far the last price is from the order's price, in percent of the last price.</summary>
    decimal? Distance(OrderRow row) => row is { IsLive: true, Price: { } price } && View.LastPrice(row.Symbol) is { } last && last > Price.Zero
        ? (price.ToDecimal() / last.ToDecimal() - 1) * 100
        : null;

    static bool IsTrouble(OrderRow row) => row.State is "rejected" or "never arrived" or "unknown";

    static string Abbreviation(OrderType type) => type switch
    {
        OrderType.Market => "MKT",
        OrderType.Limit => "LMT",
        OrderType.Stop => "STP",
        _ => Figure.None,
    };

    static string ClassOf(RowState mark) => mark switch { RowState.Arrived => "arrived", RowState.Gone => "gone", _ => "" };
}
