namespace Bellwether.Indicators;

/// <summary>What people and programs read about an indicator.</summary>
/// <param name="Name">As written in a definition, lower case.</param>
/// <param name="Summary">What it measures, in one line.</param>
/// <param name="Formula">How it is computed, seeds and special cases included.</param>
/// <param name="Source">Author, title, year, page.</param>
public sealed record IndicatorDescription(string Name, string Summary, string Formula, string Source)
{
    /// <summary>Other names under which it is found.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>In the order in which a definition gives them.</summary>
    public IReadOnlyList<IndicatorParameter> Parameters { get; init; } = [];

    /// <summary>Names of the parameters that are meant when a definition gives just as many numbers as these are; empty = the first ones.</summary>
    public IReadOnlyList<string> ShortForm { get; init; } = [];

    /// <summary>The main one first.</summary>
    public IReadOnlyList<IndicatorOutput> Outputs { get; init; } = [new("value")];

    /// <summary>Unit of the main output: dollars, percent, 0 to 100, …</summary>
    public string Unit { get; init; } = "dollars";

    /// <summary>How the outputs answer when every price is multiplied by a factor; null = no such law (or it is stated in the formula).</summary>
    public PriceScaling Scaling { get; init; } = PriceScaling.Unstated;
}

/// <summary>One number of a definition.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Default">The value when a definition leaves it out.</param>
/// <param name="Least">Smallest value, inclusive.</param>
/// <param name="Most">Largest value, inclusive.</param>
/// <param name="Meaning">What it is, with its unit.</param>
public sealed record IndicatorParameter(string Name, double Default, double Least, double Most, string Meaning)
{
    /// <summary>Largest number of bars of any window.</summary>
    public const int LongestPeriod = 100_000;

    /// <summary>Only whole numbers.</summary>
    public bool IsWhole { get; init; }

    /// <summary>A number of bars.</summary>
    public static IndicatorParameter Bars(string name, int usual, int least, string meaning, int most = LongestPeriod) =>
        new(name, usual, least, most, meaning) { IsWhole = true };
}

/// <summary>One series of values that an indicator gives.</summary>
/// <param name="Name">As written after the point: <c>macd(12,26,9).signal</c>. The first output is the one without a point.</param>
/// <param name="Unit">When it differs from that of the main output.</param>
public sealed record IndicatorOutput(string Name, string? Unit = null);

/// <summary>How outputs answer when every price is multiplied by one factor.</summary>
public enum PriceScaling
{
    /// <summary>No law is claimed.</summary>
    Unstated,

    /// <summary>Every output is multiplied by it, too.</summary>
    WithPrice,

    /// <summary>No output changes.</summary>
    Invariant,
}
