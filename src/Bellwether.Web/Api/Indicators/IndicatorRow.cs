using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Bellwether.Web;

/// <summary>A row of <c>GET /api/indicators</c>: the bar, and a field for each output, named as the columns of <c>bellwether indicators compute</c> are.</summary>
sealed record IndicatorRow : BarRow
{
    public IndicatorRow(BarRow bar, IReadOnlyList<string> headings, List<double[]> columns, int row) : base(bar)
    {
        Values = new Dictionary<string, object?>(headings.Count);
        for (var i = 0; i < headings.Count; i++) Values[headings[i]] = double.IsNaN(columns[i][row]) ? null : columns[i][row];
    }

    [JsonExtensionData, Description("By the text of a definition as it was asked for, with the output's name behind it for all but the main one; null while there is no value.")]
    public IDictionary<string, object?> Values { get; }
}
