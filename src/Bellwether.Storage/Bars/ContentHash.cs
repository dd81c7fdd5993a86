using System.IO.Hashing;
using System.Runtime.InteropServices;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>A checksum over all values of a file, written into it: what it holds, whatever the form it is packed in.</summary>
static class ContentHash
{
    /// <summary>XxHash128 of the columns one after the other, 32 hex digits.</summary>
    public static string Of(BarRows rows)
    {
        var hash = new XxHash128();
        hash.Append(MemoryMarshal.AsBytes<long>(rows.Time));
        foreach (var column in (double[][])[rows.Open, rows.High, rows.Low, rows.Close, rows.Volume]) hash.Append(MemoryMarshal.AsBytes<double>(column));
        foreach (var value in rows.Vwap)
        {
            // An unknown average may be any of the many NaNs.
            var bits = double.IsNaN(value) ? 0 : BitConverter.DoubleToInt64Bits(value);
            hash.Append(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref bits, 1)));
        }
        hash.Append(MemoryMarshal.AsBytes<long>(rows.Trades));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
