namespace Bellwether.Core;

/// <summary>
/// All bars that close at one instant: parallel columns, one row a symbol that traded, in rising order of symbol index. Prices in dollars, volume in shares.
/// </summary>
/// <param name="symbols">Indexes in the instrument table.</param>
/// <param name="opened">Open of the bars in engine time where the input that brings them does not say it (history that is learnt from afterwards); 0 = one length before the input.</param>
public readonly ref struct Slice(
    ReadOnlySpan<int> symbols, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume,
    long opened = 0)
{
    public readonly ReadOnlySpan<int> Symbols = symbols;
    public readonly ReadOnlySpan<double> Open = open;
    public readonly ReadOnlySpan<double> High = high;
    public readonly ReadOnlySpan<double> Low = low;
    public readonly ReadOnlySpan<double> Close = close;
    public readonly ReadOnlySpan<double> Volume = volume;
    public readonly long Opened = opened;

    public int Count => Symbols.Length;
}
