using Bellwether.Storage;

namespace Bellwether.Live;

/// <summary>Bars of a range, and what of it could not be had.</summary>
/// <param name="Bars">By symbol, in the order asked.</param>
/// <param name="Problems">Why something may be missing; empty when nothing is.</param>
public sealed record RangeAnswer(IReadOnlyList<BarAnswer> Bars, IReadOnlyList<string> Problems);
