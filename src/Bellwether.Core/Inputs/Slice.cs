namespace Bellwether.Core;

/// <summary>
/// All bars that close at one instant: parallel columns, one row a symbol that traded, in rising order of symbol index. Prices in dollars, volume in shares.
/// </summary>
public readonly ref struct Slice(
    ReadOnlySpan<int> symbols, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume)
{
    public readonly ReadOnlySpan<int> Symbols = symbols;
    public readonly ReadOnlySpan<double> Open = open;
    public readonly ReadOnlySpan<double> High = high;
    public readonly ReadOnlySpan<double> Low = low;
    public readonly ReadOnlySpan<double> Close = close;
    public readonly ReadOnlySpan<double> Volume = volume;

    public int Count => Symbols.Length;
}
