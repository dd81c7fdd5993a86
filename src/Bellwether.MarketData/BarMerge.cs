using System.Runtime.CompilerServices;
using Bellwether.Core;

namespace Bellwether.MarketData;

/// <summary>How bars become one longer bar.</summary>
public static class BarMerge
{
    /// <summary>First open, highest high, lowest low, last close, all volume; the time of the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bar Merge(in Bar first, in Bar next) => new(
        first.Time, first.Open, Math.Max(first.High, next.High), Math.Min(first.Low, next.Low), next.Close, first.Volume + next.Volume);
}
