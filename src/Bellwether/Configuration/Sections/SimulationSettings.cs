namespace Bellwether.Configuration;

enum FillSource
{
    /// <summary>Orders meet the best bid and offer.</summary>
    Quotes,

    /// <summary>Market orders fill at the close of the bar that triggered them.</summary>
    BarClose,
}

sealed record SimulationSettings
{
    [Setting("quotes: orders meet the bid and the offer; barClose: market orders fill at the close of the bar that triggered them (backtests).")]
    public FillSource Fills { get; init; } = FillSource.Quotes;

    [Setting("What executions cost. Without it Interactive Brokers' fixed pricing: 0.005 dollars a share, at least 1.00, at most 1 % of the value.")]
    public CommissionSettings Commission { get; init; } = new() { PerShare = 0.005m };

    [Setting("Orders larger than the quoted size are executed in parts.")]
    public bool PartialFills { get; init; } = true;
}

[ExactlyOne("perOrder", "perShare")]
sealed record CommissionSettings
{
    [Setting("A fixed amount per order that executes, US dollars.", Least = "0", Most = "1000", Example = "1.00")]
    public decimal? PerOrder { get; init; }

    [Setting("Per share, US dollars.", Least = "0", Most = "10", Example = "0.005")]
    public decimal? PerShare { get; init; }

    [Setting("Least commission per order with perShare, US dollars.", Least = "0", Most = "1000")]
    public decimal Minimum { get; init; } = 1.00m;

    [Setting("Most commission per order with perShare, percent of the trade's value.", Least = "0", Most = "100")]
    public decimal MaximumPercent { get; init; } = 1;
}
