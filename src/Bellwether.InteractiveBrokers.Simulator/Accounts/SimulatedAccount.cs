using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>An account's truth: cash and holdings by symbol.</summary>
sealed class SimulatedAccount(string number, Money cash, int symbols)
{
    readonly Holding[] holdings = new Holding[symbols];
    readonly (Money Profit, Money Realized)[] dayStart = new (Money, Money)[symbols];

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
            var value = ValueOf(board, i);
            net += value;
            gross += Money.Abs(value);
        }
        return (net, gross);
    }

    /// <summary>From here on profits are counted anew as those of the day.</summary>
    public void BeginDay(QuoteBoard board)
    {
        for (var i = 0; i < holdings.Length; i++) dayStart[i] = (ValueOf(board, i) - holdings[i].Cost + holdings[i].Realized, holdings[i].Realized);
    }

    /// <summary>Profits of one position.</summary>
    public Profit Profit(QuoteBoard board, int symbol)
    {
        ref readonly var holding = ref holdings[symbol];
        var value = ValueOf(board, symbol);
        var unrealized = value - holding.Cost;
        return new Profit(unrealized + holding.Realized - dayStart[symbol].Profit, unrealized, holding.Realized - dayStart[symbol].Realized, value);
    }

    /// <summary>Profits of all positions.</summary>
    public Profit Profit(QuoteBoard board)
    {
        var sum = default(Profit);
        for (var i = 0; i < holdings.Length; i++)
        {
            if (!holdings[i].Known) continue;
            var one = Profit(board, i);
            sum = new Profit(sum.Daily + one.Daily, sum.Unrealized + one.Unrealized, sum.Realized + one.Realized, sum.Value + one.Value);
        }
        return sum;
    }

    /// <summary>The shares of a symbol became others; what is left of a share is paid in cash.</summary>
    public void Split(int symbol, SplitRatio ratio, Money worthOfOne)
    {
        ref var holding = ref holdings[symbol];
        if (holding.Quantity.IsZero) return;
        var exact = ratio.Of(holding.Quantity);
        var whole = holding.Quantity.IsWhole ? exact.Whole : exact;
        Cash += worthOfOne.Portion(exact - whole, Quantity.FromShares(1));
        holding.Quantity = whole;
        if (!whole.IsZero) return;
        holding.Realized -= holding.Cost;
        holding.Cost = Money.Zero;
    }

    /// <summary>Takes over what an earlier gateway knew of a symbol.</summary>
    public void Restore(int symbol, Holding holding, Money profitAtDayStart, Money realizedAtDayStart)
    {
        holdings[symbol] = holding;
        dayStart[symbol] = (profitAtDayStart, realizedAtDayStart);
    }

    /// <summary>Takes over the cash of an earlier gateway.</summary>
    public void RestoreCash(Money amount) => Cash = amount;

    /// <summary>Unrealized and realized profit of a symbol when the day began, and the realized part of it.</summary>
    public (Money Profit, Money Realized) DayStart(int symbol) => dayStart[symbol];

    /// <summary>What was bought in a market that tells no last price is worth what it cost.</summary>
    Money ValueOf(QuoteBoard board, int symbol)
    {
        if (holdings[symbol].Quantity.IsZero) return Money.Zero;
        var mark = board.Mark(symbol);
        return mark > 0 ? Price.FromDouble(mark) * holdings[symbol].Quantity : holdings[symbol].Cost;
    }
}
