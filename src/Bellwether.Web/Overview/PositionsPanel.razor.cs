using Bellwether.Core;
using Bellwether.Engine;
using Microsoft.AspNetCore.Components;

namespace Bellwether.Web;

/// <summary>What is held, what it can cost, whether it is protected; the largest first.</summary>
public sealed partial class PositionsPanel
{
    readonly CellTints tints = new();
    RowOrder<PositionRow> order = null!;
    DeskSnapshot? shown;
    bool held;

    [Parameter, EditorRequired]
    public DeskView View { get; set; } = new(null, null);

    string Summary
    {
        get
        {
            var open = View.OpenPositions;
            if (open.Count == 0) return "";
            var bare = open.Count(p => p.Protected < Quantity.Abs(p.Quantity));
            return $"{open.Count} open · " + (bare == 0 ? "every one protected" : $"{bare} not fully protected");
        }
    }

    protected override void OnInitialized() => order = new RowOrder<PositionRow>(p => p.Symbol, Clock);

    protected override void OnParametersSet()
    {
        Arrange(held);
        if (ReferenceEquals(shown, View.Snapshot)) return;
        shown = View.Snapshot;
        tints.Next(View.OpenPositions.SelectMany(p => new[]
        {
            (p.Symbol + "/last", p.Last.ToDecimal()),
            (p.Symbol + "/unrealised", p.Unrealised.ToDecimal()),
        }));
    }

    void Arrange(bool hold) => order.Arrange(View.OpenPositions, hold);

    void Release()
    {
        held = false;
        Arrange(hold: false);
    }
}
