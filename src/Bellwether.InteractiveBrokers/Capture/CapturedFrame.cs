namespace Bellwether.InteractiveBrokers;

/// <summary>A frame of a capture.</summary>
/// <param name="Line">Its line in the file, counted from 1.</param>
/// <param name="Time">When it was received, or handed to the network.</param>
/// <param name="ServerVersion">The version of its session.</param>
/// <param name="FromServer">Whether the gateway sent it.</param>
/// <param name="Payload">Its bytes without the length prefix, redacted.</param>
/// <param name="Offset">Where its line begins: bytes from the start of the file.</param>
public sealed record CapturedFrame(int Line, DateTimeOffset Time, int ServerVersion, bool FromServer, byte[] Payload, long Offset = 0);
