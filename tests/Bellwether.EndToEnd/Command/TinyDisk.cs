using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Bellwether.EndToEnd;

/// <summary>
/// A file system of its own, so small that a test can fill it: in memory, mounted in a name space of a child process, through which others reach it. It needs a Linux that lets
/// users make name spaces, and goes with the child.
/// </summary>
sealed class TinyDisk : IDisposable
{
    readonly Process holder;
    readonly string mounted;

    TinyDisk(Process holder, string mounted) => (this.holder, this.mounted) = (holder, mounted);

    /// <summary>Its root, for any program.</summary>
    public string Root => string.Create(CultureInfo.InvariantCulture, $"/proc/{holder.Id}/root{mounted}");

    string Ballast => Path.Combine(Root, "ballast");

    /// <summary>Mounts it over a folder below a scratch folder; skips the test where that is not permitted.</summary>
    public static TinyDisk Mount(ScratchFolder folder, int kilobytes)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs a file system in memory of Linux");
        var mounted = folder.At("disk");
        Directory.CreateDirectory(mounted);
        var script = string.Create(CultureInfo.InvariantCulture, $"mount -t tmpfs -o size={kilobytes}k none '{mounted}' && echo mounted && exec cat");
        Process holder;
        try
        {
            holder = Process.Start(new ProcessStartInfo("unshare", ["-rm", "sh", "-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("needs unshare (util-linux)");
            throw;
        }
        var disk = new TinyDisk(holder, mounted);
        if (holder.StandardOutput.ReadLine() == "mounted" && Directory.Exists(disk.Root)) return disk;
        var why = holder.HasExited ? holder.StandardError.ReadToEnd().Trim() : "its files cannot be reached from outside";
        disk.Dispose();
        Assert.Skip("needs the right to mount a file system in a name space: " + why);
        return disk;
    }

    /// <summary>Takes all room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // That is what "full" is.
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(Ballast);

    /// <summary>Nothing on it can be changed any more.</summary>
    public void MakeReadOnly()
    {
        using var remount = Process.Start("nsenter", ["-t", holder.Id.ToString(CultureInfo.InvariantCulture), "-U", "-m", "--preserve-credentials", "mount", "-o", "remount,ro", mounted]);
        remount.WaitForExit();
        if (remount.ExitCode != 0) Assert.Skip("needs the right to mount a file system anew");
    }

    public void Dispose()
    {
        if (!holder.HasExited) holder.Kill();
        holder.WaitForExit();
        holder.Dispose();
    }
}
