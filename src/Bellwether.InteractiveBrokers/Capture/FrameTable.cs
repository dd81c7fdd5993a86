using System.Globalization;
using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Frames in a tab-separated table. The first line names the columns; <c>server_version</c>, <c>direction</c> (<c>server</c> or <c>client</c>) and
/// <c>payload</c> (escaped as <see cref="FrameText"/> says) are needed, <c>time</c> is read where it is there, others are passed over. Lines without text do
/// not count as data.
/// </summary>
public static class FrameTable
{
    /// <summary>Reads the table line by line; a line that is not as it should be is a row with a <see cref="FrameRow.Problem"/>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="CaptureException">The first line does not name the columns.</exception>
    public static IEnumerable<FrameRow> Read(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var names = reader.ReadLine() ?? "";
        var header = names.Split('\t');
        var columns = new Columns(Needed("server_version"), Needed("direction"), Needed("payload"), Array.IndexOf(header, "time"));
        var number = 0;
        var line = 1;
        // Lines end in a line feed.
        var offset = Encoding.UTF8.GetByteCount(names) + 1L;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text)) yield return Parse(++number, line, text.Split('\t'), columns) with { Offset = offset };
            offset += Encoding.UTF8.GetByteCount(text) + 1;
        }

        int Needed(string name)
        {
            var at = Array.IndexOf(header, name);
            return at >= 0 ? at : throw new CaptureException(path, 1, 0, CaptureFault.NotATable,
                $"no column {name}; expected a first line that names the columns server_version, direction and payload, separated by tabs. Check that this is a table of frames");
        }
    }

    static FrameRow Parse(int number, int line, string[] cells, Columns columns)
    {
        int? version = int.TryParse(Cell(columns.Version), NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : null;
        var side = Cell(columns.Direction);
        byte[] payload = [];
        DateTimeOffset time = default;
        var problem = version is null ? $"server_version \"{Cell(columns.Version)}\": expected a whole number"
            : side is not ("server" or "client") ? $"direction \"{side}\": expected server or client"
            : columns.Payload >= cells.Length ? "payload: missing, expected the frame's bytes"
            : !FrameText.TryUnescape(cells[columns.Payload], out payload) ? @"payload: expected \0, \xNN or \\ after each backslash"
            : columns.Time >= 0 && !TryTime(Cell(columns.Time), out time) ? $"time \"{Cell(columns.Time)}\": expected a time such as 2026-11-24T14:31:02.1234567Z"
            : null;
        return new(number, line, version, side == "server", payload, columns.Time >= 0 && problem is null ? time : null, problem);

        string Cell(int column) => column >= 0 && column < cells.Length ? cells[column] : "";
    }

    static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    /// <summary>UTC with seven digits of the second.</summary>
    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    readonly record struct Columns(int Version, int Direction, int Payload, int Time);
}

/// <summary>A data line of a table of frames.</summary>
/// <param name="Number">Counts data lines from 1.</param>
/// <param name="Line">Counts all lines of the file from 1.</param>
/// <param name="ServerVersion">The version of the frame's session; null when the line does not say.</param>
/// <param name="FromServer">Whether the gateway sent it.</param>
/// <param name="Payload">The frame without its length prefix.</param>
/// <param name="Time">When it was received or handed to the network, where the table says so.</param>
/// <param name="Problem">What is wrong with the line, or null.</param>
/// <param name="Offset">Where the line begins: bytes from the start of the file.</param>
public sealed record FrameRow(int Number, int Line, int? ServerVersion, bool FromServer, byte[] Payload, DateTimeOffset? Time, string? Problem, long Offset = 0);
