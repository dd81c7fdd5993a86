namespace Bellwether.Indicators;

/// <summary>Columns of one symbol, one row a bar. Columns that an indicator does not read may be empty.</summary>
readonly ref struct BatchColumns(
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
