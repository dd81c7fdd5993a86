namespace Bellwether.MarketData;

/// <summary>What the rules say of one symbol after one session.</summary>
/// <param name="MayEnter">The rules for entering hold.</param>
/// <param name="MayStay">The rules for staying hold.</param>
/// <param name="Rank">The greatest comes first; <see cref="double.NaN"/> = unknown, behind all others.</param>
public readonly record struct UniverseVerdict(bool MayEnter, bool MayStay, double Rank);

/// <summary>Where one symbol stands after a session.</summary>
/// <param name="IsIn">It is a member.</param>
/// <param name="Since">The session from which on that is so, New York date; null when it was never in.</param>
/// <param name="Run">Sessions in a row that speak for a change: held, when it is out; failed, when it is in.</param>
/// <param name="Place">Its place among those that the rules admit, from 1; 0 when they do not admit it.</param>
/// <param name="Holds">The last session speaks for being in: the rules hold and the place is good enough.</param>
public readonly record struct UniverseStanding(bool IsIn, NodaTime.LocalDate? Since, int Run, int Place, bool Holds);
