namespace Bellwether.Core;

/// <summary>One bar of one symbol. Prices in dollars, volume in shares.</summary>
/// <param name="Time">Its open: nanoseconds since the Unix epoch. The bar covers [Time, Time + length).</param>
public readonly record struct Bar(long Time, double Open, double High, double Low, double Close, double Volume);
