namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Bytes as they come, whole frames out: one array, which grows with what really came and never with what a length prefix claims.</summary>
public sealed class FrameBuffer
{
    const int Usual = 1 << 16;

    /// <summary>With less room than this at the end, what waits moves to the front.</summary>
    const int LeastRoom = 1 << 12;

    /// <summary>An array that one large message made longer than this is given back once it is empty.</summary>
    const int LargestKept = 1 << 20;
    byte[] _bytes = new byte[Usual];
    int _start;
    int _end;

    /// <summary>Nothing waits, not even part of a frame.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>What has come and was not taken.</summary>
    public ReadOnlySpan<byte> Waiting => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Where the next bytes go; never empty. What was read before is no longer valid.</summary>
    public Memory<byte> Room()
    {
        if (IsEmpty)
        {
            (_start, _end) = (0, 0);
            if (_bytes.Length > LargestKept) _bytes = new byte[Usual];
        }
        if (_bytes.Length - _end < LeastRoom)
        {
            var into = Waiting.Length <= _bytes.Length / 2 ? _bytes : new byte[_bytes.Length * 2];
            Waiting.CopyTo(into);
            (_bytes, _start, _end) = (into, 0, _end - _start);
        }
        return _bytes.AsMemory(_end);
    }

    /// <summary>That many bytes came into the <see cref="Room"/>.</summary>
    public void Added(int length) => _end += length;

    /// <summary>That many bytes at the front are done with.</summary>
    public void Took(int length) => _start += length;

    /// <summary>Takes the next whole frame; its payload is valid until <see cref="Room"/>.</summary>
    /// <exception cref="ProtocolException">The length prefix is zero or too large.</exception>
    public bool TryRead(out ReadOnlySpan<byte> payload)
    {
        var rest = Waiting;
        if (!Frames.TryRead(ref rest, out payload)) return false;
        _start = _end - rest.Length;
        return true;
    }
}
