using System.Globalization;
using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Commands.Ib;

/// <summary>
/// Frames in a tab-separated table. The first line names the columns; <c>server_version</c>, <c>direction</c> (<c>server</c> or <c>client</c>) and
/// <c>payload</c> (escaped as <see cref="FrameText"/> says) are needed, others are passed over. Lines without text do not count.
/// </summary>
static class FrameTable
{
    /// <summary>A data line. What could not be read is null, and <see cref="Problem"/> says what.</summary>
    /// <param name="Number">Counts data lines from 1.</param>
    /// <param name="ServerVersion">The version of the frame's session.</param>
    /// <param name="FromServer">Whether the gateway sent it.</param>
    /// <param name="Payload">The frame without its length prefix.</param>
    /// <param name="Problem">What is wrong with the line, or null.</param>
    public sealed record Row(int Number, int? ServerVersion, bool FromServer, byte[] Payload, string? Problem);

    /// <summary>Reads the table; a line that is not as it should be is a row with a problem.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">The first line does not name the columns.</exception>
    public static IEnumerable<Row> Read(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var header = (reader.ReadLine() ?? "").Split('\t');
        var (version, direction, payload) = (Column("server_version"), Column("direction"), Column("payload"));
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            yield return Parse(++number, line.Split('\t'), version, direction, payload);
        }

        int Column(string name)
        {
            var at = Array.IndexOf(header, name);
            return at >= 0 ? at : throw new FormatException(
                $"{path}:1: expected a header line with the columns server_version, direction and payload, separated by tabs; {name} is missing");
        }
    }

    static Row Parse(int number, string[] cells, int version, int direction, int payload)
    {
        int? serverVersion = version < cells.Length && int.TryParse(cells[version], NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : null;
        var side = direction < cells.Length ? cells[direction] : "";
        byte[] bytes = [];
        var problem = serverVersion is null ? "server_version is not a number"
            : side is not ("server" or "client") ? "direction is neither server nor client"
            : payload >= cells.Length || !FrameText.TryUnescape(cells[payload], out bytes) ? "payload is missing or has a backslash that begins no escape"
            : null;
        return new(number, serverVersion, side == "server", bytes, problem);
    }
}
