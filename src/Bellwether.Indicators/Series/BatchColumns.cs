namespace Bellwether.Indicators;

/// <summary>Columns of one symbol, one row a bar. Columns that an indicator does not read may be empty.</summary>
/// <param name="count">Bars.</param>
/// <param name="time">Open of each bar, nanoseconds since the Unix epoch.</param>
/// <param name="sessionOpen">Open of each bar's session.</param>
/// <param name="open">First prices.</param>
/// <param name="high">Highest prices.</param>
/// <param name="low">Lowest prices.</param>
/// <param name="close">Last prices, or the series that the indicator runs over.</param>
/// <param name="volume">Shares.</param>
/// <param name="other">The second series, of indicators that compare two.</param>
public readonly ref struct BatchColumns(
    int count, ReadOnlySpan<long> time, ReadOnlySpan<long> sessionOpen, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close,
    ReadOnlySpan<double> volume, ReadOnlySpan<double> other)
{
    public readonly int Count = count;
    public readonly ReadOnlySpan<long> Time = time;
    public readonly ReadOnlySpan<long> SessionOpen = sessionOpen;
    public readonly ReadOnlySpan<double> Open = open;
    public readonly ReadOnlySpan<double> High = high;
    public readonly ReadOnlySpan<double> Low = low;
    public readonly ReadOnlySpan<double> Close = close;
    public readonly ReadOnlySpan<double> Volume = volume;
    public readonly ReadOnlySpan<double> Other = other;
}
