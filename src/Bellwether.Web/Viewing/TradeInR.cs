using Bellwether.Core;
using Bellwether.Engine;

namespace Bellwether.Web;

/// <summary>
/// A position in units of its initial risk R: where it stands, where its stop and its target rest. All three are dollars of the shares held now divided
/// by the trade's initial risk, so they lie on one scale whatever the price or the size.
/// </summary>
/// <param name="Now">Unrealised profit.</param>
/// <param name="Stop">Profit if the resting stop executes at its price; null without a stop.</param>
/// <param name="Target">Profit if the resting target executes at its price; null without a target.</param>
public sealed record TradeInR(decimal Now, decimal? Stop, decimal? Target)
{
    /// <summary>Null when the position is flat or its initial risk is unknown.</summary>
    public static TradeInR? Of(PositionRow position)
    {
        var risk = position.Risk.ToDecimal();
        if (risk <= 0 || position.Quantity.IsZero) return null;
        return new TradeInR(position.Unrealised.ToDecimal() / risk, At(position.Stop), At(position.Target));

        decimal? At(Price? price) => price is { } p ? ((p - position.AveragePrice) * position.Quantity).ToDecimal() / risk : null;
    }

    /// <summary>Closer to the stop than 0.15 R.</summary>
    public bool IsNearStop => Stop is { } stop && Now - stop < 0.15m;
}
