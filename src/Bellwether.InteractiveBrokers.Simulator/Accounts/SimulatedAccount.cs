using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>An account's truth: cash and holdings by symbol.</summary>
sealed class SimulatedAccount(string number, Money cash, int symbols)
{
    readonly Holding[] holdings = new Holding[symbols];

    public string Number { get; } = number;

    public Money Cash { get; private set; } = cash;

    public ref readonly Holding this[int symbol] => ref holdings[symbol];

    public int Symbols => holdings.Length;

    public Money? Execute(int symbol, Side side, Quantity shares, Price price, Money commission)
    {
        Cash -= (price * (side == Side.Buy ? shares : -shares)) + commission;
        return holdings[symbol].Execute(side, shares, price, commission);
    }

    /// <summary>Value of the holdings: net, and long and short added up, at the given marks.</summary>
    public (Money Net, Money Gross) Value(QuoteBoard board)
    {
        var (net, gross) = (Money.Zero, Money.Zero);
        for (var i = 0; i < holdings.Length; i++)
        {
            if (holdings[i].Quantity.IsZero) continue;
            var mark = board.Mark(i);
            // Something was bought in a market that tells no last price: it is worth what it cost.
            var value = mark > 0 ? Price.FromDouble(mark) * holdings[i].Quantity : holdings[i].Cost;
            net += value;
            gross += Money.Abs(value);
        }
        return (net, gross);
    }
}
