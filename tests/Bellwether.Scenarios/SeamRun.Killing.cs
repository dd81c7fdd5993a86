using Bellwether.Core;

namespace Bellwether.Scenarios;

/// <content>The client's process is killed, and another one goes on from what it had kept.</content>
sealed partial class SeamRun
{
    /// <summary>A rule that is never true and looks back over bars in every way there is.</summary>
    const string Never = "close < 0 and (crosses_below(close, ema(9)) or above_for(rsi(14), 40, 7) or rising(vwap(1), 3) or percentile(close, 30) of ACX > 50 or crosses_above(percentile(close, 9), 80))";

    byte[]? kept;
    long takenWhenKept, takenBefore;

    /// <summary>What the client asked history for, in the broker's form, oldest first.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>All that the client remembers of the bars it saw, as bytes: the same for two that know the same.</summary>
    public byte[] Memory => desk.Memory();

    void Keep(byte[] memory) => (kept, takenWhenKept) = (memory, takenBefore + lines[0].Series.Updates);

    /// <summary>The client dies, and after so many seconds another one starts.</summary>
    /// <param name="away">Seconds in which nobody is there.</param>
    /// <param name="change">What happens to the file meanwhile.</param>
    /// <returns>Why the other one does not use it; null when it does.</returns>
    public string? Kill(int away, Func<byte[], byte[]>? change = null)
    {
        if (wire is not null) gateway.Disconnect(wire.Session);
        wire = null;
        (graph, lines, desk, filter) = Process();
        for (var until = gateway.Now + (away * EngineTime.Second); gateway.Now < until && gateway.CanMove;) gateway.Move();
        while (nextLook <= gateway.Now) nextLook += EngineTime.Minute;
        var refusal = desk.Remember(change is null ? kept! : change([.. kept!]), gateway.Now);
        takenBefore = refusal is null ? takenWhenKept : 0;
        return refusal;
    }
}
