namespace Bellwether.Engine;

/// <summary>What became of corrected bars.</summary>
/// <param name="Applied">What is known stands on the right bar now.</param>
/// <param name="Unchanged">The bar was known as it is.</param>
/// <param name="LeftOut">Of bars too long ago, or in a run that corrects none: they are in the journal and nowhere else.</param>
public readonly record struct RevisionCounts(long Applied, long Unchanged, long LeftOut);
