namespace Bellwether.InteractiveBrokers;

/// <summary>One farm.</summary>
/// <param name="Kind">What it serves.</param>
/// <param name="Name">As the broker writes it, such as <c>usfarm</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="Since">Nanoseconds: since when.</param>
public readonly record struct Farm(FarmKind Kind, string Name, FarmState State, long Since);
