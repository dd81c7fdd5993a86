using System.Runtime.InteropServices;

namespace Bellwether.Storage;

/// <summary>Files that are seen whole or not at all, whatever happens while they are written.</summary>
static partial class AtomicFile
{
    /// <summary>Ends the names of files in the making; what a crash left behind is removed by the next writer.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>
    /// Writes a file beside its place, makes it durable and moves it there in one step, then makes the move durable. On any failure what was there before is there still.
    /// </summary>
    /// <exception cref="DataFileException">The disk is full, or refuses for another reason.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var unfinished = path + Unfinished;
        try
        {
            var grown = Nearest(folder);
            Directory.CreateDirectory(folder);
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
            for (var changed = folder; ; changed = Path.GetDirectoryName(changed)!)
            {
                Settle(changed);
                if (changed == grown) break;
            }
        }
        // A file that grows beyond what the file system or the user's limit allows is, for the runtime, an argument out of range.
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ParquetSharp.ParquetException or ArgumentOutOfRangeException)
        {
            try
            {
                File.Delete(unfinished);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                // The next writer removes it; the first problem is the one to tell.
            }
            throw new DataFileException(path, $"cannot be written: {problem.Message.Split('\n')[0]}; nothing of it was changed. Make room or check the rights, and repeat", problem);
        }
    }

    /// <summary>Removes a file, durably; an absent one is no failure.</summary>
    /// <exception cref="DataFileException">It cannot be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
            if (!File.Exists(path)) return;
            File.Delete(path);
            Settle(Path.GetDirectoryName(path)!);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(path, $"cannot be removed: {problem.Message}; check the rights, and repeat", problem);
        }
    }

    /// <summary>The folder itself or the nearest above it that exists: the one that gets a new name in it.</summary>
    static string Nearest(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { Length: > 0 } above) folder = above;
        return folder;
    }

    /// <summary>Makes the names in a folder durable. Without it a rename may be undone by a power cut, which loses the new file and not the old one.</summary>
    static void Settle(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var descriptor = open(folder, 0);
        if (descriptor < 0) return;
        _ = fsync(descriptor);
        _ = close(descriptor);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
