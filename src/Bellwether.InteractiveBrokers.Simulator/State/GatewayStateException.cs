namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>A state file that cannot be used: which, why, and what to do. It is left as it is.</summary>
public sealed class GatewayStateException(string path, string problem, Exception? cause = null) : Exception($"{path}: {problem}", cause)
{
    public string Path { get; } = path;
}
