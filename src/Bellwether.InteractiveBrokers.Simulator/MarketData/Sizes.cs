namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Sizes as messages carry them.</summary>
static class Sizes
{
    /// <summary>Shares, broken ones to a ten-thousandth; 0 for what is no number.</summary>
    public static decimal Of(double shares)
    {
        if (!(shares > 0 && shares < 1e15)) return 0;
        return shares == Math.Floor(shares) ? (long)shares : Math.Round((decimal)shares, 4);
    }
}
