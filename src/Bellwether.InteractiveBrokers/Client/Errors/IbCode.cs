namespace Bellwether.InteractiveBrokers;

/// <summary>What is known of a code.</summary>
/// <param name="First">The code, or the first of a run of codes that mean the same.</param>
/// <param name="Last">The last code of the run.</param>
/// <param name="Class">What kind of thing it is.</param>
/// <param name="Effects">What it does.</param>
/// <param name="Meaning">In the words of a trader.</param>
/// <param name="Advice">What to do about it; empty for nothing.</param>
public sealed record IbCode(int First, int Last, IbCodeClass Class, IbCodeEffects Effects, string Meaning, string Advice)
{
    public bool Has(IbCodeEffects effects) => (Effects & effects) == effects;
}
