using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>What a fill model decides about one order at one moment.</summary>
/// <param name="Executes">The order executes.</param>
/// <param name="Triggers">The stop price was reached, whether or not the order executes at once.</param>
/// <param name="Price">Price of the execution.</param>
/// <param name="Displayed">Shares on offer at that price; zero when unknown.</param>
public readonly record struct FillDecision(bool Executes, bool Triggers, Price Price, Quantity Displayed)
{
    public static readonly FillDecision None;

    public static FillDecision At(Price price, Quantity displayed = default, bool triggers = false) => new(true, triggers, price, displayed);
}

/// <summary>Decides at which price an order executes. A triggered stop is handed over as what it is, with <c>triggered</c> set: it executes like a market order.</summary>
public interface IFillModel
{
    /// <summary>The order enters the market as it stands: it was just accepted, armed, or changed.</summary>
    FillDecision OnArrival(in OrderTerms terms, bool triggered, in VenueMarket market);

    /// <summary>The order was resting in the market while the latest bar passed, or when the latest quote arrived.</summary>
    FillDecision OnUpdate(in OrderTerms terms, bool triggered, in VenueMarket market);
}
