using Bellwether.Core;
using Bellwether.Engine;
using Microsoft.AspNetCore.Components;

namespace Bellwether.Web;

/// <summary>One row of the orders; drawn again only when something that it shows has changed.</summary>
public sealed partial class OrderLine
{
    bool changed = true;

    [Parameter, EditorRequired]
    public OrderRow Row { get; set; } = null!;

    [Parameter, EditorRequired]
    public RowState Mark { get; set; }

    /// <summary>How far the order's price is from the market, as printed.</summary>
    [Parameter, EditorRequired]
    public string Distance { get; set; } = "";

    bool IsTrouble => Row.State is "rejected" or "never arrived" or "unknown";

    string Abbreviation => Row.Type switch
    {
        OrderType.Market => "MKT",
        OrderType.Limit => "LMT",
        OrderType.Stop => "STP",
        _ => Figure.None,
    };

    public override Task SetParametersAsync(ParameterView parameters)
    {
        var (row, mark, distance) = (Row, Mark, Distance);
        parameters.SetParameterProperties(this);
        changed = Row != row || Mark != mark || Distance != distance;
        return base.SetParametersAsync(ParameterView.Empty);
    }

    protected override bool ShouldRender() => changed;
}
