using System.Text.Json;
using Bellwether.Engine;

namespace Bellwether.Storage;

/// <summary>What a journal segment says about itself, in its first record (JSON).</summary>
/// <param name="FormatVersion">1.</param>
/// <param name="Nonce">Marks this run's orders at the broker: order references are <c>BW-nonce-number</c>.</param>
/// <param name="Account">Account id, or empty when the broker has not named it yet.</param>
/// <param name="ConfigurationHash">SHA-256 of the effective configuration, hex.</param>
/// <param name="ProductVersion">Version of the program that wrote it.</param>
/// <param name="Symbols">Tickers by symbol index.</param>
public sealed record JournalHeader(int FormatVersion, string Nonce, string Account, string ConfigurationHash, string ProductVersion, IReadOnlyList<string> Symbols)
{
    /// <summary>The API client id whose orders these are; 0 when it was not written down.</summary>
    public int ClientId { get; init; }

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal byte[] ToPayload() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JournalFormatException">Not a header of a version that this program reads.</exception>
    internal static JournalHeader FromPayload(ReadOnlySpan<byte> payload)
    {
        JournalHeader? header;
        try
        {
            header = JsonSerializer.Deserialize<JournalHeader>(payload, Json);
        }
        catch (JsonException problem)
        {
            throw new JournalFormatException($"the header record is not readable: {problem.Message}");
        }
        if (header is not { FormatVersion: JournalFormat.Version, Symbols: not null })
            throw new JournalFormatException($"format version {header?.FormatVersion}: this program reads version {JournalFormat.Version}");
        return header;
    }
}
