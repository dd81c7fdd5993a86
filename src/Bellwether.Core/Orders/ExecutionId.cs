using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bellwether.Core;

/// <summary>
/// Identity of an execution: its family and its revision. The broker corrects an execution by sending it again with another last part of its id
/// (<c>0000e0d5.69dd7411.01.01</c> → <c>….01.02</c>); both have one family, and only the highest revision counts.
/// </summary>
/// <param name="Family">The first 128 bits of the SHA-256 of all parts but the last, or a venue's own number. Compared, never printed.</param>
/// <param name="Revision">The last part.</param>
public readonly record struct ExecutionId(UInt128 Family, int Revision)
{
    /// <summary>An execution of a simulated venue that numbers its own.</summary>
    public static ExecutionId FromNumber(long number) => new((UInt128)(ulong)number, 1);

    /// <summary>Splits a broker's execution id. Without a numeric last part the whole text is the family and the revision is 1.</summary>
    public static ExecutionId Parse(string text)
    {
        var dot = text.LastIndexOf('.');
        var revision = 1;
        var numbered = dot > 0 && int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out revision);
        var family = numbered ? text.AsSpan(0, dot) : text;
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Math.Min(family.Length, 512))];
        var length = Encoding.UTF8.GetBytes(family[..Math.Min(family.Length, 512)], bytes);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], digest);
        return new ExecutionId(BinaryPrimitives.ReadUInt128LittleEndian(digest), numbered ? revision : 1);
    }
}
