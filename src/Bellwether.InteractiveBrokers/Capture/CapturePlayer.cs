using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Plays a captured session to the code that would have lived through it.</summary>
public static class CapturePlayer
{
    /// <summary>Hands each message of a capture to the handler of its direction, in order and without waiting.</summary>
    /// <param name="path">The capture.</param>
    /// <param name="server">Gets what the gateway sent.</param>
    /// <param name="client">Gets what the client sent; null to pass it over.</param>
    /// <param name="before">Told of each frame before its message is handed over, such as to set a clock.</param>
    /// <returns>How many messages were handed over.</returns>
    /// <exception cref="CaptureException">The file is no capture, or a line is no frame or no message; what comes before was handed over.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static int Play(string path, IServerMessageHandler server, IClientMessageHandler? client = null, Action<CapturedFrame>? before = null)
    {
        var played = 0;
        foreach (var frame in CaptureReader.Read(path))
        {
            if (!frame.FromServer && client is null) continue;
            before?.Invoke(frame);
            try
            {
                if (frame.FromServer) ServerMessages.Dispatch(frame.Payload, frame.ServerVersion, server);
                else ClientMessages.Dispatch(frame.Payload, frame.ServerVersion, client!);
            }
            catch (ProtocolException problem)
            {
                throw new CaptureException(path, frame.Line, frame.Offset, CaptureFault.CorruptFrame, problem.Message, problem);
            }
            played++;
        }
        return played;
    }
}
