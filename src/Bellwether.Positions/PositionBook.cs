using System.Runtime.CompilerServices;
using Bellwether.Core;

namespace Bellwether.Positions;

/// <summary>What one execution did to a position.</summary>
/// <param name="Before">Shares before it.</param>
/// <param name="After">Shares after it.</param>
/// <param name="Realised">Profit that it realised, before commission.</param>
public readonly record struct PositionChange(Quantity Before, Quantity After, Money Realised);

/// <summary>The account at the latest marks. Equity = cash + value; gross adds up long and short.</summary>
public readonly record struct Valuation(Money Equity, Money Gross, Money Unrealised);

/// <summary>
/// All positions of one account, and its cash. Only executions and explicit adjustments move a quantity. At every moment
/// <c>equity = start + Σ(realised + unrealised) − commission</c> holds to the last unit, whatever the rounding of a partial close.
/// </summary>
public sealed class PositionBook(int symbolCount, Money startCash)
{
    readonly Position[] positions = new Position[symbolCount];
    readonly int[] held = new int[symbolCount];
    readonly int[] heldAt = new int[symbolCount];

    /// <summary>Cash now; may be negative.</summary>
    public Money Cash { get; private set; } = startCash;

    /// <summary>Equity at the start: the cash, plus the cost of positions that were adopted.</summary>
    public Money StartEquity { get; private set; } = startCash;

    /// <summary>Commissions paid, positive.</summary>
    public Money Commission { get; private set; }

    /// <summary>Profit realised over all symbols, before commission.</summary>
    public Money Realised { get; private set; }

    public int HeldCount { get; private set; }

    /// <summary>Symbols with shares, in no particular order.</summary>
    public ReadOnlySpan<int> Held => held.AsSpan(0, HeldCount);

    public int SymbolCount => positions.Length;

    public ref readonly Position this[int symbol] => ref positions[symbol];

    /// <summary>
    /// Takes over the cash that the broker names, before anything of this run traded. Equity at the start moves along, so that no profit is invented, whatever
    /// executions of earlier today were told already.
    /// </summary>
    public void RestateCash(Money cash)
    {
        StartEquity += cash - Cash;
        Cash = cash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mark(int symbol, Price last) => positions[symbol].Last = last;

    /// <summary>Applies an execution of <paramref name="signed"/> shares (negative for a sale) at <paramref name="price"/>.</summary>
    public PositionChange Apply(int symbol, Quantity signed, Price price, long time)
    {
        ref var position = ref positions[symbol];
        var before = position.Quantity;
        var value = price * signed;
        Cash -= value;
        var realised = Money.Zero;

        if (before.Sign * signed.Sign >= 0)
        {
            position.Cost += value;
        }
        else
        {
            // The part that closes takes its share of the cost; what goes beyond zero opens the other side at the execution's price.
            var closing = Quantity.Min(Quantity.Abs(before), Quantity.Abs(signed));
            var closingSigned = signed.Sign < 0 ? -closing : closing;
            var costOfClosed = closing == Quantity.Abs(before) ? position.Cost : position.Cost.Portion(closing, Quantity.Abs(before));
            var closingValue = closingSigned == signed ? value : price * closingSigned;
            realised = -(closingValue + costOfClosed);
            position.Cost += (value - closingValue) - costOfClosed;
            position.Realised += realised;
            Realised += realised;
        }

        position.Quantity = before + signed;
        if (position.Last == Price.Zero) position.Last = price;
        Touch(symbol, ref position, before, time);
        return new PositionChange(before, position.Quantity, realised);
    }

    /// <summary>
    /// Replaces an execution by its correction: the difference in shares is applied at the new price, the difference in price of the shares that both
    /// have goes to the cost of what is held, or to realised profit when nothing is.
    /// </summary>
    public PositionChange Correct(int symbol, Quantity oldSigned, Price oldPrice, Quantity newSigned, Price newPrice, long time)
    {
        ref var position = ref positions[symbol];
        var before = position.Quantity;
        var common = oldSigned.Sign * newSigned.Sign <= 0 ? Quantity.Zero : Quantity.Abs(oldSigned) < Quantity.Abs(newSigned) ? oldSigned : newSigned;
        var repriced = (newPrice - oldPrice) * common;
        Cash -= repriced;
        if (position.IsFlat)
        {
            position.Realised -= repriced;
            Realised -= repriced;
        }
        else
        {
            position.Cost += repriced;
        }
        var realised = position.IsFlat ? -repriced : Money.Zero;
        var undone = oldSigned - common;
        if (!undone.IsZero) realised += Apply(symbol, -undone, oldPrice, time).Realised;
        var added = newSigned - common;
        if (!added.IsZero) realised += Apply(symbol, added, newPrice, time).Realised;
        return new PositionChange(before, positions[symbol].Quantity, realised);
    }

    /// <summary>A commission (positive) or a rebate (negative) of one execution.</summary>
    public void ApplyCommission(int symbol, Money commission)
    {
        positions[symbol].Commission += commission;
        Commission += commission;
        Cash -= commission;
    }

    /// <summary>
    /// Takes over shares that no execution of ours explains, at the broker's average cost: equity at the start grows by that cost, so that no profit is
    /// invented.
    /// </summary>
    public PositionChange Adjust(int symbol, Quantity signed, Price averageCost, long time)
    {
        ref var position = ref positions[symbol];
        var before = position.Quantity;
        var cost = averageCost * signed;
        position.Quantity += signed;
        position.Adjusted += signed;
        position.Cost += cost;
        StartEquity += cost;
        if (position.IsFlat && position.Cost != Money.Zero)
        {
            StartEquity -= position.Cost;
            position.Cost = Money.Zero;
        }
        if (position.Last == Price.Zero) position.Last = averageCost;
        Touch(symbol, ref position, before, time);
        return new PositionChange(before, position.Quantity, Money.Zero);
    }

    /// <summary>
    /// The shares of a symbol became others: their number is multiplied, their cost stays, so that no profit is made. Whole shares stay whole: what is left of one is paid out in cash
    /// by the broker, who says how much. Short positions alike.
    /// </summary>
    /// <returns>The change; when nothing is left of the shares, what they cost is realised as a loss.</returns>
    public PositionChange Split(int symbol, SplitRatio ratio, long time)
    {
        ref var position = ref positions[symbol];
        var exact = ratio.Of(position.Quantity);
        position.Last = ratio.Of(position.Last);
        return Become(symbol, position.Quantity.IsWhole ? exact.Whole : exact, time);
    }

    /// <summary>Takes over the number of shares that the broker made of a fraction: their cost stays.</summary>
    public PositionChange Become(int symbol, Quantity quantity, long time)
    {
        ref var position = ref positions[symbol];
        var before = position.Quantity;
        var realised = Money.Zero;
        position.Quantity = quantity;
        position.Adjusted += quantity - before;
        if (position.IsFlat && position.Cost != Money.Zero)
        {
            realised = -position.Cost;
            position.Realised += realised;
            Realised += realised;
            position.Cost = Money.Zero;
        }
        Touch(symbol, ref position, before, time);
        return new PositionChange(before, quantity, realised);
    }

    /// <summary>Puts a position of an earlier run back as it was; totals over all symbols are put back by <see cref="RestoreAccount"/>.</summary>
    public void Restore(int symbol, in Position position, long time)
    {
        var before = positions[symbol].Quantity;
        positions[symbol] = position;
        Touch(symbol, ref positions[symbol], before, time);
        (positions[symbol].OpenedAt, positions[symbol].Touched) = (position.OpenedAt, position.Touched);
    }

    /// <summary>Puts the totals of an earlier run back as they were.</summary>
    public void RestoreAccount(Money cash, Money startEquity, Money commission, Money realised) =>
        (Cash, StartEquity, Commission, Realised) = (cash, startEquity, commission, realised);

    /// <summary>Adds up the held positions at their latest marks.</summary>
    public Valuation Value()
    {
        long net = 0, gross = 0, cost = 0;
        for (var i = 0; i < HeldCount; i++)
        {
            ref readonly var position = ref positions[held[i]];
            var value = position.Value.Micros;
            checked
            {
                net += value;
                gross += Math.Abs(value);
                cost += position.Cost.Micros;
            }
        }
        return new Valuation(Cash + Money.FromMicros(net), Money.FromMicros(gross), Money.FromMicros(net - cost));
    }

    void Touch(int symbol, ref Position position, Quantity before, long time)
    {
        position.Touched = true;
        if (before.IsZero == position.IsFlat)
        {
            if (before.Sign * position.Quantity.Sign < 0) position.OpenedAt = time;
            return;
        }
        if (position.IsFlat)
        {
            position.OpenedAt = 0;
            var at = heldAt[symbol];
            var last = held[--HeldCount];
            held[at] = last;
            heldAt[last] = at;
        }
        else
        {
            position.OpenedAt = time;
            heldAt[symbol] = HeldCount;
            held[HeldCount++] = symbol;
        }
    }
}
