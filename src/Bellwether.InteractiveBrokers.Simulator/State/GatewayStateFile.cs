using System.Diagnostics;
using System.Text.Json;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>
/// The books of a gateway in a JSON file. It is written whole beside its place and moved there, before any client is told of what changed: whoever was told of an order finds it
/// again after the gateway's process was killed. It is durable, against a power cut too, a second later at most. Books of more than a megabyte, thousands of orders, may come up to a
/// second late altogether: writing them takes a tenth of the time at most. A file beside it, <c>.lock</c>, is held for as long as the books are, so that they have one writer only;
/// what is held ends with the process, however it ends.
/// </summary>
public sealed class GatewayStateFile : IDisposable
{
    const int RestPerWrite = 9;
    const long LongBooks = 1 << 20;
    static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    readonly string path;
    readonly GatewayCore core;
    readonly FileStream hold;
    long written;
    bool isDurable;
    long durableAt;
    long restFrom;
    TimeSpan rest;

    GatewayStateFile(string path, GatewayCore core, FileStream hold) => (this.path, this.core, this.hold, written) = (path, core, hold, core.Changes);

    /// <summary>Takes the file's books over into a gateway that has served nobody yet; an absent file begins with it.</summary>
    /// <exception cref="GatewayStateException">The file cannot be read or written, is damaged, does not fit the gateway, or another gateway keeps its books in it.</exception>
    public static GatewayStateFile Open(string path, GatewayCore core)
    {
        if (path.Length == 0 || Directory.Exists(path)) throw new GatewayStateException(path.Length == 0 ? "the state" : path, "is a folder or no name at all; expected a file, such as books.json");
        var file = new GatewayStateFile(path, core, Hold(path));
        try
        {
            if (File.Exists(path)) core.Restore(Read(path));
            file.Write(durably: true);
            return file;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or OverflowException or Protocol.ProtocolException)
        {
            file.Dispose();
            throw new GatewayStateException(path, $"does not fit this gateway: {problem.Message.Split('\n')[0]}", problem);
        }
        catch (GatewayStateException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Lets another gateway have the file. What was not saved is not in it.</summary>
    public void Dispose() => hold.Dispose();

    /// <summary>The file beside the books stays where it is when nobody holds it: taking it away would let two in that come at once.</summary>
    static FileStream Hold(string path)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (File.Exists(path + ".lock"))
        {
            throw new GatewayStateException(path, "another gateway keeps its books in it; end that one, or give this one a file of its own with --state", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GatewayStateException(path, $"cannot be written: {problem.Message}; choose another place with --state", problem);
        }
    }

    /// <summary>Writes the books if they changed since the last time.</summary>
    /// <exception cref="GatewayStateException">The file cannot be written.</exception>
    public void Save()
    {
        if (written != core.Changes || !isDurable) Write(durably: true);
    }

    /// <summary>The same, but durably only once a second, and not at all while the books are long and were written just now.</summary>
    /// <inheritdoc cref="Save"/>
    internal void SaveIfDue()
    {
        if (written == core.Changes && isDurable) return;
        var mayBeDurable = Stopwatch.GetElapsedTime(durableAt) >= LongestRest;
        if (written == core.Changes ? mayBeDurable : rest == TimeSpan.Zero || Stopwatch.GetElapsedTime(restFrom) >= rest) Write(mayBeDurable);
    }

    static GatewayState Read(string path)
    {
        const string Fix = "move it away to begin anew, or restore it from a copy";
        try
        {
            var state = JsonSerializer.Deserialize<GatewayState>(File.ReadAllBytes(path), OrderDeskJson.Options);
            if (state is not { Clients: not null, Accounts: not null, Orders: not null }) throw new GatewayStateException(path, $"is not a state of the simulated gateway; {Fix}");
            return state.Format == GatewayState.CurrentFormat ? state : throw new GatewayStateException(path, $"is of format {state.Format}; this program reads format {GatewayState.CurrentFormat}: {Fix}");
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or OverflowException or InvalidOperationException)
        {
            throw new GatewayStateException(path, $"is damaged or not a state of the simulated gateway ({problem.Message.Split('\n')[0]}); {Fix}", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GatewayStateException(path, $"cannot be read: {problem.Message}", problem);
        }
    }

    void Write(bool durably)
    {
        written = core.Changes;
        var begun = Stopwatch.GetTimestamp();
        var unfinished = path + ".tmp";
        var length = 0L;
        try
        {
            using (var file = File.Create(unfinished))
            {
                JsonSerializer.Serialize(file, core.Capture(), OrderDeskJson.Options);
                restFrom = Stopwatch.GetTimestamp();
                length = file.Position;
                if (durably) file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GatewayStateException(path, $"cannot be written: {problem.Message}; choose another place with --state", problem);
        }
        var took = Stopwatch.GetElapsedTime(begun, restFrom);
        // By length and not by time: the first write of a process is slow, and what it was told then must not be forgotten.
        rest = length < LongBooks ? TimeSpan.Zero : took * RestPerWrite < LongestRest ? took * RestPerWrite : LongestRest;
        isDurable = durably;
        if (durably) durableAt = Stopwatch.GetTimestamp();
    }
}
