namespace Bellwether.InteractiveBrokers;

/// <summary>A capture cannot be read from a line on.</summary>
public sealed class CaptureException : Exception
{
    internal CaptureException(string path, int line, long offset, CaptureFault fault, string what, Exception? inner = null)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}:{line}: {what} (byte {offset})"), inner)
    {
        Path = path;
        Line = line;
        Offset = offset;
        Fault = fault;
    }

    public string Path { get; }

    /// <summary>Counts the lines of the file from 1.</summary>
    public int Line { get; }

    /// <summary>Where the line begins: bytes from the start of the file.</summary>
    public long Offset { get; }

    public CaptureFault Fault { get; }
}

/// <summary>What is wrong with a capture.</summary>
public enum CaptureFault
{
    /// <summary>The first line does not name the columns of a table of frames.</summary>
    NotATable,

    /// <summary>A line is not a frame.</summary>
    CorruptLine,

    /// <summary>The last line was not completely written: the program ended in the middle of it. What comes before is intact.</summary>
    TornTail,

    /// <summary>The line is a frame that is no message of the protocol.</summary>
    CorruptFrame,
}
