using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// What an account must have to open and to keep its positions, as for a US margin account with day-trading buying power. To open: the exposure divided by the buying
/// power multiple (4: a quarter). To keep: a quarter of what is long and 30 % of what is short (FINRA Rule 4210 (c)), never more than to open. Overnight Regulation T
/// (12 CFR 220.12) asks for half; that is told and not enforced.
/// </summary>
sealed class MarginRule(int buyingPowerMultiple)
{
    /// <summary>The least equity to open an exposure (long and short added up).</summary>
    public Money Initial(Money exposure) => Money.FromMicros(exposure.Micros / buyingPowerMultiple);

    /// <summary>The least equity to keep it.</summary>
    public Money Maintenance(Money longs, Money shorts) =>
        Money.FromMicros(Math.Min((longs.Micros / 4) + (shorts.Micros / 10 * 3), (longs + shorts).Micros / buyingPowerMultiple));

    /// <summary>What Regulation T asks for at the end of the day.</summary>
    public static Money RegulationT(Money exposure) => Money.FromMicros(exposure.Micros / 2);

    /// <summary>Exposure that what is left of the equity can carry.</summary>
    public Money BuyingPower(Money available) => Money.FromMicros(Math.Max(0, available.Micros) * buyingPowerMultiple);
}
