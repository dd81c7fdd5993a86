using Bellwether.Core;
using NodaTime;

namespace Bellwether.Simulation;

/// <summary>A split in a simulated market.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Date">Its first day in new shares, New York; it happens at midnight.</param>
/// <param name="Ratio">New shares for old ones.</param>
public sealed record MarketSplit(string Symbol, LocalDate Date, SplitRatio Ratio);
