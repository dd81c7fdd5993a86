using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>
/// What a fill model sees of one symbol: the latest quote, and the latest bar. Prices in dollars; NaN where nothing is known.
/// </summary>
public record struct VenueMarket
{
    public Quote Quote;
    public double Open;
    public double High;
    public double Low;

    /// <summary>Close of the latest bar.</summary>
    public double Close;

    /// <summary>Trading is halted: nothing executes or triggers.</summary>
    public bool Halted;

    public static VenueMarket Unknown { get; } =
        new() { Quote = Quote.Absent, Open = double.NaN, High = double.NaN, Low = double.NaN, Close = double.NaN };
}
