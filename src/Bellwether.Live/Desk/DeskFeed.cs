using Bellwether.Engine;

namespace Bellwether.Live;

/// <summary>
/// The latest <see cref="DeskSnapshot"/> of a running desk, handed from the engine's thread to any number of viewers. Publishing never waits: a snapshot
/// that nobody took is overwritten by the next.
/// </summary>
public sealed class DeskFeed
{
    volatile DeskSnapshot? latest;

    /// <summary>The newest snapshot; null until the first was published.</summary>
    public DeskSnapshot? Latest => latest;

    /// <summary>Called by the engine's driver only.</summary>
    public void Publish(DeskSnapshot snapshot) => latest = snapshot;
}
