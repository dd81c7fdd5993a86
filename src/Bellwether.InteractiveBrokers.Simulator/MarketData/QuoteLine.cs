namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A subscription to the ticks of a symbol.</summary>
/// <param name="Delayed">It is told the numbers of delayed data.</param>
/// <param name="IsPart">It is told only what needs no subscription.</param>
sealed record QuoteLine(GatewaySession Session, int RequestId, GenericTicks Generic, bool Delayed, bool IsPart);

/// <summary>A subscription to 5-second bars.</summary>
sealed record BarLine(GatewaySession Session, int RequestId, PriceKind Kind, bool RegularHours);

/// <summary>Kinds of tick-by-tick data, by their number on the wire.</summary>
enum TickByTickKind { Last = 1, AllLast = 2, BidAsk = 3, MidPoint = 4 }

/// <summary>A subscription to ticks one by one.</summary>
sealed record TickByTickLine(GatewaySession Session, int RequestId, TickByTickKind Kind, bool IgnoreSize);
