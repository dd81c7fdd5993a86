namespace Bellwether.Configuration;

sealed record AccountSettings
{
    [Setting("Cash at the start, US dollars.", Least = "1", Most = "1000000000")]
    public decimal Cash { get; init; } = 1_000_000;
}
