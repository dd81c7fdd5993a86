namespace Bellwether.InteractiveBrokers;

/// <summary>A message of the gateway that belongs to no request of this client, or that a person should read.</summary>
/// <param name="Code">The broker's code.</param>
/// <param name="Text">The broker's text.</param>
/// <param name="About">What is known of the code.</param>
/// <param name="At">When it came.</param>
public sealed record IbNotice(int Code, string Text, IbCode About, DateTimeOffset At);
