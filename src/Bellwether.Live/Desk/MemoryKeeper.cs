using System.Threading.Channels;
using Bellwether.Storage;

namespace Bellwether.Live;

/// <summary>Puts what a desk remembers beside its journal, in the background: the newest counts, and what cannot be written is left for the next time.</summary>
public sealed class MemoryKeeper : IAsyncDisposable
{
    readonly string folder;
    readonly Action<string> log;
    readonly Channel<byte[]> waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    readonly Task writing;
    string? problemTold;

    /// <param name="folder">The journal's folder.</param>
    /// <param name="about">What gives the bytes their meaning besides symbols, indicators and rules: what computes them.</param>
    /// <param name="log">Takes a line for a person. Any thread.</param>
    public MemoryKeeper(string folder, string about, Action<string> log)
    {
        (this.folder, About, this.log) = (folder, about, log);
        writing = Task.Run(WriteAsync);
    }

    public string About { get; }

    /// <summary>Takes what is to be written and returns at once.</summary>
    public void Keep(byte[] memory) => waiting.Writer.TryWrite(memory);

    /// <summary>Writes what waits and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writing.ConfigureAwait(false);
    }

    async Task WriteAsync()
    {
        await foreach (var memory in waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                MemoryFile.Write(folder, memory);
                problemTold = null;
            }
            catch (DataFileException problem)
            {
                if (problemTold != problem.Message) log($"what the run remembers was not kept, and a run after this one asks for more history: {problem.Message}");
                problemTold = problem.Message;
            }
        }
    }
}
