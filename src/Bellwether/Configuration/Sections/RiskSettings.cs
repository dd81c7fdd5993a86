namespace Bellwether.Configuration;

sealed record RiskSettings
{
    [Setting("How much an entry buys or sells; needed with a strategy.")]
    public SizingSettings? Sizing { get; init; }

    [Setting("Largest value of one entry, US dollars.", Least = "1", Most = "1000000000")]
    public decimal MaxOrderValue { get; init; } = 50_000;

    [Setting("Largest worst-case value of one symbol's position, US dollars: what is held and what working orders could add.", Least = "1", Most = "1000000000")]
    public decimal MaxPositionValue { get; init; } = 60_000;

    [Setting("Largest worst-case value of all positions, long and short added up, US dollars.", Least = "1", Most = "1000000000")]
    public decimal MaxGrossExposure { get; init; } = 400_000;

    [Setting("Most symbols held or being entered at once.", Least = "1", Most = "100000")]
    public int MaxOpenPositions { get; init; } = 8;
}

[ExactlyOne("allocation", "shares")]
sealed record SizingSettings
{
    [Setting("The same money every time, US dollars; whole shares, rounded down.", Least = "1", Most = "1000000000", Example = "30000")]
    public decimal? Allocation { get; init; }

    [Setting("The same number of shares every time.", Least = "1", Most = "1000000", Example = "100")]
    public long? Shares { get; init; }
}
