using Bellwether.Core;

namespace Bellwether.Simulation;

/// <summary>An order as a caller hands it to a <see cref="SimulatedVenue"/>.</summary>
/// <param name="Id">The caller's number of the order: above 0 and never used for another order of this venue.</param>
/// <param name="Terms">What to do. Symbol is an index of the venue's instrument table.</param>
/// <param name="Parent">Id of the order whose execution arms this one, submitted before it; 0 for none.</param>
/// <param name="OcaGroup">Number of the one-cancels-all group; 0 for none. A group may span symbols.</param>
/// <param name="OcaType">How executions of this order act on the others of its group; must be set when the group is.</param>
/// <param name="Instructions">What the terms do not say: other order types and times in force.</param>
public readonly record struct VenueOrder(
    long Id, OrderTerms Terms, long Parent = 0, long OcaGroup = 0, OcaType OcaType = OcaType.None, VenueInstructions Instructions = default);
