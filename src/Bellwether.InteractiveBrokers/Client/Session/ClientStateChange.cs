namespace Bellwether.InteractiveBrokers;

/// <summary>A change of state.</summary>
/// <param name="State">The new state.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When.</param>
public sealed record ClientStateChange(ClientState State, string Reason, DateTimeOffset At);
