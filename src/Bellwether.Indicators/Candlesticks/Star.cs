namespace Bellwether.Indicators.Candlesticks;

/// <summary>A long body, a body beyond it, and one of the other color that comes back into the first.</summary>
static class Star
{
    public static bool IsEvening(in Candle first, in Candle star, in Candle third, double penetration) =>
        first.IsWhite && first.IsLong && star.BodyGapsAbove(first) && third.IsBlack && third.Body > third.UsualBody && third.Close < first.Close - (first.Body * penetration);

    public static bool IsMorning(in Candle first, in Candle star, in Candle third, double penetration) =>
        first.IsBlack && first.IsLong && star.BodyGapsBelow(first) && third.IsWhite && third.Body > third.UsualBody && third.Close > first.Close + (first.Body * penetration);
}
