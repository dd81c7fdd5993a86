namespace Bellwether.Indicators;

/// <summary>Text that does not define an indicator: what was given, what is wrong with it and what would be right.</summary>
public sealed class IndicatorDefinitionException(string definition, string problem) : Exception($"\"{definition}\": {problem}")
{
    public string Definition { get; } = definition;

    public string Problem { get; } = problem;
}
