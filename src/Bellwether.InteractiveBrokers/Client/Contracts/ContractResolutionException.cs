namespace Bellwether.InteractiveBrokers;

/// <summary>A contract query did not end in exactly one contract.</summary>
public sealed class ContractResolutionException(ContractResolution resolution) : Exception(resolution.Explanation)
{
    public ContractResolution Resolution { get; } = resolution;
}
