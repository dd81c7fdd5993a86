namespace Bellwether.Storage;

/// <summary>
/// What a run remembers of the bars that it saw, in a file beside its journal: it is replaced as a whole, so that a run that dies while it writes leaves the one before. The
/// bytes say themselves what they are of, and whether they are damaged.
/// </summary>
public static class MemoryFile
{
    /// <summary>Its name in the folder of the journal.</summary>
    public const string Name = "memory.checkpoint";

    /// <summary>The file of a journal's folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, Name);

    /// <summary>Replaces it, durably.</summary>
    /// <exception cref="DataFileException">The disk is full, or refuses for another reason; what was there before is there still.</exception>
    public static void Write(string folder, byte[] memory) => WholeFile.Write(PathIn(folder), memory);

    /// <summary>The bytes of the file; null when there is none.</summary>
    /// <exception cref="DataFileException">It cannot be read.</exception>
    public static byte[]? Read(string folder)
    {
        var path = PathIn(folder);
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(path, $"cannot be read: {problem.Message}; check the rights, or delete it, and the indicators are warmed up from history", problem);
        }
    }
}
