using Bellwether.Strategies.Expressions;

namespace Bellwether.Strategies.Conditions;

/// <summary>
/// An expression that looks back over bars. It is shown every closed bar of a symbol once, warm-up included, whether or not a rule asks for it; asked between bars, it
/// answers as of the latest one.
/// </summary>
abstract class Remembered(int symbolCount) : Expression
{
    readonly double[] current = Unknown(symbolCount);

    public void Observe(in StrategyContext context, int symbol)
    {
        Keep(symbol);
        current[symbol] = Next(context, symbol);
    }

    /// <summary>The latest bar turned out to have been different: it is taken in once more, as if it had not been.</summary>
    public void ObserveAgain(in StrategyContext context, int symbol)
    {
        PutBack(symbol);
        current[symbol] = Next(context, symbol);
    }

    public sealed override double Evaluate(in StrategyContext context, int symbol) => current[symbol];

    /// <summary>The value with the latest bar.</summary>
    protected abstract double Next(in StrategyContext context, int symbol);

    /// <summary>Notes what it remembers of a symbol before the next bar.</summary>
    protected abstract void Keep(int symbol);

    /// <summary>Remembers what it did before the latest bar.</summary>
    protected abstract void PutBack(int symbol);

    /// <summary>Writes all that it remembers, of all symbols. How it was before the latest bar is not among it: a bar of an earlier run is not corrected any more.</summary>
    public virtual void Save(MemoryWriter memory) => memory.Add<double>(current);

    /// <summary>The mirror of <see cref="Save"/>.</summary>
    public virtual void Restore(ref MemoryReader memory) => memory.Take<double>(current);

    protected static double[] Unknown(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}

/// <summary>
/// <paramref name="first"/> crosses <paramref name="second"/>: it was on the one side and now is on the other; what lies exactly on it is on neither side. Bars at which one
/// of them is unknown are passed over.
/// </summary>
sealed class Crossing(Expression first, Expression second, int direction, int symbolCount) : Remembered(symbolCount)
{
    readonly sbyte[] side = new sbyte[symbolCount], kept = new sbyte[symbolCount];

    protected override void Keep(int symbol) => kept[symbol] = side[symbol];

    protected override void PutBack(int symbol) => side[symbol] = kept[symbol];

    protected override double Next(in StrategyContext context, int symbol)
    {
        var difference = first.Evaluate(context, symbol) - second.Evaluate(context, symbol);
        if (double.IsNaN(difference)) return double.NaN;
        var now = (sbyte)Math.Sign(difference);
        var before = side[symbol];
        if (now != 0) side[symbol] = now;
        if (before == 0) return double.NaN;
        return now == direction && before == -direction ? 1 : 0;
    }

    public override void Save(MemoryWriter memory)
    {
        base.Save(memory);
        memory.Add<sbyte>(side);
    }

    public override void Restore(ref MemoryReader memory)
    {
        base.Restore(ref memory);
        memory.Take<sbyte>(side);
    }
}

/// <summary>A condition has been true at each of the last n bars. Unknown while fewer bars were seen since it was unknown last, unless it was false at one of them.</summary>
sealed class HoldsFor(Expression condition, int bars, int symbolCount) : Remembered(symbolCount)
{
    /// <summary>True bars in a row, and whether a false one stands before them.</summary>
    readonly int[] run = new int[symbolCount];
    readonly bool[] wasFalse = new bool[symbolCount];
    readonly (int Run, bool WasFalse)[] kept = new (int, bool)[symbolCount];

    protected override void Keep(int symbol) => kept[symbol] = (run[symbol], wasFalse[symbol]);

    protected override void PutBack(int symbol) => (run[symbol], wasFalse[symbol]) = kept[symbol];

    protected override double Next(in StrategyContext context, int symbol)
    {
        var value = condition.Evaluate(context, symbol);
        if (double.IsNaN(value))
        {
            (run[symbol], wasFalse[symbol]) = (0, false);
            return double.NaN;
        }
        if (value == 0)
        {
            (run[symbol], wasFalse[symbol]) = (0, true);
            return 0;
        }
        run[symbol] = Math.Min(run[symbol] + 1, bars);
        return run[symbol] == bars ? 1 : wasFalse[symbol] ? 0 : double.NaN;
    }

    public override void Save(MemoryWriter memory)
    {
        base.Save(memory);
        memory.Add<int>(run);
        memory.Add<bool>(wasFalse);
    }

    public override void Restore(ref MemoryReader memory)
    {
        base.Restore(ref memory);
        memory.Take<int>(run);
        memory.Take<bool>(wasFalse);
    }
}

/// <summary>An amount has moved in one direction at each of the last n bars.</summary>
sealed class Moving(Expression amount, int direction, int bars, int symbolCount) : Remembered(symbolCount)
{
    readonly double[] previous = Unknown(symbolCount);
    readonly int[] seen = new int[symbolCount];
    readonly int[] run = new int[symbolCount];
    readonly (double Previous, int Seen, int Run)[] kept = new (double, int, int)[symbolCount];

    protected override void Keep(int symbol) => kept[symbol] = (previous[symbol], seen[symbol], run[symbol]);

    protected override void PutBack(int symbol) => (previous[symbol], seen[symbol], run[symbol]) = kept[symbol];

    protected override double Next(in StrategyContext context, int symbol)
    {
        var value = amount.Evaluate(context, symbol);
        var change = value - previous[symbol];
        previous[symbol] = value;
        if (double.IsNaN(change))
        {
            (seen[symbol], run[symbol]) = (0, 0);
            return double.NaN;
        }
        seen[symbol] = Math.Min(seen[symbol] + 1, bars);
        run[symbol] = Math.Sign(change) == direction ? Math.Min(run[symbol] + 1, bars) : 0;
        if (run[symbol] == bars) return 1;
        return seen[symbol] == bars || run[symbol] < seen[symbol] ? 0 : double.NaN;
    }

    public override void Save(MemoryWriter memory)
    {
        base.Save(memory);
        memory.Add<double>(previous);
        memory.Add<int>(seen);
        memory.Add<int>(run);
    }

    public override void Restore(ref MemoryReader memory)
    {
        base.Restore(ref memory);
        memory.Take<double>(previous);
        memory.Take<int>(seen);
        memory.Take<int>(run);
    }
}

/// <summary>Where an amount lies among its last n values, 0 (lowest) to 100 (highest): the share of the n − 1 others below it, equal ones counted half.</summary>
sealed class Percentile(Expression amount, int bars, int symbolCount) : Remembered(symbolCount)
{
    readonly double[] values = new double[checked(bars * symbolCount)];
    readonly int[] count = new int[symbolCount];
    readonly int[] next = new int[symbolCount];

    /// <summary>Where the next value goes, how many there are, and the value that it takes the place of.</summary>
    readonly (int Next, int Count, double Replaced)[] kept = new (int, int, double)[symbolCount];

    protected override void Keep(int symbol) => kept[symbol] = (next[symbol], count[symbol], values[(symbol * bars) + next[symbol]]);

    protected override void PutBack(int symbol) => (next[symbol], count[symbol], values[(symbol * bars) + kept[symbol].Next]) = kept[symbol];

    protected override double Next(in StrategyContext context, int symbol)
    {
        var value = amount.Evaluate(context, symbol);
        if (double.IsNaN(value)) return double.NaN;
        var window = values.AsSpan(symbol * bars, bars);
        window[next[symbol]] = value;
        next[symbol] = (next[symbol] + 1) % bars;
        if (count[symbol] < bars) count[symbol]++;
        if (count[symbol] < bars) return double.NaN;
        double below = 0, equal = -1;
        foreach (var other in window)
        {
            if (other < value) below++;
            else if (other == value) equal++;
        }
        return 100 * (below + (equal / 2)) / (bars - 1);
    }

    public override void Save(MemoryWriter memory)
    {
        base.Save(memory);
        memory.Add<double>(values);
        memory.Add<int>(count);
        memory.Add<int>(next);
    }

    public override void Restore(ref MemoryReader memory)
    {
        base.Restore(ref memory);
        memory.Take<double>(values);
        memory.Take<int>(count);
        memory.Take<int>(next);
    }
}
