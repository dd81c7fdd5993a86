using NodaTime;

namespace Bellwether.MarketData;

/// <summary>One corporate action of one security, in force from the start of a New York date, pre-market included.</summary>
/// <param name="Date">The ex-date; the first date of a ticker; the first date without trading.</param>
/// <param name="Value">
/// Of a split new shares for an old one (7; 0.125 for one of eight), above 0; of a dividend US dollars for each share as it was before a split of the same date, above 0;
/// otherwise <see cref="double.NaN"/>.
/// </param>
/// <param name="PreviousClose">Raw close of the session before a dividend, US dollars; NaN where the source does not tell.</param>
/// <param name="Ticker">Of <see cref="CorporateActionKind.Ticker"/>, the ticker in use from that date on.</param>
public sealed record CorporateAction(LocalDate Date, CorporateActionKind Kind, double Value, double PreviousClose = double.NaN, string? Ticker = null);
