namespace Bellwether.Storage;

/// <summary>Takes bars of a store piece by piece, as they are unpacked. A struct, so that the compiler specialises the loop for it.</summary>
public interface IBarChunkVisitor
{
    /// <summary>Some bars, later than those before; the columns are written over after the call.</summary>
    /// <param name="vwap">Average prices, <see cref="double.NaN"/> where a bar states none; empty unless the scan was asked for them.</param>
    /// <param name="trades">Numbers of trades, −1 where a bar states none; empty unless the scan was asked for them.</param>
    void Visit(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume,
        ReadOnlySpan<double> vwap, ReadOnlySpan<long> trades);
}
