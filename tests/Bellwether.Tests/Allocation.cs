namespace Bellwether.Tests;

/// <summary>What code allocates in steady state.</summary>
static class Allocation
{
    /// <summary>
    /// The least that three runs allocate on this thread, bytes. What allocates does so every time; the runtime's own (a collection that another test provokes ends a thread's
    /// allocation block early and counts its rest) comes and goes.
    /// </summary>
    public static long Of(Action work) => Enumerable.Range(0, 3).Min(_ => Once(work));

    /// <summary>The same for work of which each run is another.</summary>
    public static long Of(params Action[] runs) => runs.Min(Once);

    static long Once(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
