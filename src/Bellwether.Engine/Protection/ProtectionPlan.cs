using Bellwether.Core;

namespace Bellwether.Engine;

/// <summary>How a position is to be protected: what the bracket of its entry asked for.</summary>
/// <param name="Side">Side of the entry; 0 before the first.</param>
/// <param name="Stop">Price of the stop; zero = none, and then nothing is demanded of the broker.</param>
/// <param name="Target">Price of the target; zero = none.</param>
/// <param name="IsActive">The position that it was made for is open, or is being entered.</param>
public readonly record struct ProtectionPlan(Side Side, Price Stop, Price Target, bool IsActive);

/// <summary>What is wrong with the protection of a position. What is more dangerous stands first.</summary>
enum ProtectionFlaw
{
    None,

    /// <summary>Reducing orders executed for more than was held: the position is on the side that nobody wanted.</summary>
    Flipped,

    /// <summary>Nothing is held, or the other side is, and a protective order lives: it would open a position.</summary>
    Orphan,

    /// <summary>Fewer shares are covered by stops than are held.</summary>
    StopMissing,

    /// <summary>Reducing orders could execute for more shares than are held.</summary>
    TooMuch,

    /// <summary>The target does not cover the position; the stop does.</summary>
    TargetMissing,
}

/// <summary>A flaw that was seen, and what was done about it.</summary>
struct ProtectionWatch
{
    /// <summary>The present one.</summary>
    public ProtectionFlaw Flaw;

    /// <summary>The latest one: what was mended may break again at once.</summary>
    public ProtectionFlaw Latest;

    /// <summary>Since when there has been none, nanoseconds since the Unix epoch.</summary>
    public long MendedAt;

    /// <summary>When it was seen first, nanoseconds since the Unix epoch.</summary>
    public long Since;

    /// <summary>The broker was asked for a snapshot.</summary>
    public bool IsAsked;

    /// <summary>A person was told, and entries are frozen.</summary>
    public bool IsAlarmed;

    /// <summary>Attempts at this flaw.</summary>
    public int Tries;

    /// <summary>Attempts in all, since the position was in order last.</summary>
    public int Steps;

    /// <summary>All tries failed: nothing more is done until the link, the session or the position is another.</summary>
    public bool IsGivenUp;

    /// <summary>When it is looked at again, nanoseconds since the Unix epoch; 0 when nothing is due.</summary>
    public long Due;

    /// <summary>The emergency exit under way; 0 for none.</summary>
    public long Exit;
}
