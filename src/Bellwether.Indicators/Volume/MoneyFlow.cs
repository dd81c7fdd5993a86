namespace Bellwether.Indicators;

/// <summary>Chaikin's money flow volume of one bar.</summary>
static class MoneyFlow
{
    /// <summary>((close − low) − (high − close)) / (high − low) · volume; 0 without a range, and when the bar is so damaged that the ratio is not a number.</summary>
    public static double Volume(in BarInput bar)
    {
        var range = bar.High - bar.Low;
        if (!(range > 0)) return 0;
        var flow = (bar.Close - bar.Low - (bar.High - bar.Close)) / range * bar.Volume;
        return Math.Abs(flow) <= BarInput.Largest ? flow : 0;
    }
}
