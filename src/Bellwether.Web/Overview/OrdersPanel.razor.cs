using System.Globalization;
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

    protected override void OnInitialized() => order = new RowOrder<OrderRow>(o => o.Number.ToString(CultureInfo.InvariantCulture), Clock);

    protected override void OnParametersSet() => Arrange(held);

    void Release()
    {
        held = false;
        Arrange(hold: false);
    }

    void Arrange(bool hold) => order.Arrange(View.Orders, hold);
}
