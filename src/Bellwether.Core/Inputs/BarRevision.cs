namespace Bellwether.Core;

/// <summary>What a bar that the engine has had, or one that it has missed, should have been.</summary>
/// <param name="Symbol">Index in the instrument table.</param>
/// <param name="Bar">The whole bar, as it is right.</param>
/// <param name="Length">Its length, nanoseconds.</param>
public readonly record struct BarRevision(int Symbol, Bar Bar, long Length);
