namespace Bellwether.InteractiveBrokers;

/// <summary>The accounts of a gateway, judged.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Account">The account to use when accepted; otherwise empty.</param>
/// <param name="Explanation">What was given, what was expected and what to do; empty when accepted.</param>
public sealed record AccountDecision(AccountVerdict Verdict, string Account, string Explanation);
