using Bellwether.Indicators.Windows;

namespace Bellwether.Indicators.Smoothing;

/// <summary>A moving average of a kind that a definition chooses by number, in the numbering of TA-Lib.</summary>
public struct ChosenMean
{
    const string Kinds = "0 simple, 1 exponential, 2 weighted, 3 double exponential, 4 triple exponential, 5 triangular";

    readonly Kind kind;
    readonly int period;
    WindowSum simple;
    WindowWeightedSum weighted;
    TriangularMean triangular;
    ExponentialMean first, second, third;

    /// <param name="period">n, 1 or more.</param>
    /// <param name="number">0 to 5.</param>
    public ChosenMean(int period, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        kind = (Kind)number;
        switch (kind)
        {
            case Kind.Simple: simple = new WindowSum(period); break;
            case Kind.Weighted: weighted = new WindowWeightedSum(period); break;
            case Kind.Triangular: triangular = new TriangularMean(period); break;
            case Kind.Exponential or Kind.DoubleExponential or Kind.TripleExponential: first = second = third = new ExponentialMean(period); break;
            default: throw new ArgumentOutOfRangeException(nameof(number), number, "the kind of average: " + Kinds);
        }
    }

    enum Kind
    {
        Simple,
        Exponential,
        Weighted,
        DoubleExponential,
        TripleExponential,
        Triangular,
    }

    /// <summary>The parameter of a description that chooses the kind.</summary>
    public static IndicatorParameter Parameter(string name, string what) => new(name, 0, 0, 5, $"kind of {what}: {Kinds}") { IsWhole = true };

    /// <summary>Values until the first mean.</summary>
    public readonly int Length => kind switch
    {
        Kind.DoubleExponential => (2 * period) - 1,
        Kind.TripleExponential => (3 * period) - 2,
        _ => period,
    };

    /// <summary>Values of the window that it needs.</summary>
    public readonly int Places => kind switch
    {
        Kind.Simple => period,
        Kind.Weighted => weighted.Places,
        Kind.Triangular => triangular.Places,
        _ => 0,
    };

    /// <summary>Takes the next value in.</summary>
    /// <returns>True from value <see cref="Length"/> on; before, <paramref name="mean"/> has no meaning.</returns>
    public bool Add(double value, Span<double> window, out double mean)
    {
        switch (kind)
        {
            case Kind.Simple:
                mean = simple.Add(value, window) / period;
                return simple.IsFull;
            case Kind.Weighted:
                weighted.Add(value, window, out var level, out var total, out var sum);
                mean = level + ((sum + total) * 2 / (period * (period + 1.0)));
                return weighted.IsFull;
            case Kind.Triangular:
                return triangular.Add(value, window, out mean);
            default:
                return AddExponential(value, out mean);
        }
    }

    bool AddExponential(double value, out double mean)
    {
        var ready = first.Add(value);
        mean = first.Value;
        if (kind == Kind.Exponential || !ready) return ready;
        ready = second.Add(first.Value);
        mean = (2 * first.Value) - second.Value;
        if (kind == Kind.DoubleExponential || !ready) return ready;
        ready = third.Add(second.Value);
        mean = (3 * first.Value) - (3 * second.Value) + third.Value;
        return ready;
    }
}
