namespace Bellwether.InteractiveBrokers;

/// <summary>Reads what <see cref="WireCapture"/> wrote.</summary>
public static class CaptureReader
{
    /// <summary>Reads the frames in order.</summary>
    /// <param name="path">The capture.</param>
    /// <param name="damaged">Told of each line that is no frame, which is then passed over; without it the first one is thrown.</param>
    /// <exception cref="CaptureException">The file is no capture, or holds a corrupt line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<CapturedFrame> Read(string path, Action<CaptureException>? damaged = null)
    {
        var endsInLine = EndsInLine(path);
        FrameRow? last = null;
        foreach (var row in FrameTable.Read(path))
        {
            if (last is not null && Frame(path, last, isTorn: false, damaged) is { } frame) yield return frame;
            last = row;
        }
        if (last is not null && Frame(path, last, isTorn: !endsInLine, damaged) is { } final) yield return final;
    }

    static CapturedFrame? Frame(string path, FrameRow row, bool isTorn, Action<CaptureException>? damaged)
    {
        // Without its line end even a line that can be read may be the front part of a longer one.
        var problem = isTorn ? new CaptureException(path, row.Line, row.Offset, CaptureFault.TornTail, "the last line was not completely written; what comes before it is intact")
            : row.Problem is { } text ? new CaptureException(path, row.Line, row.Offset, CaptureFault.CorruptLine, text)
            : row.Time is null ? new CaptureException(path, 1, 0, CaptureFault.NotATable, "no column time: this is a table of frames, not a capture. Read it with 'ib decode'")
            : null;
        if (problem is null) return new(row.Line, row.Time!.Value, row.ServerVersion!.Value, row.FromServer, row.Payload, row.Offset);
        if (damaged is null || problem.Fault == CaptureFault.NotATable) throw problem;
        damaged(problem);
        return null;
    }

    static bool EndsInLine(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length == 0) return true;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
