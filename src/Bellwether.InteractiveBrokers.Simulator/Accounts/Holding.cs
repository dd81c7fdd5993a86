using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>What an account holds of one symbol. Cost includes commissions, as the broker's average cost does.</summary>
struct Holding
{
    /// <summary>Signed shares.</summary>
    public Quantity Quantity;

    /// <summary>What the shares held cost; negative when short.</summary>
    public Money Cost;

    /// <summary>Gains and losses of what was closed.</summary>
    public Money Realized;

    /// <summary>There was an execution ever.</summary>
    public bool Known;

    /// <summary>Average cost a share, in dollars; 0 when flat.</summary>
    public readonly double AverageCost => Quantity.IsZero ? 0 : Cost.Per(Quantity).ToDouble();

    /// <summary>Books an execution.</summary>
    /// <returns>The gain of what it closed, or null when it only opened.</returns>
    public Money? Execute(Side side, Quantity shares, Price price, Money commission)
    {
        Known = true;
        var signed = side == Side.Buy ? shares : -shares;
        if (Quantity.Sign == 0 || Quantity.Sign == signed.Sign)
        {
            Quantity += signed;
            Cost += (price * signed) + commission;
            return null;
        }
        var closed = Quantity.Min(shares, Quantity.Abs(Quantity));
        var whole = Quantity.Abs(Quantity);
        var costOfClosed = Cost.Portion(closed, whole);
        var commissionOfClosed = commission.Portion(closed, shares);
        var proceeds = price * (side == Side.Sell ? closed : -closed);
        var gain = proceeds - costOfClosed - commissionOfClosed;
        Realized += gain;
        Cost -= costOfClosed;
        Quantity += side == Side.Buy ? closed : -closed;
        var opened = shares - closed;
        if (!opened.IsZero)
        {
            Quantity = side == Side.Buy ? opened : -opened;
            Cost = (price * Quantity) + (commission - commissionOfClosed);
        }
        return gain;
    }
}
