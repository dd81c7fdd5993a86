namespace Bellwether.Storage;

/// <summary>Takes bars of a store piece by piece, as they are unpacked. A struct, so that the compiler specialises the loop for it.</summary>
public interface IBarChunkVisitor
{
    /// <summary>Some bars, later than those before; the columns are written over after the call.</summary>
    void Visit(ReadOnlySpan<long> time, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume);
}
