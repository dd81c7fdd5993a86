// Each type here breaks one rule of the pure floor, so that the scanner is seen to find it. Nothing calls them.
#pragma warning disable CA1812, CA1822, CA1823, CA1852, CA2211, CS0169, CS0414, CS0649, IDE0044, IDE0051, IDE0052, IDE0060, CA1805, CA2263, CA1859, CA1851

namespace Bellwether.Tests.House.Planted;

sealed class TaskInASignature { internal Task Run() => Task.CompletedTask; }

sealed class TaskInAField { readonly Func<ValueTask<int>>? work; internal bool HasWork => work is not null; }

sealed class AsyncSequence { internal void Take(IAsyncEnumerable<int> items) { } }

sealed class LockOnAnObject
{
    readonly object gate = new();
    int count;
    internal void Count() { lock (gate) count++; }
}

sealed class InterlockedCall { int count; internal void Count() => Interlocked.Increment(ref count); }

sealed class VolatileField { volatile int count; internal int Count => count; }

sealed class FileAccess { internal string Read() => File.ReadAllText("x"); }

sealed class SocketAccess { internal object Open() => new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp); }

sealed class Dice { internal int Roll() => new Random(1).Next(); }

sealed class MutableStaticField { internal static int Count; }

sealed class MutableStaticProperty { internal static int Count { get; set; } }

sealed class ThreadStaticField { [ThreadStatic] static int count; internal static void Touch() => count++; }

sealed class DictionaryForeach
{
    readonly Dictionary<int, long> cells = [];
    internal long Sum()
    {
        var sum = 0L;
        foreach (var cell in cells) sum += cell.Value;
        return sum;
    }
}

sealed class DictionaryValues { readonly Dictionary<int, long> cells = []; internal long Sum() => cells.Values.Sum(); }

sealed class HashSetForeach
{
    internal int First(HashSet<int> set)
    {
        foreach (var item in set) return item;
        return 0;
    }
}

sealed class HashSetInLinq { readonly HashSet<int> set = []; internal int[] All() => [.. set.Where(x => x > 0)]; }

sealed class DictionaryInLinq { internal int First(Dictionary<int, int> cells) => cells.First().Key; }

sealed class HashSetFromACall
{
    static HashSet<int> Make() => [1, 2];
    internal string Text() => string.Join(",", Make());
}

sealed class DictionaryThroughAnInterface
{
    internal int Sum(IReadOnlyDictionary<int, int> cells)
    {
        var sum = 0;
        foreach (var (key, _) in cells) sum += key;
        return sum;
    }
}

/// <summary>What a pure room may do, and a naive scanner would report.</summary>
sealed class Innocent
{
    static readonly int[] Table = [1, 2, 3];
    const int Limit = 10;
    readonly Dictionary<int, long> cells = [];
    readonly HashSet<int> seen = [];
    readonly SortedDictionary<int, int> ordered = [];

    internal long Look(int key) => cells.TryGetValue(key, out var value) ? value : cells[Limit];

    internal void Put(int key, HashSet<int> others) { cells[key] = key; seen.UnionWith(others); seen.Remove(key); cells.Clear(); }

    internal int[] Filter(int[] items) => [.. items.Where(x => x > 1 && seen.Contains(x)).Select(Twice)];

    internal IEnumerable<int> Walk()
    {
        foreach (var (key, _) in ordered) yield return key;
        foreach (var item in Table) yield return item;
    }

    static int Twice(int x) => x * 2;
}
