using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Bellwether.MarketData;

namespace Bellwether.Storage;

/// <summary>Names a set of bars by its content, so that a run can say what it ran on.</summary>
public static class BarColumnsHash
{
    /// <summary>XxHash128 over symbols and columns in the order given, 32 hex digits; the same for the same bars whatever file they came from.</summary>
    public static string Of(IEnumerable<BarColumns> symbols)
    {
        var hash = new XxHash128();
        foreach (var bars in symbols)
        {
            hash.Append(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bars.Symbol}\n{bars.Count}\n")));
            hash.Append(MemoryMarshal.AsBytes(bars.Time));
            hash.Append(MemoryMarshal.AsBytes(bars.Open));
            hash.Append(MemoryMarshal.AsBytes(bars.High));
            hash.Append(MemoryMarshal.AsBytes(bars.Low));
            hash.Append(MemoryMarshal.AsBytes(bars.Close));
            hash.Append(MemoryMarshal.AsBytes(bars.Volume));
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
