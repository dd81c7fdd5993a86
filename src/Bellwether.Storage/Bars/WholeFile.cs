namespace Bellwether.Storage;

/// <summary>Files that are seen whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>Makes a file of these bytes in one step.</summary>
    /// <exception cref="DataFileException">The disk is full, or refuses for another reason; what was there before is there still.</exception>
    public static void Write(string path, byte[] bytes) => AtomicFile.Write(path, stream => stream.Write(bytes));
}
