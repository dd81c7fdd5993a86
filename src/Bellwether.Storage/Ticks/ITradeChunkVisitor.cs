namespace Bellwether.Storage;

/// <summary>Takes trades of a store piece by piece, as they are unpacked. A struct, so that the compiler specialises the loop for it.</summary>
public interface ITradeChunkVisitor
{
    /// <summary>Some trades, not earlier than those before; the columns are written over after the call.</summary>
    void Visit(ReadOnlySpan<long> time, ReadOnlySpan<double> price, ReadOnlySpan<double> size);
}
