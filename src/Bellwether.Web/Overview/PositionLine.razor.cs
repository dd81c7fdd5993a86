using Bellwether.Core;
using Bellwether.Engine;
using Microsoft.AspNetCore.Components;

namespace Bellwether.Web;

/// <summary>One row of the open positions; drawn again only when something that it shows has changed.</summary>
public sealed partial class PositionLine
{
    TradeInR? inR;
    decimal unrealised;
    string stale = "";
    bool changed = true;

    [Parameter, EditorRequired]
    public PositionRow Row { get; set; } = null!;

    [Parameter, EditorRequired]
    public RowState Mark { get; set; }

    /// <summary>How long the position has been held, as printed.</summary>
    [Parameter, EditorRequired]
    public string Held { get; set; } = "";

    [Parameter, EditorRequired]
    public string LastTint { get; set; } = "";

    [Parameter, EditorRequired]
    public string UnrealisedTint { get; set; } = "";

    bool IsProtected => Row.Protected == Quantity.Abs(Row.Quantity);

    public override Task SetParametersAsync(ParameterView parameters)
    {
        var (row, mark, held, last, profit) = (Row, Mark, Held, LastTint, UnrealisedTint);
        parameters.SetParameterProperties(this);
        changed = Row != row || Mark != mark || Held != held || LastTint != last || UnrealisedTint != profit;
        return base.SetParametersAsync(ParameterView.Empty);
    }

    protected override void OnParametersSet()
    {
        if (!changed) return;
        inR = TradeInR.Of(Row);
        unrealised = Row.Unrealised.ToDecimal();
        stale = Row.Stale ? "stale" : "";
    }

    protected override bool ShouldRender() => changed;
}
