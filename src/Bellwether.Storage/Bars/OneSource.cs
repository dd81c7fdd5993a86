using System.Collections;

namespace Bellwether.Storage;

/// <summary>The same name so many times.</summary>
sealed class OneSource(string name, int count) : IReadOnlyList<string>
{
    public int Count => count;

    public string this[int index] => (uint)index < (uint)count ? name : throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {count}");

    public IEnumerator<string> GetEnumerator() => Enumerable.Repeat(name, count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
