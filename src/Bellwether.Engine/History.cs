namespace Bellwether.Engine;

/// <summary>The latest items of a stream, for viewers: a ring that forgets the oldest.</summary>
public sealed class History<T>(int capacity)
{
    readonly T[] items = new T[capacity];

    /// <summary>Items ever added.</summary>
    public long Total { get; private set; }

    public int Count => (int)Math.Min(Total, items.Length);

    /// <summary>0 is the newest.</summary>
    public ref readonly T Newest(int back) => ref items[(Total - 1 - back) % items.Length];

    public void Add(in T item) => items[Total++ % items.Length] = item;

    public void Clear() => Total = 0;
}
