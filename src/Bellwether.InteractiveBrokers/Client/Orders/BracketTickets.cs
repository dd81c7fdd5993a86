namespace Bellwether.InteractiveBrokers;

/// <summary>The three orders of a bracket.</summary>
/// <param name="Entry">The parent.</param>
/// <param name="Target">Takes the profit.</param>
/// <param name="Stop">Limits the loss; it was written last and transmits all three.</param>
public sealed record BracketTickets(OrderTicket Entry, OrderTicket Target, OrderTicket Stop);
